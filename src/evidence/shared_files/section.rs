//! The sections of an INI file, with their options and comments.

use std::ops::Range;

use super::File;
use super::options::{is_key, is_option, meant};
use crate::aws::key;
use crate::text::View;
use crate::text::ini::{Entry, Ini, Item};

/// A section of a file.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// What stands between the brackets; none before the first header.
    pub(super) header: Option<Range<usize>>,
    pub(super) entries: Vec<&'a Entry>,
    pub(super) comments: Vec<&'a Range<usize>>,
    /// Which file it stands in; none where nothing tells.
    pub(super) file: Option<File>,
    /// From its header's line to its last option's.
    pub(super) range: Range<usize>,
}

impl Section<'_> {
    pub(super) fn new(header: Option<Range<usize>>, range: Range<usize>) -> Self {
        Self { header, entries: Vec::new(), comments: Vec::new(), file: None, range }
    }

    pub(super) fn name<'v>(&self, view: &'v View<'_>) -> &'v str {
        self.header.clone().map_or("", |range| view.get(range))
    }

    pub(super) fn has(&self, view: &View<'_>, test: fn(&str) -> bool) -> bool {
        self.entries.iter().any(|entry| test(view.get(entry.name.clone())))
    }

    pub(super) fn has_keys(&self, view: &View<'_>) -> bool {
        self.has(view, |name| is_key(name) || meant(name).is_some())
            || self.entries.iter().any(|entry| key::is_whole(entry.value.text().trim_matches(['"', '\''])))
            || self.comments.iter().any(|comment| commented(view, comment).is_some_and(is_key))
    }
}

/// The name of the option that somebody made a comment of.
fn commented<'v>(view: &'v View<'_>, comment: &Range<usize>) -> Option<&'v str> {
    view.get(comment.clone()).split_once(['=', ':']).map(|(name, _)| name.trim())
}

pub(super) fn sections<'a>(view: &View<'_>, ini: &'a Ini) -> Vec<Section<'a>> {
    let mut out: Vec<Section<'a>> = Vec::new();
    for item in &ini.items {
        let line = view.line(item.start());
        let header = match item {
            Item::Comment(range) => {
                out.extend(out.is_empty().then(|| Section::new(None, line.start..line.start)));
                if let Some(last) = out.last_mut() {
                    last.comments.push(range);
                    if commented(view, range).is_some_and(is_option) {
                        last.range.end = view.line(range.end).end;
                    }
                }
                continue;
            }
            Item::Section(range) => Some(range.clone()),
            Item::Entry(_) => None,
        };
        if header.is_some() || out.is_empty() {
            out.push(Section::new(header, line.clone()));
        }
        if let (Item::Entry(entry), Some(last)) = (item, out.last_mut()) {
            last.entries.push(entry);
            last.range.end = view.line(entry.raw.end).end;
        }
    }
    if let (Some(first), true) = (out.first_mut(), ini.range.start < ini.range.end) {
        first.range.start = first.range.start.min(ini.range.start);
    }
    if let Some(last) = out.last_mut() {
        last.range.end = last.range.end.max(ini.range.end);
    }
    out
}
