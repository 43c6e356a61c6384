//! botocore's sentence, which the AWS CLI and boto3 print: `An error occurred (CODE) when calling the OPERATION
//! operation (reached max retries: 4): MESSAGE`; before 2015 `A client error (CODE) occurred when calling …`.
//!
//! Source: boto/botocore `botocore/exceptions.py` (`ClientError.MSG_TEMPLATE`); aws/aws-cli `awscli/errorhandler.py`.

use std::ops::Range;

use super::{Draft, Field};
use crate::aws::errors;
use crate::text::View;

/// The most bytes from the beginning of the sentence to its message.
const LONGEST_BEGINNING: usize = 400;
/// The most bytes of a message that are looked at.
const LONGEST_MESSAGE: usize = 16_384;

/// The sentence.
#[derive(Debug)]
pub struct Sentence {
    /// What it says.
    pub draft: Draft,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The sentence that begins at byte `at`, terminal wraps within it notwithstanding.
pub fn sentence(view: &View<'_>, at: usize) -> Option<Sentence> {
    let squeezed = Squeezed::new(view, at);
    let text = squeezed.text.as_str();
    let rest = text.strip_prefix("Anerroroccurred(").or_else(|| text.strip_prefix("Aclienterror("))?;
    let (code, rest) = rest.split_once(')')?;
    let rest = rest.strip_prefix("occurred").unwrap_or(rest);
    let mut draft = Draft::default();
    draft.set(Field::Code, &View::at(code, 0));
    let rest = match rest.strip_prefix("whencallingthe").and_then(|rest| rest.split_once("operation")) {
        Some((operation, rest)) => {
            draft.set(Field::Operation, &View::at(operation, 0));
            rest
        }
        None => rest,
    };
    let rest = match rest.strip_prefix("(reachedmaxretries:").and_then(|rest| rest.split_once(')')) {
        Some((_, rest)) => rest,
        None => rest,
    };
    let Some(rest) = rest.strip_prefix(':') else {
        // Cut off before the message.
        let end = view.rest_of_line(at).end;
        return draft.says_something().then_some(Sentence { draft, range: at..end });
    };
    let from = squeezed.offset(text.len() - rest.len());
    let message = message(view, from);
    draft.set(Field::Message, &view.slice(message.clone()));
    // Where the body had no message, botocore takes the status for the code.
    if code.len() == 3 {
        draft.set(Field::Status, &View::at(code, 0));
    }
    Some(Sentence { draft, range: at..message.end })
}

/// The message that begins at byte `from`: the rest of its line, and what follows where the terminal wrapped a known
/// sentence or the server went on about the canonical string.
pub fn message(view: &View<'_>, from: usize) -> Range<usize> {
    let rest = view.get(from..view.text().len());
    let from = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let mut end = view.rest_of_line(from).end;
    let mut limit = view.text().len().min(from + LONGEST_MESSAGE);
    while !view.text().is_char_boundary(limit) {
        limit -= 1;
    }
    let near = view.get(from..limit);
    if let Some((_, length)) = errors::sentence_at(near)
        && from + length > end
    {
        // The rest of the last line belongs to it, if that is but a few words.
        end = view.rest_of_line(from + length).end;
    }
    let after = view.get(end..limit);
    if after.trim_start().starts_with("The Canonical String for this request should have been") {
        let marks = ["The String-to-Sign should have been", "The Canonical String for this request should have been"];
        let last = marks.iter().find_map(|mark| after.find(mark).map(|at| at + mark.len()));
        if let Some(last) = last {
            let string = after.get(last..).unwrap_or_default();
            let open = string.find('\'').map_or(0, |open| open + 1);
            let close = string.get(open..).and_then(|string| string.find('\'')).map_or(0, |close| close + 1);
            end = view.rest_of_line(end + last + open + close).end;
        }
    }
    from..end
}

/// Text without its blanks and line ends, which knows where each byte came from.
struct Squeezed {
    text: String,
    offsets: Vec<usize>,
    end: usize,
}

impl Squeezed {
    /// The text from byte `at` to the next empty line, no further than a sentence's beginning may reach.
    fn new(view: &View<'_>, at: usize) -> Self {
        let mut out = Self { text: String::new(), offsets: Vec::new(), end: at };
        let mut line_ends = 0;
        for (offset, c) in view.get(at..view.text().len()).char_indices().take(LONGEST_BEGINNING) {
            line_ends = if c == '\n' {
                line_ends + 1
            } else if c.is_whitespace() {
                line_ends
            } else {
                0
            };
            if line_ends > 1 {
                break;
            }
            if !c.is_whitespace() {
                out.text.push(c);
                out.offsets.extend(std::iter::repeat_n(at + offset, c.len_utf8()));
            }
            out.end = at + offset + c.len_utf8();
        }
        out
    }

    /// Where byte `index` of the squeezed text stands; the end for what is past it.
    fn offset(&self, index: usize) -> usize {
        match index.checked_sub(1).and_then(|before| self.offsets.get(before)) {
            // Right after the character before, so that blanks belong to what follows.
            Some(&before) => before + 1,
            None => self.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<String>, Option<String>, String) {
        let view = View::at(text, 0);
        let at = text.find("An error").or_else(|| text.find("A client")).unwrap();
        let Sentence { draft, range } = sentence(&view, at).unwrap();
        let failure = draft.failure;
        let message = failure.message.map(|message| message.text().to_owned());
        (failure.code, failure.operation, message, text.get(range).unwrap().to_owned())
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn all_forms_are_read() {
        let known = "The provided token has expired.";
        for (text, code, operation, message) in [
            (
                format!("An error occurred (ExpiredToken) when calling the ListBuckets operation: {known}"),
                "ExpiredToken",
                some("ListBuckets"),
                known,
            ),
            (
                format!(
                    "An error occurred (ExpiredToken) when calling the ListBuckets operation (reached max retries: 4): {known}\n\nmore"
                ),
                "ExpiredToken",
                some("ListBuckets"),
                known,
            ),
            (
                format!("A client error (ExpiredToken) occurred when calling the ListBuckets operation: {known}"),
                "ExpiredToken",
                some("ListBuckets"),
                known,
            ),
            (
                "An error occurred (403) when calling the HeadObject operation: Forbidden".to_owned(),
                "403",
                some("HeadObject"),
                "Forbidden",
            ),
            (
                "An error occurred (NoCredentials): Unable to locate credentials. You can".to_owned(),
                "NoCredentials",
                None,
                "Unable to locate credentials. You can",
            ),
            (
                format!("An error occurred (Expired\nToken) when calling the ListBuc\nkets operation: {known}"),
                "ExpiredToken",
                some("ListBuckets"),
                known,
            ),
        ] {
            let (found_code, found_operation, found_message, _) = read(&text);
            assert_eq!(
                (found_code.as_deref(), found_operation, found_message.as_deref()),
                (Some(code), operation, Some(message)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_wrapped_message_is_read_to_its_end() {
        let text = "An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS\nAccess Key Id you provided does not exist in our rec\nords.\nnext";
        assert!(read(text).3.ends_with("rec\nords."));
        let text = "An error occurred (SignatureDoesNotMatch) when calling the GetUser operation: The request signature we calculated does not match the signature you provided. Check.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nab'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\nx'\n\nnext";
        assert!(read(text).3.ends_with("SHA256\nx'"), "{}", read(text).3);
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let (code, operation, message, range) = read("An error occurred (AccessDenied) when calling the Lis");
        assert_eq!((code, operation, message), (some("AccessDenied"), None, None));
        assert!(range.ends_with("Lis"));
        assert!(sentence(&View::at("An error occurred (Acc", 0), 0).is_none());
    }
}
