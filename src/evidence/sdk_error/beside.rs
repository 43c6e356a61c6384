//! The code of a message that a program printed as one member of many: every language shows a structure in a way of its
//! own, but name and value always stand next to each other.

use std::ops::Range;

use crate::aws::errors::{self, Meaning};
use crate::evidence::failure::{Draft, Field};
use crate::text::{View, Words};

/// The most lines above and below the message on which its code is looked for.
const LINES: usize = 6;
/// The most bytes of such a line.
const LONGEST: usize = 1_024;

/// Adds to `draft`, whose message stands at `told`, the code and the request id that stand beside it: `[code] => CODE` of
/// PHP, `string(18) "CODE"` below `["Code"]=>`, the row `│ code │ 'CODE' │` of a table, the cell `| CODE |` before that of
/// the message, `code=Some("CODE")`, the class `…::Errors::CODE`, the element `<CODE>` around `<Message>`. The code must
/// mean what the message does.
pub fn members(view: &View<'_>, told: &Range<usize>, floor: usize, meaning: Meaning, draft: &mut Draft) {
    let code = |word: &str| {
        errors::of_code(word)
            .filter(|known| known.meaning == meaning && !known.statuses.is_empty() && known.code == word)
    };
    let mut line = view.line_near(told.start, LONGEST);
    let mut window = line.clone();
    for _ in 0..LINES {
        let Some(above) = view.line_before(&line).filter(|above| above.start >= floor && is_member(view, above)) else {
            break;
        };
        window.start = above.start;
        line = above;
    }
    let before: Vec<&str> = words(view.get(window.start.max(floor)..told.start)).collect();
    let names = |name: &str, field| Field::of(name.rsplit('.').next().unwrap_or(name)) == Some(field);
    // What stands before the message itself, but for the message's own name.
    let next = before.iter().rev().find(|word| !names(word, Field::Message)).copied().and_then(code);
    line = view.line_near(told.end, LONGEST);
    window.end = line.end;
    for _ in 0..LINES {
        let Some(below) = view.next_line(&line).filter(|below| is_member(view, below)) else { break };
        window.end = below.end;
        line = below;
    }
    let after: Vec<&str> = words(view.get(told.end..window.end)).collect();
    let pairs = || before.array_windows().rev().chain(after.array_windows());
    let by_name =
        || pairs().find_map(|[name, value]| code(value).filter(|_| names(name, Field::Code) || *name == "Errors"));
    if let Some(known) = next.or_else(by_name) {
        draft.set(Field::Code, &View::at(known.code, 0));
        let above = view.get(window.start..told.start).last(known.code).map(|at| window.start + at);
        let at = above.or_else(|| Some(told.end + view.get(told.end..window.end).first(known.code)?));
        draft.failure.span = at.map(|at| view.span(at..at + known.code.len()));
        let id = pairs().find(|[name, value]| {
            names(name, Field::RequestId) && value.len() > 12 && value.contains(|c: char| c.is_ascii_digit())
        });
        if let Some([_, id]) = id {
            draft.set(Field::RequestId, &View::at(id, 0));
        }
    }
}

fn is_member(view: &View<'_>, line: &Range<usize>) -> bool {
    line.len() < LONGEST && !view.get(line.clone()).trim().is_empty()
}

/// The words of `text` that may be names or values: neither numbers nor what languages say of a value's type.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')));
    words.filter(|word| {
        word.starts_with(|c: char| c.is_ascii_alphanumeric())
            && !(word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit()))
            && !matches!(*word, "string" | "chr" | "Some" | "Optional")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "The AWS Access Key Id you provided does not exist in our records.";

    #[test]
    fn the_code_stands_beside_the_message() {
        let rows = [
            ("Array\n(\n    [code] => CODE\n    [message] => TOLD\n    [type] => client\n)\n", ""),
            (
                "  [\"Code\"]=>\n  string(18) \"CODE\"\n  [\"Message\"]=>\n  string(65) \"TOLD\"\n  [\"RequestId\"]=>\n  string(16) \"Q6HK1OCRW98WYQ0T\"\n",
                "Q6HK1OCRW98WYQ0T",
            ),
            ("array (\n  'Message' => 'TOLD',\n  'Code' => 'CODE',\n)", ""),
            ("│ message │ 'TOLD' │\n│ code    │ 'CODE' │\n", ""),
            ("| Code | Message | RequestId |\n+---+---+---+\n| CODE | TOLD | Q6HK1OCRW98WYQ0T |\n", ""),
            ("put failed code=Some(\"CODE\") message=Some(\"TOLD\")", ""),
            ("err.code() = Some(\"CODE\"), err.message() = Some(\"TOLD\")", ""),
            ("List of 2\n $ Code    : chr \"CODE\"\n $ Message : chr \"TOLD\"\n", ""),
            ("  Error: TOLD\n  Exception: Aws::S3::Errors::CODE\n  Stack: /a.rb:1\n", ""),
            ("<CODE>\n  <Message>TOLD</Message>\n</CODE>", ""),
            ("\"errorMessage\": \"TOLD\",\n\"errorType\": \"CODE\",\n", ""),
            (
                "    \"errorCode\": \"CODE\",\n    \"errorMessage\": \"TOLD\",\n    \"requestID\": \"Q6HK1OCRW98WYQ0T\"\n",
                "Q6HK1OCRW98WYQ0T",
            ),
        ];
        for (row, id) in rows {
            let text = row.replace("CODE", "InvalidAccessKeyId").replace("TOLD", TOLD);
            let (view, told) = (View::at(&text, 0), text.find(TOLD).unwrap());
            let mut draft = Draft::default();
            members(&view, &(told..told + TOLD.len()), 0, Meaning::UnknownKey, &mut draft);
            assert_eq!(draft.failure.code.as_deref(), Some("InvalidAccessKeyId"), "{text}");
            assert_eq!(draft.failure.request_id.as_deref().unwrap_or_default(), id, "{text}");
            let span = draft.failure.span.unwrap();
            assert_eq!(text.get(span.start..span.end), Some("InvalidAccessKeyId"), "{text}");
        }
    }

    #[test]
    fn other_codes_are_not_its_own() {
        let rows = [
            "[code] => AccessDenied\n[message] => TOLD\n",
            "code: InvalidAccessKeyId\n\nmessage: TOLD\n",
            "InvalidAccessKeyId is what the others get, but here:\nfailed: TOLD\n",
            "[code] => 403\n[message] => TOLD\n",
        ];
        for row in rows {
            let text = row.replace("TOLD", TOLD);
            let (view, told) = (View::at(&text, 0), text.find(TOLD).unwrap());
            let mut draft = Draft::default();
            members(&view, &(told..told + TOLD.len()), 0, Meaning::UnknownKey, &mut draft);
            assert_eq!(draft.failure.code, None, "{text}");
        }
    }
}
