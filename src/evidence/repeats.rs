//! What a long text says again and again. A log of a day tells of one failure ten thousand times: its first facts are
//! kept whatever they say, later ones only where they say something new; the rest is counted. So what rules look at,
//! and the time they take, does not grow with the text.

use super::{Block, Fact};
use crate::aws::errors::Meaning;

/// As many facts are kept whatever they say.
const ALWAYS: usize = 4_096;
/// As many facts are kept of blocks that are unlike all before them. After that only a new meaning of a failure counts.
const MOST: usize = 16_384;

/// Of words with digits in them (IDs, times, numbers) that are so long or longer, the length is told apart; up to here.
const LENGTHS: [u64; 2] = [16, 64];

/// What was said so far.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    facts: usize,
    /// Outlines of what was kept, ascending.
    said: Vec<u64>,
    meanings: Vec<Meaning>,
}

impl Repeats {
    /// Whether `block`, which stands in the text as `text`, is to be kept.
    pub(super) fn is_news(&mut self, block: &Block, text: &str) -> bool {
        let mut kept =
            self.facts < ALWAYS || self.facts < MOST && !block.facts.is_empty() && self.is_new(outline(block, text));
        for fact in &block.facts {
            if let Fact::Failure(failure) = fact
                && let Some(meaning) = failure.meaning
                && !self.meanings.contains(&meaning)
            {
                self.meanings.push(meaning);
                kept = true;
            }
        }
        if kept {
            self.facts += block.facts.len();
        }
        kept
    }

    /// Whether `outline` is unlike all before it.
    fn is_new(&mut self, outline: u64) -> bool {
        let place = self.said.binary_search(&outline);
        place.map_err(|at| self.said.insert(at, outline)).is_err()
    }
}

/// A number that two blocks have in common if they are of one kind and their texts differ in no more than the letters of
/// words that hold digits: times, request IDs, key IDs of one length.
fn outline(block: &Block, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ block.kind as u64;
    let mut add = |byte: u64| hash = (hash ^ byte).wrapping_mul(0x0000_0100_0000_01b3);
    for part in text.as_bytes().chunk_by(|&a, &b| is_word(a) && is_word(b)) {
        if part.iter().any(u8::is_ascii_digit) {
            let [least, most] = LENGTHS;
            let length = (part.len() as u64).min(most);
            add(u64::from(b'0'));
            add(if length < least { 0 } else { length });
            add(u64::from(part.iter().any(u8::is_ascii_lowercase)));
        } else {
            for &byte in part {
                add(u64::from(byte));
            }
        }
    }
    hash
}

/// Letters and digits, and what Base64 has beside them.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Kind;
    use crate::text::Span;

    fn like(a: &str, b: &str) -> bool {
        let block = Block { kind: Kind::EnvDump, source: 0, span: Span::default(), facts: Vec::new() };
        outline(&block, a) == outline(&block, b)
    }

    #[test]
    fn times_and_ids_are_all_alike_and_nothing_else_is() {
        assert!(like("10:00:01 request 9XR7 of AKIASP2TPHJSQH3FRU7X", "10:59:59 request 8YQ4 of AKIAQNZGKIQY56JQ7WML"));
        for (a, b) in [
            ("AWS_PROFILE=dev", "AWS_PROFILE=prod"),
            ("AKIASP2TPHJSQH3FRU7X", "AKIASP2TPHJSQH3FRU7"),
            ("AKIASP2TPHJSQH3FRU7X", "akiasp2tphjsqh3fru7x"),
            ("AKIASP2TPHJSQH3FRU7X", "AKIASP2TPHJSQH3FRU7X\u{a0}"),
            ("AWS_A=1", "AWS_B=1"),
        ] {
            assert!(!like(a, b), "{a} {b}");
        }
    }
}
