//! botocore's sentence, which the AWS CLI and boto3 print: `An error occurred (CODE) when calling the OPERATION
//! operation (reached max retries: 4): MESSAGE`; before 2015 `A client error (CODE) occurred when calling …`.
//!
//! Source: boto/botocore `botocore/exceptions.py` (`ClientError.MSG_TEMPLATE`); aws/aws-cli `awscli/errorhandler.py`.

use std::ops::Range;

use super::{Draft, Field, Squeezed};
use crate::aws::errors;
use crate::text::{View, Words};

/// The most characters from the beginning of the sentence to its message.
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
    let squeezed = Squeezed::new(view, at, LONGEST_BEGINNING);
    let text = squeezed.text();
    let rest = text.strip_prefix("Anerroroccurred(").or_else(|| text.strip_prefix("Aclienterror("))?;
    let (code, rest) = rest.split_once(')')?;
    let rest = rest.strip_prefix("occurred").unwrap_or(rest);
    let mut draft = Draft::default();
    draft.set(Field::Code, &View::at(code, 0));
    // PynamoDB puts the request and the table in between.
    let called = rest.cut("whencallingthe").filter(|(lead, _)| lead.is_empty() || lead.starts_with("on"));
    let rest = match called.and_then(|(_, rest)| rest.cut("operation")) {
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
    let limit = view.text().floor_char_boundary(from + LONGEST_MESSAGE);
    // A known sentence may stand on the line below, and one that ends with a comma goes on.
    let below = view.get(end..limit).strip_prefix('\n').filter(|_| from == end);
    if below.is_some_and(|below| errors::sentence_at(below).is_some()) {
        return message(view, from + 1);
    }
    if view.get(from..end).trim_end().ends_with(',') {
        end = view.rest_of_line((end + 1).min(limit)).end;
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
        let last = marks.iter().find_map(|mark| after.first(mark).map(|at| at + mark.len()));
        if let Some(last) = last {
            let string = after.get(last..).unwrap_or_default();
            let open = string.find('\'').map_or(0, |open| open + 1);
            let close = string.get(open..).and_then(|string| string.find('\'')).map_or(0, |close| close + 1);
            end = view.rest_of_line(end + last + open + close).end;
        }
    }
    let close = string_end(view, from).or_else(|| tick(view, from));
    from..close.map_or(end, |close| close.min(end)).max(from)
}

/// Where Markdown's code closes that opened before byte `at` on its line.
fn tick(view: &View<'_>, at: usize) -> Option<usize> {
    let before = view.get(view.line_near(at, LONGEST_MESSAGE).start..at);
    let open = before.matches('`').count() % 2 == 1;
    let close = view.get(view.rest_near(at, LONGEST_MESSAGE)).find('`').filter(|_| open)?;
    Some(at + close)
}

/// Where the double-quoted string closes in which byte `at` of a line stands: of JSON, of a logger's `key="value"`. None
/// where it stands in no string.
pub fn string_end(view: &View<'_>, at: usize) -> Option<usize> {
    let line = view.line_near(at, LONGEST_MESSAGE);
    let text = view.get(line.clone());
    let mut open = false;
    let mut from = 0;
    // Only quotes and what is behind a backslash count.
    while let Some(found) = text.get(from..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest.as_bytes())) {
        let (offset, here) = (from + found, line.start + from + found);
        from = offset + 1;
        view.spend(0);
        if text.as_bytes().get(offset) == Some(&b'\\') {
            from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        } else if open && here >= at {
            return Some(here);
        } else if here >= at {
            return None;
        } else {
            // A string opens behind a bracket, a comma, a colon or an equals sign, not in the middle of words.
            let before = text.get(..offset).unwrap_or_default().trim_end();
            open = !open && (offset == 0 || before.ends_with(['{', '[', '(', ',', ':', '=']));
        }
    }
    None
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

    #[test]
    fn all_forms_are_read() {
        let known = "The provided token has expired.";
        for (text, code, operation, message) in [
            (
                format!("An error occurred (ExpiredToken) when calling the ListBuckets operation: {known}"),
                "ExpiredToken",
                Some("ListBuckets"),
                known,
            ),
            (
                format!(
                    "An error occurred (ExpiredToken) when calling the ListBuckets operation (reached max retries: 4): {known}\n\nmore"
                ),
                "ExpiredToken",
                Some("ListBuckets"),
                known,
            ),
            (
                format!("A client error (ExpiredToken) occurred when calling the ListBuckets operation: {known}"),
                "ExpiredToken",
                Some("ListBuckets"),
                known,
            ),
            (
                "An error occurred (403) when calling the HeadObject operation: Forbidden".to_owned(),
                "403",
                Some("HeadObject"),
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
                Some("ListBuckets"),
                known,
            ),
        ] {
            let (found_code, found_operation, found_message, _) = read(&text);
            assert_eq!(
                (found_code.as_deref(), found_operation.as_deref(), found_message.as_deref()),
                (Some(code), operation, Some(message)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_wrapped_message_is_read_to_its_end() {
        let text = "An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS\nAccess Key Id you provided does not exist in our rec\nords.\nnext";
        assert!(read(text).3.ends_with("rec\nords."));
        let text = "An error occurred (IncompleteSignature) when calling the GetQueueUrl operation: \nCredential must have exactly 5 slash-delimited elements, \ne.g. keyid/date/region/service/term, got 'X/X/20181031/us-east-2/sqs/aws4_request'\nnext";
        assert!(read(text).3.ends_with("got 'X/X/20181031/us-east-2/sqs/aws4_request'"), "{}", read(text).3);
        let text = "An error occurred (SignatureDoesNotMatch) when calling the GetUser operation: The request signature we calculated does not match the signature you provided. Check.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nab'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\nx'\n\nnext";
        assert!(read(text).3.ends_with("SHA256\nx'"), "{}", read(text).3);
    }

    #[test]
    fn a_message_ends_with_the_string_that_holds_it() {
        for (text, message) in [
            (
                r#"{"a":"b","error": "An error occurred (Abc) when calling the Y operation: told \"so\"", "c":1}"#,
                "told \\\"so\\\"",
            ),
            (r#"level=error err="An error occurred (Abc) when calling the Y operation: told" k=v"#, "told"),
            (
                r#"ERROR "ls s3://b": An error occurred (Abc) when calling the Y operation: told "so" here"#,
                "told \"so\" here",
            ),
        ] {
            assert_eq!(read(text).2.as_deref(), Some(message), "{text}");
        }
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let (code, operation, message, range) = read("An error occurred (AccessDenied) when calling the Lis");
        assert_eq!((code.as_deref(), operation, message), (Some("AccessDenied"), None, None));
        assert!(range.ends_with("Lis"));
        assert!(sentence(&View::at("An error occurred (Acc", 0), 0).is_none());
    }
}
