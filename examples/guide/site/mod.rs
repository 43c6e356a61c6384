//! The guide as files: one folder per page, an index, one stylesheet, and a site map where the address is known.
//!
//! Pages come from the list in `whosekey::guide`, their first words from the rules, the rest from Markdown. Nothing here
//! is part of the page's own program.

// The pages are small and written once: a format string that shows the HTML reads better than writes in a fold.
#![allow(clippy::format_collect, clippy::format_push_string)]

pub mod advice;
mod evidence;
mod html;
mod layout;
mod markdown;
mod page;
mod source;
mod timeline;

pub use source::Source;

use whosekey::guide;

/// A file to write, its path relative to the folder of the built page.
#[derive(Debug)]
pub struct File {
    /// `guide/<slug>/index.html`
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The styles of the static pages, in order; they share the page's tokens and its head.
const STYLES: [&str; 4] =
    ["static/css/tokens.css", "static/css/masthead.css", "static/css/guide.css", "static/css/text.css"];

/// All files of the guide; `address` is where the site will stand, if that is known.
///
/// # Errors
/// Where a page's source cannot be read or is not well formed; the text names the page.
pub fn build(address: Option<&str>) -> Result<Vec<File>, String> {
    let address = address.map(|address| address.trim().trim_end_matches('/'));
    let mut files = vec![
        File { path: "guide/index.html".into(), text: page::index(address)? },
        File { path: "guide/guide.css".into(), text: styles()? },
    ];
    for page in guide::all() {
        files.push(File { path: format!("guide/{}/index.html", page.slug), text: page::page(&page, address)? });
    }
    if let Some(address) = address {
        files.push(File { path: "sitemap.xml".into(), text: sitemap(address) });
    }
    Ok(files)
}

fn styles() -> Result<String, String> {
    STYLES.iter().map(|path| source::read(path)).collect()
}

/// The addresses of the site, for search engines.
fn sitemap(address: &str) -> String {
    let pages = guide::all().map(|page| format!("guide/{}/", page.slug));
    let urls: String = [String::new(), "guide/".to_owned()]
        .into_iter()
        .chain(pages)
        .map(|path| format!("  <url><loc>{}/{path}</loc></url>\n", html::escape(address)))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
    )
}
