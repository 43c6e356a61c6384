//! The guide: every id has its page, pages are well formed, links lead somewhere, examples show what they should, the
//! documents that it replaces are accounted for, and its commands run.

// A test may panic.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

#[path = "../../examples/guide/site/mod.rs"]
mod site;

mod commands;
mod examples;
mod map;
mod pages;

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The guide's files by path, without a known address.
static FILES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| site::build(None).unwrap().into_iter().map(|file| (file.path, file.text)).collect());

/// The page called `slug` as HTML.
fn html(slug: &str) -> &'static str {
    FILES.get(&format!("guide/{slug}/index.html")).unwrap_or_else(|| panic!("there is no page {slug}"))
}

/// What a reader sees of `html`: no tags, characters in place of entities, single blanks.
fn text(html: &str) -> String {
    let mut out = String::new();
    for (number, part) in html.split('<').enumerate() {
        out.push_str(if number == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    let plain = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
