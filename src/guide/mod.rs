//! The guide: one page per error code, per diagnosis and per finding.
//!
//! [`WRITTEN`] is the one list of the pages that people wrote, and the rules are the list of the others; menu, routes,
//! titles and sitemap derive from [`all`]. A written page is `pages/<slug>.md`. Of it the program holds the front
//! matter's title, description, codes and related pages only: the text is for the generator (`examples/guide`), which
//! reads the files. What to do, what not to do and how to verify stand once, in the rule of a diagnosis and in
//! [`codes`] of an error code; app and static page print the same words.

pub mod codes;
mod front_matter;
mod search;

use crate::rules::diagnoses::{self, Step};
use crate::rules::{Context, findings};
use crate::text::Words;
pub use search::search;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An error code, as a server answers it.
    Code,
    /// A cause.
    Diagnosis,
    /// Something that a paste shows.
    Finding,
}

impl Kind {
    /// The kinds in the order in which the guide lists them.
    pub const ALL: [Self; 3] = [Self::Code, Self::Diagnosis, Self::Finding];

    /// The heading of the pages of this kind.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Code => "Error codes",
            Self::Diagnosis => "Diagnoses",
            Self::Finding => "Findings",
        }
    }

    /// What one page of this kind is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "Error code",
            Self::Diagnosis => "Diagnosis",
            Self::Finding => "Finding",
        }
    }
}

/// A page of the guide: what lists, routes and titles need of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The error code or the id, as in `#/guide/<slug>` and `guide/<slug>/`. It never changes.
    pub slug: &'static str,
    /// What it is about.
    pub kind: Kind,
    /// What it is about in a few words; the heading of a code's page begins with the code ([`Page::heading`]).
    pub title: &'static str,
    /// One sentence for lists and search engines.
    pub description: &'static str,
    codes: &'static str,
    related: &'static str,
}

/// A line of a page's front matter, copied out of the page while compiling.
macro_rules! line {
    ($page:expr, $name:literal) => {{
        const VALUE: &str = front_matter::field($page, $name);
        const BYTES: [u8; VALUE.len()] = front_matter::copy(VALUE);
        front_matter::text(&BYTES)
    }};
}

/// The entry of a written page, from the front matter of its file.
macro_rules! page {
    ($kind:ident $slug:literal) => {{
        const PAGE: &str = include_str!(concat!("pages/", $slug, ".md"));
        Page {
            slug: $slug,
            kind: Kind::$kind,
            title: line!(PAGE, "title"),
            description: line!(PAGE, "description"),
            codes: line!(PAGE, "codes"),
            related: line!(PAGE, "related"),
        }
    }};
}

/// The pages that people wrote, in the order of the menu: a page per error code, then one per diagnosis.
pub const WRITTEN: &[Page] = &[
    page!(Code "InvalidAccessKeyId"),
    page!(Code "S3InvalidAccessKeyId"),
    page!(Code "InvalidClientTokenId"),
    page!(Code "UnrecognizedClientException"),
    page!(Code "AuthFailure"),
    page!(Code "SignatureDoesNotMatch"),
    page!(Code "IncompleteSignature"),
    page!(Code "AuthorizationHeaderMalformed"),
    page!(Code "InvalidToken"),
    page!(Code "ExpiredToken"),
    page!(Code "MissingAuthenticationToken"),
    page!(Code "AccessDenied"),
    page!(Code "RequestTimeTooSkewed"),
    page!(Code "RequestExpired"),
    page!(Diagnosis "corrupted-key-id"),
    page!(Diagnosis "truncated-key-id"),
    page!(Diagnosis "unsubstituted-placeholder"),
    page!(Diagnosis "swapped-id-and-secret"),
    page!(Diagnosis "temporary-key-without-token"),
    page!(Diagnosis "stale-session-token"),
    page!(Diagnosis "expired-temporary-credentials"),
    page!(Diagnosis "session-without-mfa"),
    page!(Diagnosis "static-keys-shadow-intended-source"),
    page!(Diagnosis "credentials-not-in-runtime"),
    page!(Diagnosis "stale-after-rotation"),
    page!(Diagnosis "new-key-not-yet-propagated"),
    page!(Diagnosis "deleted-or-inactive-key"),
    page!(Diagnosis "wrong-account"),
    page!(Diagnosis "wrong-partition"),
    page!(Diagnosis "region-not-enabled"),
    page!(Diagnosis "s3-compatible-endpoint"),
    page!(Diagnosis "wrong-secret"),
    page!(Diagnosis "clock-skew"),
    page!(Diagnosis "permissions"),
];

/// All pages: the written ones, then a short one per finding that no diagnosis shares its id with.
pub fn all() -> impl Iterator<Item = Page> {
    let written = |id: &str| WRITTEN.iter().any(|page| page.slug == id);
    let findings = findings::ALL.iter().filter(move |rule| !written(rule.id)).map(|rule| Page {
        slug: rule.id,
        kind: Kind::Finding,
        title: rule.title,
        description: first_sentence(rule.meaning),
        codes: "",
        related: "",
    });
    WRITTEN.iter().copied().chain(findings)
}

/// The page with this slug; upper and lower case are one.
pub fn page(slug: &str) -> Option<Page> {
    all().find(|page| page.slug.eq_ignore_ascii_case(slug))
}

/// The page of an error code as a client prints it: also `ExpiredTokenException` and other names of the same answer.
pub fn page_of_code(code: &str) -> Option<Page> {
    let codes = || WRITTEN.iter().filter(|page| page.kind == Kind::Code).copied();
    page(code)
        .filter(|page| page.kind == Kind::Code)
        .or_else(|| codes().find(|page| page.codes().any(|name| name.eq_ignore_ascii_case(code))))
}

/// What stands in a command for what only a case knows.
const BLANKS: [(&str, &str); 5] = [
    ("{key}", "YOUR_KEY_ID"),
    ("{account}", "YOUR_ACCOUNT"),
    ("{profile}", "YOUR_PROFILE"),
    ("{region}", "YOUR_REGION"),
    ("{bucket}", "YOUR_BUCKET"),
];

/// `command` with words to replace where a case would fill in what it knows.
pub fn filled(command: &str) -> String {
    BLANKS.iter().fold(command.to_owned(), |command, (name, word)| command.replace(name, word))
}

/// The words that stand once and that app and static page both print.
#[derive(Clone, Copy, Debug, Default)]
pub struct Advice {
    /// What it means and how it comes about.
    pub meaning: &'static str,
    /// What to do, in order.
    pub steps: &'static [Step],
    /// The wrong fixes to avoid, each with its reason.
    pub avoid: &'static [&'static str],
    /// How to tell that it is repaired.
    pub verify: &'static [Step],
}

/// A paste, and what its reader has to know besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The account that the workload should use, if the example turns on it.
    pub expected_account: Option<&'static str>,
    /// The source that should win, by the ids that flags and links use, if the example turns on it.
    pub expected_source: Option<&'static str>,
    /// The paste.
    pub text: &'static str,
}

impl Example {
    /// Takes the line `expect-…: …` off, by which a rule's paste says what the reader knows.
    pub fn of(paste: &'static str) -> Self {
        let known = |name: &str| paste.strip_prefix(name)?.cut("\n\n");
        if let Some((account, text)) = known("expect-account: ") {
            Self { expected_account: Some(account), text, ..Self::default() }
        } else if let Some((source, text)) = known("expect-source: ") {
            Self { expected_source: Some(source), text, ..Self::default() }
        } else {
            Self { text: paste, ..Self::default() }
        }
    }

    /// The context to analyse it in.
    pub fn context(&self) -> Context {
        let mut context = Context::default();
        let known = [("expect-account", self.expected_account), ("expect-source", self.expected_source)];
        for (name, value) in known {
            // What a rule's own paste says can be held; a test sees to it.
            let _ = value.map(|value| context.set(name, value));
        }
        context
    }
}

impl Page {
    /// The heading: a code's page names the code.
    pub fn heading(&self) -> String {
        match self.kind {
            Kind::Code => format!("{}: {}", self.slug, self.title),
            Kind::Diagnosis | Kind::Finding => self.title.to_owned(),
        }
    }

    /// For a code: the names of the same answer. For a diagnosis: the codes under which it appears.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + use<> {
        names(self.codes)
    }

    /// Pages to read next.
    pub fn related(&self) -> impl Iterator<Item = Page> + use<> {
        names(self.related).filter_map(page)
    }

    /// Meaning, do, do not and verify; a finding has a meaning only.
    pub fn advice(&self) -> Advice {
        match self.kind {
            Kind::Code => codes::advice(self.slug).unwrap_or_default(),
            Kind::Diagnosis => diagnoses::rule(self.slug).map_or_else(Advice::default, |rule| Advice {
                meaning: rule.meaning,
                steps: rule.steps,
                avoid: rule.avoid,
                verify: rule.verify,
            }),
            Kind::Finding => findings::rule(self.slug)
                .map_or_else(Advice::default, |rule| Advice { meaning: rule.meaning, ..Advice::default() }),
        }
    }

    /// A paste whose analysis leads to this page, for "Try an example".
    pub fn example(&self) -> Option<Example> {
        let paste = match self.kind {
            Kind::Code => codes::example(self.slug)?,
            Kind::Diagnosis => diagnoses::rule(self.slug)?.hits.first()?,
            Kind::Finding => findings::rule(self.slug)?.hits.first()?,
        };
        Some(Example::of(paste))
    }
}

/// The names in a line of front matter.
fn names(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// `text` up to the end of its first sentence.
fn first_sentence(text: &'static str) -> &'static str {
    text.cut(". ").map_or(text, |(first, _)| text.get(..=first.len()).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_by_slug_and_by_code() {
        assert_eq!(page("invalidaccesskeyid").unwrap().slug, "InvalidAccessKeyId");
        assert_eq!(page_of_code("ExpiredTokenException").unwrap().slug, "ExpiredToken");
        assert_eq!(page_of_code("InvalidSignatureException").unwrap().slug, "SignatureDoesNotMatch");
        assert_eq!(page_of_code("UnauthorizedOperation").unwrap().slug, "AccessDenied");
        assert!(page_of_code("clock-skew").is_none(), "a diagnosis is no code");
        assert!(page("../../etc/passwd").is_none());
    }

    #[test]
    fn the_heading_of_a_code_names_it() {
        assert!(page("AuthFailure").unwrap().heading().starts_with("AuthFailure: "));
        assert_eq!(page("clock-skew").unwrap().heading(), page("clock-skew").unwrap().title);
    }

    #[test]
    fn slugs_and_titles_are_unique_and_what_is_related_exists() {
        let mut slugs: Vec<String> = all().map(|page| page.slug.to_ascii_lowercase()).collect();
        let count = slugs.len();
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), count, "upper and lower case are one in addresses");
        for found in all() {
            assert!(!found.title.is_empty() && !found.description.is_empty(), "{}", found.slug);
            for slug in names(found.related) {
                assert!(page(slug).is_some(), "{} relates to {slug}, which is no page", found.slug);
                assert_ne!(slug, found.slug, "a page is not related to itself");
            }
        }
    }

    #[test]
    fn an_example_says_what_its_reader_knows() {
        let example = Example::of("expect-account: 111122223333\n\nAWS_REGION=us-east-1\n");
        assert_eq!(example.text, "AWS_REGION=us-east-1\n");
        assert_eq!(example.context().expected_account.unwrap().to_string(), "111122223333");
        assert_eq!(Example::of("expect-account").context(), Context::default());
        for example in all().filter_map(|page| page.example()) {
            let known = example.expected_account.or(example.expected_source);
            assert_eq!(known.is_some(), example.context() != Context::default(), "{example:?}");
        }
    }

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        assert_eq!(first_sentence("One a.b. Two."), "One a.b.");
        assert_eq!(first_sentence("One."), "One.");
    }
}
