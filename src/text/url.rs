//! URLs in running text, and the parameters of their queries, however the text around them escaped them.

use std::ops::Range;

use super::quote::{Escapes, unescape};
use super::{View, Words};

/// The most bytes of a URL before and after a place in it.
const REACH: usize = 8_192;

/// A parameter of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its value, percent signs resolved as often as they were applied.
    pub value: View<'static>,
}

/// The URL, or the query alone, around byte `at` of `view`, not before byte `floor`: what stands between white space,
/// quotes, brackets and letters that no URL holds.
pub fn around(view: &View<'_>, at: usize, floor: usize) -> Range<usize> {
    let reach = view.reach(REACH);
    let from = view.boundary(at.saturating_sub(reach).max(floor));
    let to = view.boundary(at.saturating_add(reach));
    let before = view.get(from..at);
    let start = before.char_indices().rfind(|&(_, c)| ends_url(c)).map_or(from, |(end, c)| from + end + c.len_utf8());
    let after = view.get(at..to);
    let mut end = at + after.find(ends_url).unwrap_or(after.len());
    while view.get(at..end).ends_with(['.', ',', ';', '*', '\\']) {
        end -= 1;
    }
    // Its parameters are taken apart.
    view.spend(32 * (end - start));
    start..end
}

fn ends_url(c: char) -> bool {
    !c.is_ascii_graphic() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^')
}

/// How many strings one in the other a URL may stand in, each with its own backslashes.
const QUOTED: usize = 4;

/// The URL in `range` of `view` without what HTML (`&amp;`), JSON (`\u0026`, `\/`) or a URL around it (`%3F`, `%26`) did
/// to it.
pub fn plain(view: &View<'_>, range: Range<usize>) -> View<'static> {
    let mut view = view.slice(range);
    for _ in 0..QUOTED {
        if !view.text().contains('\\') {
            break;
        }
        view = unescape(&view, 0..view.text().len(), Escapes::C);
    }
    let (text, range) = (view.text(), 0..view.text().len());
    if text.holds("&amp;") || text.holds("&#") {
        return unescape(&view, range, Escapes::Entities);
    }
    let inside_another = !text.contains('=') && (text.holds("%3D") || text.holds("%3d"));
    unescape(&view, range, if inside_another { Escapes::Percent } else { Escapes::None })
}

/// The parameters of `url`, in their order; all of it is a query where it has no question mark.
pub fn parameters(url: &View<'_>) -> Vec<Parameter> {
    let text = url.text();
    let mut out = Vec::new();
    let mut from = text.find('?').map_or(0, |mark| mark + 1);
    for part in text.get(from..).unwrap_or_default().split('&') {
        let sign = part.find('=').unwrap_or(part.len());
        let name = part.get(..sign).unwrap_or_default();
        let value = decoded(url, (from + sign + 1).min(from + part.len())..from + part.len());
        out.push(Parameter { name: name.to_owned(), value });
        from += part.len() + 1;
    }
    out
}

/// The value in `range`, its percent signs resolved twice where they were applied twice.
fn decoded(url: &View<'_>, range: Range<usize>) -> View<'static> {
    let once = unescape(url, range, Escapes::Percent);
    if ["%2F", "%2f", "%3D", "%3d", "%2B", "%2b"].iter().any(|twice| once.text().holds(twice)) {
        return unescape(&once, 0..once.text().len(), Escapes::Percent);
    }
    once
}

/// The host of `url`, port included; none where it has no scheme or no host.
pub fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.cut("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+');
    let authority = rest.split(['/', '?', '#', '\'', '"', ' ']).next()?;
    let host = authority.rsplit('@').next()?;
    (is_scheme && !host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_ends_where_the_text_around_it_begins() {
        for text in [
            "see https://b.example/k?a=1&b=2, please",
            "<https://b.example/k?a=1&b=2>",
            "[link](https://b.example/k?a=1&b=2).",
            "\"https://b.example/k?a=1&b=2\"",
            "「https://b.example/k?a=1&b=2」",
        ] {
            let view = View::at(text, 0);
            let (at, start) = (text.find("a=1").unwrap(), text.find("https").unwrap());
            for floor in 0..=start {
                let range = around(&view, at, view.boundary(floor));
                assert_eq!(view.get(range), "https://b.example/k?a=1&b=2", "{text}");
            }
        }
    }

    #[test]
    fn parameters_are_read_through_every_escape() {
        for text in [
            "https://b.example/k?c=A%2Fb&d=1",
            "https://b.example/k?c=A%252Fb&d=1",
            "https://b.example/k?c=A/b&amp;d=1",
            "https:\\/\\/b.example\\/k?c=A%2Fb\\u0026d=1",
            "https%3A%2F%2Fb.example%2Fk%3Fc%3DA%252Fb%26d%3D1",
        ] {
            let url = plain(&View::at(text, 0), 0..text.len());
            let got: Vec<(String, String)> =
                parameters(&url).into_iter().map(|p| (p.name, p.value.text().to_owned())).collect();
            assert_eq!(got, [("c".into(), "A/b".into()), ("d".into(), "1".into())], "{text}");
            assert_eq!(host(url.text()), Some("b.example"), "{text}");
        }
    }

    #[test]
    fn backslashes_that_no_escape_takes_away_end() {
        for text in ["a=1\\", "a=1\\\\\\", &"\\x5cx5c".repeat(20_000), &"\\".repeat(100_000)] {
            let url = plain(&View::at(text, 0), 0..text.len());
            assert!(url.text().len() <= text.len());
        }
    }
}
