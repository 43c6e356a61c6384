//! One file per format: how it is recognised and how it is read. The list is [`ALL`]; nothing else names the formats.
//!
//! A format declares the literals that betray it. One pass over the text finds them all; only there a reader looks
//! closer and answers no, maybe or yes. Reading cannot fail: what a reader does not claim is left for others, and what
//! nobody claims is reported as unread. Formats never use one another; text that holds other text (an escaped body
//! inside a log line) is handed back as a nested view and read again.

mod access_key_info;
mod access_key_list;
mod access_keys_csv;
mod asides;
mod aws_configure_list;
mod bare_key;
mod byte_dump;
mod caller_identity;
mod carrier;
mod cli_error;
mod clock;
mod collector;
mod config_file;
mod credentials_file;
mod credentials_json;
mod debug_log;
mod ec2_error_xml;
mod env_dump;
mod escaped;
mod exchange;
mod fact;
mod failure;
mod http_response;
mod json_error;
mod kind;
mod log_message;
mod presigned_url;
mod program;
mod query_error_xml;
mod read;
mod remarks;
mod repeats;
mod s3_error_xml;
mod sdk_error;
mod secrets;
mod shared_files;
mod sigv4_header;
mod tally;
mod typed;
mod windows;

use std::ops::Range;

pub use fact::{
    Bytes, Client, Divergence, Fact, Failure, Given, Identity, KeyRecord, Listed, Provider, Quirk, Remark, Request,
    Response, Row, Scope, Setting, Topic,
};
pub use kind::Kind;
pub use tally::Tally;

use self::repeats::Repeats;
use crate::text::scan::Hit;
use crate::text::{Source, Span, View};

/// The formats, in the order in which they are asked about one place: the more particular first, bare key IDs last.
pub const ALL: &[Format] = &[
    collector::FORMAT,
    s3_error_xml::FORMAT,
    query_error_xml::FORMAT,
    ec2_error_xml::FORMAT,
    cli_error::FORMAT,
    json_error::FORMAT,
    sdk_error::FORMAT,
    presigned_url::FORMAT,
    sigv4_header::FORMAT,
    http_response::FORMAT,
    debug_log::FORMAT,
    log_message::FORMAT,
    aws_configure_list::FORMAT,
    env_dump::FORMAT,
    byte_dump::FORMAT,
    credentials_file::FORMAT,
    config_file::FORMAT,
    caller_identity::FORMAT,
    credentials_json::FORMAT,
    access_keys_csv::FORMAT,
    access_key_list::FORMAT,
    access_key_info::FORMAT,
    clock::FORMAT,
    program::FORMAT,
    typed::FORMAT,
    bare_key::FORMAT,
];

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
    /// Where the literals of all formats stand in the whole text.
    pub hits: &'a [Hit],
    /// The number of the format that is asked: the owner of its literals.
    pub format: u16,
}

impl Place<'_> {
    /// Where literals of the format stand from byte `from` on, in the order of the text.
    pub fn own_after(&self, from: usize) -> impl Iterator<Item = usize> {
        let first = self.hits.partition_point(|hit| hit.at < from);
        self.own(self.hits.get(first..).unwrap_or_default())
    }

    /// Where literals of the format stand before byte `to`, the nearest first.
    pub fn own_before(&self, to: usize) -> impl Iterator<Item = usize> {
        let first = self.hits.partition_point(|hit| hit.at < to);
        self.own(self.hits.get(..first).unwrap_or_default()).rev()
    }

    fn own<'h>(&self, hits: &'h [Hit]) -> impl DoubleEndedIterator<Item = usize> + 'h {
        let owner = self.format;
        hits.iter().filter(move |hit| hit.owner == owner).map(|hit| hit.at)
    }
}

#[cfg(test)]
impl Format {
    /// What the format says of the first place of one of its literals in `text` that is of this format.
    pub fn first(&self, text: &str) -> Option<Reading> {
        let view = View::at(text, 0);
        let scanner = crate::text::scan::Scanner::new(self.literals.iter().map(|&literal| (literal, 0)));
        let hits = scanner.scan(text);
        hits.iter().find_map(|hit| {
            match (self.read)(&Place { view: &view, at: hit.at, floor: 0, name: "pasted", hits: &hits, format: 0 }) {
                Answer::Yes(reading) | Answer::Maybe(reading) | Answer::Frame(reading) => Some(reading),
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
    /// This format frames what stands in the range, as a log does or the lines of a request: others read inside it.
    Frame(Reading),
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

/// The most bytes between blocks that say nothing new and are held as one.
const APART: usize = 256;

impl Block {
    /// Whether `next` says no more than this block, nothing, and no whole line of `source` stands between them.
    fn is_followed_by(&self, next: &Self, source: &Source) -> bool {
        let between = || source.slice(Span::new(self.span.end, next.span.start));
        (self.kind, self.source) == (next.kind, next.source)
            && self.facts.is_empty()
            && self.span.end <= next.span.start
            && next.span.start - self.span.end <= APART
            && memchr::memchr_iter(b'\n', between().as_bytes()).count() < 2
    }
}

/// All that was read.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Blocks in the order of the text.
    pub blocks: Vec<Block>,
    /// Where secrets stand: number of the source and span, ascending, without overlaps.
    pub secrets: Vec<(usize, Span)>,
    /// What commands, code and words say in passing, with the number of the source.
    pub asides: Vec<(usize, Fact)>,
    /// Key IDs in blocks that say nothing new, whose facts were not kept.
    pub tally: Tally,
    /// Key IDs that stand where no fact tells of them; only those count that some other place tells of.
    pub mentions: Tally,
    repeats: Repeats,
}

impl Evidence {
    /// Reads all sources.
    pub fn read(sources: &[Source]) -> Self {
        let mut evidence = Self::default();
        for (number, source) in sources.iter().enumerate() {
            evidence.read_on(source, number, 0, true);
        }
        evidence
    }

    /// Reads source number `number` from byte `from` on, as far as it can be read before more of it comes, or to its
    /// end if it is `complete`. Gives the byte that was reached.
    pub fn read_on(&mut self, source: &Source, number: usize, from: usize, complete: bool) -> usize {
        let windows = windows::windows(source.text(), from, complete);
        let reached = windows.last().map_or(from, |window| window.end);
        let batches = windows.chunks(BATCH);
        for read in batches.flat_map(|batch| in_turn(batch, |window| read_window(source, number, window))) {
            for block in read.blocks {
                self.keep(block, source);
            }
            for mention in read.mentions {
                self.mentions.add(source.slice(mention));
            }
            self.secrets.extend(read.secrets);
            self.asides.extend(read.asides);
        }
        reached
    }

    /// Adds `block`; where it says nothing new, only its place and its keys.
    fn keep(&mut self, mut block: Block, source: &Source) {
        if self.repeats.is_news(&block, source.slice(block.span)) {
            return self.blocks.push(block);
        }
        let mut last = None;
        for value in block.facts.iter().filter_map(Fact::key) {
            if last.replace(value.whole()) != Some(value.whole()) {
                self.tally.add(value.text());
            }
        }
        block.facts = Vec::new();
        match self.blocks.last_mut() {
            Some(last) if last.is_followed_by(&block, source) => last.span = last.span.join(block.span),
            _ => self.blocks.push(block),
        }
    }

    /// Whether byte `offset` of source number `source` belongs to a secret.
    pub fn is_secret(&self, source: usize, offset: usize) -> bool {
        let after = self.secrets.partition_point(|&(other, span)| (other, span.start) <= (source, offset));
        let before = after.checked_sub(1).and_then(|index| self.secrets.get(index));
        before.is_some_and(|&(other, span)| other == source && span.contains(offset))
    }
}

/// So many windows are read before what they hold is gathered.
const BATCH: usize = 16;

/// What was read in one window.
struct Read {
    blocks: Vec<Block>,
    /// Where secrets stand.
    secrets: Vec<(usize, Span)>,
    /// What stands in passing.
    asides: Vec<(usize, Fact)>,
    /// Where key IDs stand of which no block tells.
    mentions: Vec<Span>,
}

fn read_window(source: &Source, number: usize, window: &Range<usize>) -> Read {
    let text = source.text().get(window.clone()).unwrap_or_default();
    let view = View::at(text, window.start);
    let mut blocks = Vec::new();
    let mut mentions = read::view(&view, (number, &source.name), &mut blocks);
    blocks.sort_by_key(|block| (block.span.start, block.span.end));
    exchange::join(&mut blocks);
    let secrets = secrets::find(&view, number, &blocks);
    // Of a text in several windows the commands are not looked for: it is a log.
    let asides = if window.len() == source.text().len() {
        let found = asides::find(&view, &blocks).into_iter().chain(remarks::find(&view, &blocks));
        found.map(|fact| (number, fact)).collect()
    } else {
        Vec::new()
    };
    let told = blocks.iter().flat_map(|block| &block.facts).filter_map(Fact::key);
    let mut told: Vec<Span> = told.map(View::whole).collect();
    told.sort_unstable();
    mentions.retain(|mention| {
        let after = told.partition_point(|span| span.start <= mention.start);
        !told.get(..after).and_then(<[_]>::last).is_some_and(|span| span.contains(mention.start))
    });
    Read { blocks, secrets, asides, mentions }
}

/// Reads windows one after the other, as the page must: it has no worker.
#[cfg(target_arch = "wasm32")]
fn in_turn<'w>(windows: &'w [Range<usize>], read: impl Fn(&'w Range<usize>) -> Read) -> impl Iterator<Item = Read> {
    windows.iter().map(read)
}

/// Reads windows on as many threads as there are processors; what was read comes in the order of the text.
#[cfg(not(target_arch = "wasm32"))]
fn in_turn(windows: &[Range<usize>], read: impl Fn(&Range<usize>) -> Read + Sync) -> Vec<Read> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(windows.len());
    if threads < 2 {
        return windows.iter().map(read).collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((index, window)) = {
            let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            windows.get(index).map(|window| (index, window))
        } {
            done.push((index, read(window)));
        }
        done
    };
    let mut all: Vec<(usize, Read)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().filter_map(|handle| handle.join().ok()).flatten().collect()
    });
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, read)| read).collect()
}
