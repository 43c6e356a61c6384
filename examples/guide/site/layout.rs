//! The frame around every page: head, header, menu, footer.

use whosekey::guide::{self, Kind};

use super::html::escape;

/// No script runs and nothing is fetched but the stylesheet beside the pages.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/// The mark of the page, as in the app.
const MARK: &str = "<svg width=\"34\" height=\"14\" viewBox=\"0 0 34 14\" aria-hidden=\"true\"><g class=\"mark-key\"><rect width=\"6\" height=\"14\" rx=\"1.5\"/><rect x=\"9\" width=\"6\" height=\"14\" rx=\"1.5\" opacity=\".55\"/><rect x=\"18\" width=\"6\" height=\"14\" rx=\"1.5\" opacity=\".3\"/></g><rect class=\"mark-bad\" x=\"27\" width=\"6\" height=\"14\" rx=\"1.5\"/></svg>";

/// The same mark as an icon.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 34 14'%3E%3Cg fill='%230a7c8a'%3E%3Crect width='6' height='14' rx='1.5'/%3E%3Crect x='9' width='6' height='14' rx='1.5' opacity='.55'/%3E%3Crect x='18' width='6' height='14' rx='1.5' opacity='.3'/%3E%3C/g%3E%3Crect x='27' width='6' height='14' rx='1.5' fill='%23a8201a'/%3E%3C/svg%3E";

/// What the frame needs to know of a page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The slug; empty for the index.
    pub slug: &'a str,
    /// The title, without the site's name.
    pub title: &'a str,
    /// One sentence.
    pub description: &'a str,
    /// Where the site stands, if that is known.
    pub address: Option<&'a str>,
}

impl Frame<'_> {
    /// From the page to the guide's folder.
    pub fn root(&self) -> &'static str {
        if self.slug.is_empty() { "" } else { "../" }
    }

    /// The whole page around `content`.
    pub fn around(&self, content: &str) -> String {
        let root = self.root();
        let (title, description) = (escape(self.title), escape(self.description));
        let folder = if self.slug.is_empty() { String::new() } else { format!("{}/", self.slug) };
        let canonical = self
            .address
            .map(|address| format!("<link rel=\"canonical\" href=\"{}/guide/{folder}\">\n", escape(address)))
            .unwrap_or_default();
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{title} | WhoseKey</title>\n<meta name=\"description\" content=\"{description}\">\n{canonical}\
             <link rel=\"icon\" href=\"{ICON}\">\n<link rel=\"stylesheet\" href=\"{root}guide.css\">\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#content\">To the text</a>\n\
             <header class=\"masthead\"><a class=\"mark\" href=\"{root}../#/\">{MARK}WhoseKey</a>\n\
             <nav aria-label=\"Pages\"><a href=\"{root}../#/\">Triage</a><a href=\"{root}../#/compare\">Compare</a>\
             <a href=\"{root}./\"{current}>Guide</a><a href=\"{root}../#/link\">Runbook link</a></nav></header>\n\
             <div class=\"frame\">\n<main id=\"content\" class=\"text\">\n{content}</main>\n\
             <nav class=\"menu\" aria-label=\"Guide\">\n{menu}</nav>\n</div>\n\
             <footer>This page runs no script and sends nothing. AWS's own documentation has the last word.</footer>\n\
             </body>\n</html>\n",
            current = if self.slug.is_empty() { " aria-current=\"page\"" } else { "" },
            menu = self.menu(),
        )
    }

    /// All pages by kind.
    fn menu(&self) -> String {
        Kind::ALL.into_iter().map(|kind| self.group(kind)).collect()
    }

    fn group(&self, kind: Kind) -> String {
        let root = self.root();
        let items: String = guide::all()
            .filter(|page| page.kind == kind)
            .map(|page| {
                let current = if page.slug == self.slug { " aria-current=\"page\"" } else { "" };
                let name = if kind == Kind::Code { page.slug } else { page.title };
                format!("<li><a href=\"{root}{}/\"{current}>{}</a></li>\n", page.slug, escape(name))
            })
            .collect();
        let here = guide::page(self.slug).is_some_and(|page| page.kind == kind);
        let open = if here || kind != Kind::Finding { " open" } else { "" };
        format!("<details{open}><summary>{}</summary>\n<ul>\n{items}</ul>\n</details>\n", kind.heading())
    }
}
