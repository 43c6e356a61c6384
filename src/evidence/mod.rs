//! One file per format: how it is recognised and how it is read. The list is [`ALL`]; nothing else names the formats.
//!
//! A format declares the literals that betray it. One pass over the text finds them all; only there a reader looks
//! closer and answers no, maybe or yes. Reading cannot fail: what a reader does not claim is left for others, and what
//! nobody claims is reported as unread. Formats never use one another; text that holds other text (an escaped body
//! inside a log line) is handed back as a nested view and read again.

mod aws_configure_list;
mod escaped;
mod fact;
mod kind;
mod presigned_url;
mod secrets;

use std::ops::Range;
use std::sync::LazyLock;

pub use fact::{
    Bytes, Client, Divergence, Fact, Failure, Given, Identity, KeyRecord, Listed, Provider, Quirk, Request, Response,
    Row, Scope, Setting,
};
pub use kind::Kind;

use crate::text::clean::clean;
use crate::text::scan::{Hit, Scanner};
use crate::text::{Source, Span, View};

/// The formats, in the order in which they are asked about one place: the more particular first, bare key IDs last.
const ALL: &[Format] = &[presigned_url::FORMAT, aws_configure_list::FORMAT];

/// How deep text may be nested in text.
const DEEPEST: u8 = 4;

/// One format.
#[derive(Debug)]
pub struct Format {
    /// What its blocks are.
    pub kind: Kind,
    /// Literals that betray it, in any case of letters; two bytes or more.
    pub literals: &'static [&'static str],
    /// Reads one place.
    pub read: fn(&Place<'_>) -> Answer,
}

/// A place in a text where one of a format's literals stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The text.
    pub view: &'a View<'a>,
    /// Byte at which the literal begins.
    pub at: usize,
    /// What stands before this byte was claimed by another reading; a reader may look back, but not claim further.
    pub floor: usize,
    /// What the person calls the source: the name of the file, where there is one.
    pub name: &'a str,
}

#[cfg(test)]
impl Format {
    /// What the format says of the first place of one of its literals in `text` that is of this format.
    pub fn first(&self, text: &str) -> Option<Reading> {
        let view = View::at(text, 0);
        let scanner = Scanner::new(self.literals.iter().map(|&literal| (literal, 0)));
        scanner.scan(text).into_iter().find_map(|hit| {
            match (self.read)(&Place { view: &view, at: hit.at, floor: 0, name: "pasted" }) {
                Answer::Yes(reading) | Answer::Maybe(reading) => Some(reading),
                Answer::No => None,
            }
        })
    }
}

/// What a reader says of a place.
#[derive(Debug)]
pub enum Answer {
    /// Not this format.
    No,
    /// This format, unless another one is sure.
    Maybe(Reading),
    /// This format.
    Yes(Reading),
}

/// What a reader read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The bytes of the view that it claims; nobody else reads them.
    pub range: Range<usize>,
    /// The facts that stand in them.
    pub facts: Vec<Fact>,
    /// Text inside that is to be read again: escaped bodies, messages that quote other output.
    pub nested: Vec<View<'static>>,
}

/// A piece of evidence: where it stands and what it says.
#[derive(Debug)]
pub struct Block {
    /// Which format.
    pub kind: Kind,
    /// Number of the source.
    pub source: usize,
    /// The text that was claimed.
    pub span: Span,
    /// What it says.
    pub facts: Vec<Fact>,
}

/// All that was read.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Blocks in the order of the text.
    pub blocks: Vec<Block>,
    /// Where secrets stand: number of the source and span, ascending, without overlaps.
    pub secrets: Vec<(usize, Span)>,
}

impl Evidence {
    /// Reads all sources.
    pub fn read(sources: &[Source]) -> Self {
        let mut blocks = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            let from = blocks.len();
            read_view(&View::at(source.text(), 0), (number, &source.name), 0, &mut blocks);
            if let Some(new) = blocks.get_mut(from..) {
                new.sort_by_key(|block| (block.span.start, block.span.end));
            }
        }
        let secrets = secrets::find(sources, &blocks);
        Self { blocks, secrets }
    }

    /// Whether byte `offset` of source number `source` belongs to a secret.
    pub fn is_secret(&self, source: usize, offset: usize) -> bool {
        let after = self.secrets.partition_point(|&(other, span)| (other, span.start) <= (source, offset));
        let before = after.checked_sub(1).and_then(|index| self.secrets.get(index));
        before.is_some_and(|&(other, span)| other == source && span.contains(offset))
    }
}

/// The owner of [`escaped::LITERALS`], which no format has.
const ESCAPED: u16 = u16::MAX;

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let owned = ALL.iter().zip(0u16..).flat_map(|(format, owner)| format.literals.iter().map(move |&l| (l, owner)));
    Scanner::new(owned.chain(escaped::LITERALS.iter().map(|&literal| (literal, ESCAPED))))
});

fn read_view(view: &View<'_>, (source, name): (usize, &str), depth: u8, blocks: &mut Vec<Block>) {
    let view = &*clean(view);
    let hits = SCANNER.scan(view.text());
    let mut strings = escaped::Strings::default();
    let mut floor = 0;
    // Before this byte, escapes have been looked for.
    let mut tried = 0;
    let mut index = 0;
    while let Some(hit) = hits.get(index) {
        let rest = hits.get(index..).unwrap_or_default();
        let owners: Vec<u16> = rest.iter().take_while(|other| other.at == hit.at).map(|hit| hit.owner).collect();
        index += owners.len();
        if hit.at < floor {
            continue;
        }
        if depth < DEEPEST
            && hit.at >= tried
            && let Some((range, escapes)) = strings.around(view, hit.at)
        {
            tried = range.end;
            let before = blocks.len();
            if range.start >= floor && rest.iter().take_while(|hit| hit.at < range.end).any(|hit| is_of_an_error(*hit))
            {
                let inner = escaped::plain(view, range.clone(), escapes);
                read_view(&inner, (source, name), depth + 1, blocks);
            }
            if blocks.len() > before {
                floor = range.end;
                continue;
            }
        }
        let place = Place { view, at: hit.at, floor, name };
        if let Some((kind, reading)) = ask(&place, &owners) {
            floor = floor.max(reading.range.end).max(hit.at + 1);
            let span = view.span(reading.range);
            blocks.push(Block { kind, source, span, facts: reading.facts });
            if depth < DEEPEST {
                for inner in &reading.nested {
                    read_view(inner, (source, name), depth + 1, blocks);
                }
            }
        }
    }
}

/// Whether `hit` betrays an error, whose escapes are resolved before anybody reads it.
fn is_of_an_error(hit: Hit) -> bool {
    hit.owner == ESCAPED || ALL.get(usize::from(hit.owner)).is_some_and(|format| format.kind.is_error())
}

/// Asks the formats of one place in their order: the first that is sure, else the first that may be.
fn ask(place: &Place<'_>, owners: &[u16]) -> Option<(Kind, Reading)> {
    let mut maybe = None;
    for format in owners.iter().filter_map(|&owner| ALL.get(usize::from(owner))) {
        match (format.read)(place) {
            Answer::Yes(reading) => return Some((format.kind, reading)),
            Answer::Maybe(reading) if maybe.is_none() => maybe = Some((format.kind, reading)),
            Answer::Maybe(_) | Answer::No => {}
        }
    }
    maybe
}
