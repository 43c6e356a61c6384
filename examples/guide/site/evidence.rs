//! Pastes that show a finding, as its page prints them: invisible characters by name, and what the analysis says of
//! each paste.

use std::fmt::Write;

use whosekey::guide::{self, Example};
use whosekey::text::characters::{Oddity, code_point, oddity};
use whosekey::{Report, analyze};

use super::html::escape;
use super::markdown::sentence;

/// A page shows this many pastes of each sort at most.
const SHOWN: usize = 6;

/// The pastes that show finding `id`, with what is found in each.
pub fn hits(id: &str, pastes: &[&'static str]) -> String {
    pastes.iter().take(SHOWN).map(|paste| hit(id, paste)).collect()
}

fn hit(id: &str, paste: &'static str) -> String {
    let paste = Example::of(paste);
    let report = analyze(paste.text, &paste.context());
    let found = || report.findings.iter().filter(|finding| finding.id == id);
    let marks: Vec<(usize, usize)> =
        found().filter(|finding| finding.code_point.is_some()).map(|finding| (finding.line, finding.column)).collect();
    let says: String =
        found().map(|finding| format!("<li>Line {}: {}</li>\n", finding.line, sentence(&finding.detail))).collect();
    format!("<figure class=\"paste\">{}<figcaption><ul>\n{says}</ul></figcaption></figure>\n", shown(&paste, &marks))
}

/// The pastes that look like it and are not.
pub fn misses(pastes: &[&'static str]) -> String {
    pastes.iter().take(SHOWN).map(|paste| shown(&Example::of(paste), &[])).collect()
}

/// The diagnoses that the pastes lead to, as links, each once.
pub fn leads_to(pastes: &[&'static str], root: &str) -> String {
    let mut ids: Vec<&'static str> = Vec::new();
    for paste in pastes {
        let paste = Example::of(paste);
        let Report { diagnoses, .. } = analyze(paste.text, &paste.context());
        ids.extend(diagnoses.first().map(|first| first.id).filter(|id| !ids.contains(id)));
    }
    let pages = ids.iter().filter_map(|id| guide::page(id));
    pages.map(|page| format!("<li><a href=\"{root}{}/\">{}</a></li>\n", page.slug, escape(page.title))).collect()
}

/// A paste as text on a page; the characters at `marks` (line and column, from 1) are those at fault.
fn shown(paste: &Example, marks: &[(usize, usize)]) -> String {
    let account = paste.expected_account.map(|account| ("Expected account", account));
    let source = paste.expected_source.map(|source| ("Expected source", source));
    let known = account.or(source).map(|(name, value)| format!("<p class=\"language\">{name}: {value}</p>"));
    format!(
        "<div class=\"code\">{}<pre><code>{}</code></pre></div>\n",
        known.unwrap_or_default(),
        named(paste.text, marks)
    )
}

/// `paste` with every character by name that nobody would see.
pub fn named(paste: &str, marks: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(paste.len());
    let (mut line, mut column) = (1, 1);
    for c in paste.chars() {
        let marked = marks.contains(&(line, column));
        match oddity(c) {
            Some(Oddity::Hidden(name)) if marked || !matches!(c, ' ' | '\n') => name_of(&mut out, "name", name),
            Some(Oddity::Lookalike(_)) => name_of(&mut out, "like", c.encode_utf8(&mut [0; 4])),
            _ if marked => name_of(&mut out, "like", c.encode_utf8(&mut [0; 4])),
            _ if c.is_control() && c != '\n' => name_of(&mut out, "name", &code_point(c)),
            _ => out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
        }
        if c == '\n' {
            (line, column) = (line + 1, 1);
            if marked {
                out.push(c);
            }
        } else {
            column += 1;
        }
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

fn name_of(out: &mut String, class: &str, name: &str) {
    let _ = write!(out, "<b class=\"{class}\">{}</b>", escape(name));
}
