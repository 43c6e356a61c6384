//! Error bodies in XML: S3's `<Error>`, the Query services' `<ErrorResponse>`, EC2's `<Response><Errors>`.

use std::ops::Range;

use super::{Draft, Field, is_code};
use crate::aws::errors;
use crate::text::xml::{self, Element};
use crate::text::{View, Words};

/// The most bytes of a body.
const LONGEST: usize = 65_536;

/// Whose body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// S3 and servers that speak like it.
    S3,
    /// Query services.
    Query,
    /// EC2, and `SimpleDB` before it.
    Ec2,
}

/// An error body.
#[derive(Debug)]
pub struct Body {
    /// What it says.
    pub draft: Draft,
    /// Where it stands, prolog included.
    pub range: Range<usize>,
    /// Whose it is.
    pub shape: Shape,
}

/// The error body that begins at byte `at` of `view` with a start tag, or with an element of a body whose beginning is
/// cut off; its prolog may begin as early as `floor`.
pub fn body(view: &View<'_>, at: usize, floor: usize) -> Option<Body> {
    let end = view.text().floor_char_boundary(at.saturating_add(LONGEST));
    let rest = view.get(at..end);
    let cut_begin = starts_with(rest, "<Code") || starts_with(rest, "<AWSAccessKeyId") || starts_with(rest, "<Message");
    let element = if cut_begin { xml::fragment(view, at, end)? } else { xml::element(view, at, end)? };
    let shape = shape(&element)?;
    let start = prolog(view, at, floor);
    let mut draft = Draft { is_body: true, name_space: name_space(&element), ..Draft::default() };
    draft.single_quotes = view.get(start..at).starts_with("<?xml version='1.0'");
    for leaf in &element.leaves {
        if let Some(field) = Field::of(&leaf.name) {
            draft.set(field, &leaf.text);
        }
    }
    if shape == Shape::Query
        && let Some(service) = service(&draft.name_space)
    {
        draft.set(Field::Service, &View::at(&service, 0));
    }
    draft.says_something().then_some(Body { draft, range: start..element.range.end, shape })
}

fn starts_with(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
}

/// The name space that the root names.
fn name_space(element: &Element) -> String {
    let quoted = element.attributes.cut("xmlns=").map_or("", |(_, rest)| rest);
    quoted.split(['"', '\'']).nth(1).unwrap_or_default().to_owned()
}

/// The service that a name space belongs to: `https://sts.amazonaws.com/doc/2011-06-15/`.
fn service(name_space: &str) -> Option<String> {
    let host = name_space.cut("//")?.1.split('/').next()?;
    let name = host.strip_suffix(".amazonaws.com")?.split('.').next()?;
    match name {
        "webservices" => None,
        "queue" => Some("sqs".to_owned()),
        name => Some(name.to_owned()),
    }
}

/// Whose body `element` is; none if it is no error body.
fn shape(element: &Element) -> Option<Shape> {
    let code = element.leaf("Code").or_else(|| element.leaf("Message")).or_else(|| element.leaf("AWSAccessKeyId"))?;
    let fault = element.leaf("Type").is_some_and(|leaf| matches!(leaf.text.text().trim(), "Sender" | "Receiver"));
    match (element.name.as_str(), code.parent.as_str()) {
        ("", _) if !is_fragment(element) => None,
        ("Error" | "", _) if fault => Some(Shape::Query),
        ("Error" | "", _) => Some(Shape::S3),
        ("ErrorResponse", "Error") => Some(Shape::Query),
        ("Response" | "Errors", "Error") => Some(Shape::Ec2),
        _ => None,
    }
}

/// Whether elements without a root are those of an error body.
fn is_fragment(element: &Element) -> bool {
    let code = element.leaf("Code").map_or("", |leaf| leaf.text.text().trim());
    errors::of_code(code).is_some() || element.leaves.len() > 1 && (code.is_empty() || is_code(code))
}

/// Where the prolog before byte `at` begins, if there is one; else `at`.
fn prolog(view: &View<'_>, at: usize, floor: usize) -> usize {
    let before = view.get(floor..at).trim_end();
    // Escapes that nobody resolved may stand between the prolog and the body.
    let before = before.short_of("\\n").trim_end();
    let start = before.last("<?xml").filter(|_| before.ends_with("?>"));
    start.filter(|&start| before.len() - start < 200).map_or(at, |start| floor + start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Body, String) {
        let at = ["<Error", "<Response", "<Code"].iter().filter_map(|tag| text.find(tag)).min().unwrap();
        let body = body(&View::at(text, 0), at, 0).unwrap();
        let claimed = text.get(body.range.clone()).unwrap().to_owned();
        (body, claimed)
    }

    #[test]
    fn bodies_are_told_apart() {
        for (text, shape) in [
            ("<Error><Code>A</Code></Error>", Shape::S3),
            ("<ErrorResponse><Error><Type>Sender</Type><Code>A</Code></Error></ErrorResponse>", Shape::Query),
            ("<Response><Errors><Error><Code>A</Code></Error></Errors><RequestID>r</RequestID></Response>", Shape::Ec2),
            ("<Error><Type>Sender</Type><Code>A</Code></Error></ErrorResponse>", Shape::Query),
            ("<Code>Abc</Code><Message>m</Message></Error>", Shape::S3),
        ] {
            let (body, claimed) = read(text);
            assert_eq!(body.shape, shape, "{text}");
            assert!(body.draft.failure.code.unwrap().starts_with('A'), "{text}");
            assert!(text.starts_with(&claimed));
        }
    }

    #[test]
    fn the_service_is_read_from_the_name_space() {
        let text = "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Code>A</Code></Error></ErrorResponse>";
        assert_eq!(read(text).0.draft.failure.service.as_deref(), Some("sts"));
    }

    #[test]
    fn the_prolog_belongs_to_the_body() {
        let (_, claimed) = read("x <?xml version=\"1.0\"?>\n<Error><Code>A</Code></Error> y");
        assert_eq!(claimed, "<?xml version=\"1.0\"?>\n<Error><Code>A</Code></Error>");
    }

    #[test]
    fn what_is_no_error_body_is_left_alone() {
        for text in ["<Errors><Item>1</Item></Errors>", "<Response><Code>x</Code></Response>", "<Error>text</Error>"] {
            assert!(body(&View::at(text, 0), 0, 0).is_none(), "{text}");
        }
    }
}
