//! How a text is read: one scan for the literals of all formats, and at each place not yet claimed the formats that own
//! a literal there are asked.

use std::sync::LazyLock;

use super::{ALL, Answer, Block, Kind, Place, Reading, carrier, escaped};
use crate::aws::key;
use crate::text::clean::clean;
use crate::text::scan::{Hit, Scanner};
use crate::text::{Span, View};

/// How deep text may be nested in text.
const DEEPEST: u8 = 6;

/// The owner of [`escaped::LITERALS`], which no format has.
const ESCAPED: u16 = u16::MAX;

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let owned = ALL.iter().zip(0u16..).flat_map(|(format, owner)| format.literals.iter().map(move |&l| (l, owner)));
    Scanner::new(owned.chain(escaped::LITERALS.iter().map(|&literal| (literal, ESCAPED))))
});

/// Reads `view`, which stands in `source` (its number and name), and adds what it holds to `blocks`. Gives where whole key
/// IDs stand in the source, read or not.
pub(super) fn view(view: &View<'_>, source: (usize, &str), blocks: &mut Vec<Block>) -> Vec<Span> {
    let view = &*clean(view);
    let hits = SCANNER.scan(view.text());
    let keys = hits.iter().filter_map(|hit| whole_key(view, *hit)).collect();
    read_hits(view, &hits, source, 0, blocks);
    keys
}

/// Where the whole key ID stands that begins at `hit`.
fn whole_key(view: &View<'_>, hit: Hit) -> Option<Span> {
    ALL.get(usize::from(hit.owner)).filter(|format| format.kind == Kind::BareKey)?;
    let range = hit.at..hit.at + key::LENGTH;
    let is_part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let bytes = view.text().as_bytes();
    let alone = !is_part(hit.at.checked_sub(1).and_then(|at| bytes.get(at))) && !is_part(bytes.get(range.end));
    (alone && key::is_whole(view.get(range.clone()))).then(|| view.span(range))
}

fn read(view: &View<'_>, source: (usize, &str), depth: u8, blocks: &mut Vec<Block>) {
    let view = &*clean(view);
    read_hits(view, &SCANNER.scan(view.text()), source, depth, blocks);
}

fn read_hits(view: &View<'_>, hits: &[Hit], source: (usize, &str), depth: u8, blocks: &mut Vec<Block>) {
    if depth < DEEPEST
        && let Some(contents) = carrier::contents(view, hits)
    {
        return read(&contents, source, depth + 1, blocks);
    }
    let mut reader = Reader {
        view,
        hits,
        source,
        depth,
        blocks,
        escaped: escaped::Strings::default(),
        floor: 0,
        tried: 0,
        frames: vec![0; ALL.len()],
    };
    let mut index = 0;
    while let Some(rest) = hits.get(index..).filter(|rest| !rest.is_empty()) {
        let at = rest.first().map_or(0, |hit| hit.at);
        let here = rest.iter().take_while(|hit| hit.at == at).count();
        index += here;
        let here = rest.get(..here).unwrap_or_default();
        if at >= reader.floor && !reader.is_framed(at, here) && !reader.read_escaped(at, rest) {
            reader.ask(at, here);
        }
    }
}

/// A text that is being read.
struct Reader<'a> {
    view: &'a View<'a>,
    hits: &'a [Hit],
    source: (usize, &'a str),
    depth: u8,
    blocks: &'a mut Vec<Block>,
    escaped: escaped::Strings,
    /// What stands before this byte is claimed.
    floor: usize,
    /// Before this byte, escapes have been looked for.
    tried: usize,
    /// Per format, where its last frame ends.
    frames: Vec<usize>,
}

impl Reader<'_> {
    /// Whether only formats own `hits`, all at byte `at`, whose frames hold them already.
    fn is_framed(&self, at: usize, hits: &[Hit]) -> bool {
        hits.iter().all(|hit| self.frames.get(usize::from(hit.owner)).is_some_and(|&end| at < end))
    }

    /// Reads the escaped string that holds byte `at`, if an error or several lines stand in it; `hits` are those from `at` on.
    fn read_escaped(&mut self, at: usize, hits: &[Hit]) -> bool {
        if self.depth >= DEEPEST || at < self.tried {
            return false;
        }
        let Some((range, escapes)) = self.escaped.around(self.view, at) else { return false };
        self.tried = range.end;
        let holds_error = || hits.iter().take_while(|hit| hit.at < range.end).any(|hit| is_of_an_error(*hit));
        if range.start < self.floor
            || escaped::is_stack(self.view, range.start)
            || !(holds_error() || escaped::is_document(self.view, &range))
        {
            return false;
        }
        let before = self.blocks.len();
        read(&escaped::plain(self.view, range.clone(), escapes), self.source, self.depth + 1, self.blocks);
        let was_read = self.blocks.len() > before;
        if was_read {
            self.floor = range.end;
        }
        was_read
    }

    /// Asks the formats that own `hits`, all at byte `at`, in their order: the first that is sure, else the first that
    /// may be; frames are taken beside either.
    fn ask(&mut self, at: usize, hits: &[Hit]) {
        self.view.grant(at);
        let mut maybe = None;
        for hit in hits {
            let number = usize::from(hit.owner);
            let (Some(format), Some(frame)) = (ALL.get(number), self.frames.get_mut(number)) else { continue };
            if at < *frame {
                continue;
            }
            let Self { view, hits, source: (_, name), floor, .. } = *self;
            match (format.read)(&Place { view, at, floor, name, hits, format: hit.owner }) {
                Answer::Yes(reading) => return self.claim(at, format.kind, reading),
                Answer::Frame(reading) => {
                    *frame = reading.range.end;
                    self.push(format.kind, reading);
                }
                Answer::Maybe(reading) if maybe.is_none() => maybe = Some((format.kind, reading)),
                Answer::Maybe(_) | Answer::No => {}
            }
        }
        if let Some((kind, reading)) = maybe {
            self.claim(at, kind, reading);
        }
    }

    fn claim(&mut self, at: usize, kind: Kind, reading: Reading) {
        self.floor = self.floor.max(reading.range.end).max(at + 1);
        self.push(kind, reading);
    }

    fn push(&mut self, kind: Kind, reading: Reading) {
        let span = self.view.span(reading.range);
        self.blocks.push(Block { kind, source: self.source.0, span, facts: reading.facts });
        if self.depth < DEEPEST {
            for inner in &reading.nested {
                read(inner, self.source, self.depth + 1, self.blocks);
            }
        }
    }
}

/// Whether `hit` betrays an error, whose escapes are resolved before anybody reads it.
fn is_of_an_error(hit: Hit) -> bool {
    hit.owner == ESCAPED || ALL.get(usize::from(hit.owner)).is_some_and(|format| format.kind.is_error())
}
