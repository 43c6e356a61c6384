//! The address: which page is shown, and what a link says about the case. Everything lives in the fragment, so no
//! server ever sees it. Nothing pasted goes into an address.

use std::fmt::Write;

/// The longest access key ID, or piece of text in its place, that a link may carry, in characters.
const LONGEST_KEY: usize = 200;
/// The longest of all other values.
const LONGEST: usize = 64;

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Paste the evidence, read the diagnosis.
    #[default]
    Triage,
    /// A failing and a working runtime side by side.
    Compare,
    /// The guide's list, or the page with this slug.
    Guide(Option<String>),
    /// The builder of runbook links.
    Link,
    /// What is promised, and how to check it.
    Privacy,
}

impl Page {
    /// The pages of the menu, by the names that index.html uses.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Compare => "compare",
            Self::Guide(_) => "guide",
            Self::Link => "link",
            Self::Privacy => "privacy",
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Triage => "#/".to_owned(),
            Self::Guide(Some(slug)) => format!("#/guide/{}", encode(slug)),
            page => format!("#/{}", page.name()),
        }
    }
}

/// What the query part of an address says; every field is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// An error code to explain.
    pub error: Option<String>,
    /// A key ID to read; it leaves the address at once.
    pub key: Option<String>,
    /// The expected account, as written.
    pub expect_account: Option<String>,
    /// The intended source, as written.
    pub expect_source: Option<String>,
    /// The SDK, as written.
    pub sdk: Option<String>,
    /// A sample to show.
    pub sample: Option<String>,
}

impl Query {
    fn fields(&mut self) -> [(&'static str, &mut Option<String>); 6] {
        [
            ("error", &mut self.error),
            ("key", &mut self.key),
            ("expect-account", &mut self.expect_account),
            ("expect-source", &mut self.expect_source),
            ("sdk", &mut self.sdk),
            ("sample", &mut self.sample),
        ]
    }
}

/// An address, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The query.
    pub query: Query,
    /// Whether some part of the address was ignored.
    pub ignored: bool,
}

impl Route {
    /// Reads a fragment with or without its `#`; none for one that is no address of a page (`#evidence`).
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        if fragment.is_empty() {
            return Some(Self::default());
        }
        let (path, query) = fragment.strip_prefix('/')?.split_once('?').unwrap_or((fragment.get(1..)?, ""));
        let mut route = Self::default();
        let mut steps = path.splitn(2, '/');
        match (steps.next(), steps.next()) {
            (Some(""), None) => {}
            (Some("compare"), None) => route.page = Page::Compare,
            (Some("link"), None) => route.page = Page::Link,
            (Some("privacy"), None) => route.page = Page::Privacy,
            (Some("guide"), None | Some("")) => route.page = Page::Guide(None),
            (Some("guide"), Some(slug)) => match value(slug, LONGEST) {
                Some(slug) if slug.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                    route.page = Page::Guide(Some(slug));
                }
                _ => (route.page, route.ignored) = (Page::Guide(None), true),
            },
            _ => route.ignored = true,
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            route.ignored |= !route.take(pair);
        }
        Some(route)
    }

    /// Takes one `name=value` of the query; false if it cannot be used.
    fn take(&mut self, pair: &str) -> bool {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let longest = if name == "key" { LONGEST_KEY } else { LONGEST };
        let Some(text) = value(text, longest) else { return false };
        match self.query.fields().into_iter().find(|(known, _)| *known == name) {
            Some((_, field)) => *field = Some(text),
            None => return false,
        }
        true
    }
}

/// The address of `page` with what `query` says; a key is left out.
pub fn address(page: &Page, query: &Query) -> String {
    let mut out = page.path();
    let mut query = query.clone();
    let mut mark = '?';
    for (name, value) in query.fields() {
        if let Some(value) = value.as_deref().filter(|value| name != "key" && !value.is_empty()) {
            let _ = write!(out, "{mark}{name}={}", encode(value));
            mark = '&';
        }
    }
    out
}

/// A value without its percent signs; none if it is empty, longer than `longest` characters or not text.
fn value(text: &str, longest: usize) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(*rest.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit()? << 4 | digit()?
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.is_empty() && text.chars().count() <= longest).then_some(text)
}

/// `text` with everything that an address might misread in percent signs.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(fragment: &str) -> Option<(Page, bool)> {
        Route::parse(fragment).map(|route| (route.page, route.ignored))
    }

    #[test]
    fn addresses_lead_to_pages() {
        let guide = |slug: &str| Page::Guide(Some(slug.to_owned()));
        let cases = [
            ("", Some((Page::Triage, false))),
            ("#", Some((Page::Triage, false))),
            ("#/", Some((Page::Triage, false))),
            ("#/compare?sdk=js-v3", Some((Page::Compare, false))),
            ("#/guide", Some((Page::Guide(None), false))),
            ("#/guide/", Some((Page::Guide(None), false))),
            ("#/guide/InvalidAccessKeyId", Some((guide("InvalidAccessKeyId"), false))),
            ("#/link", Some((Page::Link, false))),
            ("#/privacy", Some((Page::Privacy, false))),
            ("#/guide/<script>", Some((Page::Guide(None), true))),
            ("#/guide/../x", Some((Page::Guide(None), true))),
            ("#/nowhere", Some((Page::Triage, true))),
            ("#/compare/x", Some((Page::Triage, true))),
            ("#evidence", None),
        ];
        for (fragment, expected) in cases {
            assert_eq!(page(fragment), expected, "{fragment}");
        }
    }

    #[test]
    fn queries_are_read_and_bounded() {
        let query = |text: &str| Route::parse(&format!("#/?{text}")).map(|route| (route.query, route.ignored)).unwrap();
        let (known, ignored) = query("error=InvalidAccessKeyId&expect-account=1234+5678%209012&key=AKIA%C2%A0");
        assert!(!ignored);
        assert_eq!(known.error.as_deref(), Some("InvalidAccessKeyId"));
        assert_eq!(known.expect_account.as_deref(), Some("1234 5678 9012"));
        assert_eq!(known.key.as_deref(), Some("AKIA\u{a0}"));
        for hostile in ["nope=1", "error", "error=", "error=%", "error=%zz", "error=%ff", "key=%"] {
            assert_eq!(query(hostile), (Query::default(), true), "{hostile}");
        }
        assert!(query(&format!("error={}", "x".repeat(65))).1);
        assert!(!query(&format!("key={}", "x".repeat(200))).1);
    }

    #[test]
    fn an_address_reads_as_it_was_written_and_never_holds_a_key() {
        let query = Query {
            error: Some("a&b=c#d %".into()),
            key: Some("AKIASP2TPHJSQH3FRU7X".into()),
            sdk: Some("js-v3".into()),
            ..Query::default()
        };
        let written = address(&Page::Compare, &query);
        assert_eq!(written, "#/compare?error=a%26b%3Dc%23d%20%25&sdk=js-v3");
        let read = Route::parse(&written).unwrap();
        assert_eq!(read.query, Query { key: None, ..query });
        assert_eq!(address(&Page::Triage, &Query::default()), "#/");
    }
}
