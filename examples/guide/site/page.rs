//! The pages: a written one, one that comes from a finding's rule, and the index.

use whosekey::guide::{self, Kind, Page};
use whosekey::rules::findings;

use super::html::escape;
use super::layout::Frame;
use super::markdown::{self, sentence};
use super::{Source, advice, evidence};

/// The index lists what there is; these parts below it answer what is asked across pages.
const INDEX_DESCRIPTION: &str = "Every AWS credential error and every cause that WhoseKey tells apart: what it means, what to do, what not to do, how to verify.";

/// The page of `page`.
///
/// # Errors
/// Where its source is missing or not well formed.
pub fn page(page: &Page, address: Option<&str>) -> Result<String, String> {
    let heading = page.heading();
    let frame = Frame { slug: page.slug, title: &heading, description: page.description, address };
    let root = frame.root();
    let advice = page.advice();
    // A finding's page is so short that its meaning stands where others have one sentence.
    let (lead, meaning) = match page.kind {
        Kind::Finding => (advice.meaning, String::new()),
        Kind::Code | Kind::Diagnosis => {
            let text = sentence(advice.meaning);
            (page.description, format!("<h2 id=\"meaning\">What it means</h2>\n<p>{text}</p>\n"))
        }
    };
    let shown = findings::rule(page.slug).map(|rule| finding(rule, root)).unwrap_or_default();
    let written = match page.kind {
        Kind::Finding => None,
        Kind::Code | Kind::Diagnosis => Some(Source::page(page.slug)?),
    };
    let text = match &written {
        Some(source) => markdown::render(&source.body, root).map_err(|error| format!("{}: {error}", page.slug))?,
        None => markdown::Text::default(),
    };
    let content = format!(
        "<p class=\"crumbs\"><a href=\"{root}./\">Guide</a> / {kind}</p>\n<h1>{title}</h1>\n\
         <p class=\"lead\">{lead}</p>\n{actions}{cards}{meaning}{shown}{contents}{body}{related}{references}",
        kind = page.kind.name(),
        title = title(page),
        lead = sentence(lead),
        actions = actions(page, root),
        cards = advice::cards(&advice),
        contents = contents(&text.headings),
        body = text.html,
        related = related(page, root),
        references = written.as_ref().map(references).unwrap_or_default(),
    );
    Ok(frame.around(&content))
}

/// The index of the guide.
///
/// # Errors
/// Where a part is missing.
pub fn index(address: Option<&str>) -> Result<String, String> {
    let frame = Frame { slug: "", title: "Guide to AWS credential errors", description: INDEX_DESCRIPTION, address };
    let lists: String = Kind::ALL.into_iter().map(list).collect();
    let shared = markdown::render(&Source::part("index")?, frame.root())?;
    let content = format!(
        "<h1>Guide to AWS credential errors</h1>\n<p class=\"lead\">{}</p>\n\
         <p class=\"actions\"><a class=\"button\" href=\"../#/\">Paste your evidence</a> {}</p>\n{}{}{lists}",
        escape(INDEX_DESCRIPTION),
        collector(frame.root()),
        contents(&shared.headings),
        shared.html
    );
    Ok(frame.around(&content))
}

/// The pages of one kind with their descriptions.
fn list(kind: Kind) -> String {
    let items: String = guide::all()
        .filter(|page| page.kind == kind)
        .map(|page| {
            let link = format!("<a href=\"{}/\">{}</a>", page.slug, title(&page));
            format!("<dt>{link}</dt><dd>{}</dd>\n", escape(page.description))
        })
        .collect();
    if items.is_empty() {
        return String::new();
    }
    let anchor = super::html::anchor(kind.heading());
    format!("<h2 id=\"{anchor}\">{}</h2>\n<dl class=\"pages\">\n{items}</dl>\n", kind.heading())
}

/// The heading, the code as code.
fn title(page: &Page) -> String {
    match page.kind {
        Kind::Code => format!("<code>{}</code>: {}", page.slug, escape(page.title)),
        Kind::Diagnosis | Kind::Finding => escape(page.title),
    }
}

/// The ways from the page into the app, and to the scripts that collect what to paste there.
fn actions(page: &Page, root: &str) -> String {
    let error = if page.kind == Kind::Code { format!("?error={}", page.slug) } else { String::new() };
    format!(
        "<p class=\"actions\"><a class=\"button\" href=\"{root}../#/{error}\">Paste your evidence</a> \
         <a href=\"{root}../#/?sample={slug}\">Try an example</a> {collector}</p>\n",
        slug = page.slug,
        collector = collector(root),
    )
}

/// The collector's scripts: they print what a page asks for, and no secret.
fn collector(root: &str) -> String {
    let link = |file: &str| format!("<a href=\"{root}../{file}\" download>{file}</a>");
    format!("<span>Collect it: {}, {} (prints no secret)</span>", link("collect.sh"), link("collect.ps1"))
}

/// What a finding's rule shows: pastes with it, pastes without it, and where it leads.
fn finding(rule: &findings::Rule, root: &str) -> String {
    let misses = match rule.misses {
        [] => String::new(),
        pastes => format!("<h2 id=\"misses\">Not to be confused with</h2>\n{}", evidence::misses(pastes)),
    };
    let leads = match evidence::leads_to(rule.hits, root) {
        links if links.is_empty() => links,
        links => format!("<h2 id=\"leads\">What it leads to</h2>\n<ul>\n{links}</ul>\n"),
    };
    format!(
        "<h2 id=\"looks\">How it looks</h2>\n<p>Severity: {}. All values are made up.</p>\n{}{misses}{leads}",
        rule.severity.id(),
        evidence::hits(rule.id, rule.hits)
    )
}

fn contents(headings: &[(String, String)]) -> String {
    if headings.len() < 3 {
        return String::new();
    }
    let items: String = headings
        .iter()
        .map(|(anchor, words)| format!("<li><a href=\"#{anchor}\">{}</a></li>\n", escape(words)))
        .collect();
    format!("<nav class=\"contents\" aria-label=\"On this page\"><h2>On this page</h2>\n<ul>\n{items}</ul></nav>\n")
}

fn related(page: &Page, root: &str) -> String {
    let items: String = page
        .related()
        .map(|other| {
            format!("<li><a href=\"{root}{}/\">{}</a>: {}</li>\n", other.slug, title(&other), escape(other.description))
        })
        .collect();
    if items.is_empty() { items } else { format!("<h2 id=\"related\">Related pages</h2>\n<ul>\n{items}</ul>\n") }
}

fn references(source: &Source) -> String {
    let items: String = source
        .sources
        .iter()
        .map(|(name, address)| {
            format!("<li><a href=\"{}\" rel=\"noreferrer\">{}</a></li>\n", escape(address), escape(name))
        })
        .collect();
    format!(
        "<h2 id=\"references\">References</h2>\n<ul class=\"references\">\n{items}</ul>\n\
         <p class=\"reviewed\">Last reviewed: <time>{}</time></p>\n",
        escape(&source.reviewed)
    )
}
