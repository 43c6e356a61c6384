//! One pass over a text that finds many literals at once, without regard to the case of ASCII letters.
//!
//! A text is not compared byte by byte. At every second byte four bytes are folded and looked up in a small table, the
//! gate. Every literal has two neighbouring places in it that are in the gate; one of them falls on such a byte wherever
//! the literal stands. Of all its places the two rarest are taken, as a sample of logs tells, so that few places of a
//! text pass the gate; only there literals are compared.

/// A set of literals to look for.
#[derive(Debug)]
pub struct Scanner {
    /// By the hash of three bytes: which bytes may follow them, as a bit for each of eight classes.
    gate: Box<[u8; GATE]>,
    /// By the slot of three bytes: where its anchors begin in `anchors`, and one more.
    slots: Box<[u16; SLOTS + 1]>,
    anchors: Vec<Anchor>,
    literals: Vec<Literal>,
}

/// A literal, folded, and its owners.
#[derive(Debug)]
struct Literal {
    bytes: Box<[u8]>,
    owners: Box<[u16]>,
}

/// A place in a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Anchor {
    slot: u16,
    /// Number of the literal.
    literal: u16,
    /// Bytes of the literal before the place.
    offset: usize,
    /// Eight bytes of the literal, folded, and which of them count.
    bytes: u64,
    mask: u64,
    /// Where in the literal those eight bytes begin.
    from: usize,
}

/// Where a literal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Byte at which it begins.
    pub at: usize,
    /// Its owner.
    pub owner: u16,
}

/// Literals have at least this many bytes: two places of three.
const SHORTEST: usize = 4;
/// Entries of the gate: small enough to stay near the processor.
const GATE: usize = 1 << 14;
/// Slots of the table of anchors.
const SLOTS: usize = 1 << 12;
/// Bytes that are looked at in one step, and with those that follow the last place.
const STEP: usize = 8;
const BLOCK: usize = STEP + 2;

impl Scanner {
    /// A scanner for `literals`, each with the number of its owner; literals of fewer than four bytes are never found.
    pub fn new<'a>(literals: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let mut wanted: Vec<(Vec<u8>, u16)> =
            literals.into_iter().map(|(literal, owner)| (literal.to_ascii_lowercase().into_bytes(), owner)).collect();
        wanted.retain(|(literal, _)| literal.len() >= SHORTEST);
        wanted.sort_unstable();
        wanted.dedup();
        let literals = wanted.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
            let bytes = same.first()?.0.clone().into_boxed_slice();
            Some(Literal { bytes, owners: same.iter().map(|(_, owner)| *owner).collect() })
        });
        let mut scanner = Self {
            gate: Box::new([0; GATE]),
            slots: Box::new([0; SLOTS + 1]),
            anchors: Vec::new(),
            literals: literals.collect(),
        };
        scanner.place_anchors();
        scanner
    }

    /// Chooses the two places of each literal, and fills the tables.
    fn place_anchors(&mut self) {
        let sample = Sample::new();
        for (Literal { bytes: literal, .. }, number) in self.literals.iter().zip(0..) {
            let cost = |&first: &usize| sample.cost(literal, first) + sample.cost(literal, first + 1);
            let Some(first) = (0..=literal.len() - SHORTEST).min_by_key(cost) else { continue };
            for offset in [first, first + 1] {
                let start = word(literal, offset);
                let follows = literal.get(offset + 3).map_or(u8::MAX, |_| 1 << class(start));
                if let Some(classes) = self.gate.get_mut(hash(start)) {
                    *classes |= follows;
                }
                let from = offset.min(literal.len().saturating_sub(8));
                let known = literal.len() - from;
                let mask = if known >= 8 { u64::MAX } else { (1 << (8 * known)) - 1 };
                let bytes = word(literal, from) & mask;
                self.anchors.push(Anchor { slot: slot(start), literal: number, offset, bytes, mask, from });
            }
        }
        self.anchors.sort_unstable();
        for (begin, number) in self.slots.iter_mut().zip(0..) {
            *begin = u16::try_from(self.anchors.partition_point(|anchor| anchor.slot < number)).unwrap_or(u16::MAX);
        }
    }

    /// Every place of every literal in `text`, in the order of the text, then of the owners.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let text = text.as_bytes();
        let mut hits = Vec::new();
        let mut at = 0;
        for block in text.windows(BLOCK).step_by(STEP) {
            let (Some(&low), Some(&high)) = (block.first_chunk(), block.last_chunk()) else { continue };
            let (low, high) = (folded(low), folded(high));
            let [a, b, c, d] = [low, low >> 16, low >> 32, high >> 32].map(|place| self.passes(place));
            if (a | b | c | d) & 1 != 0 {
                self.look(text, at, &mut hits);
            }
            at += STEP;
        }
        while at + 3 <= text.len() {
            self.compare(text, at, &mut hits);
            at += 2;
        }
        hits
    }

    /// Looks again at the places in the step at byte `at`, of which one passes the gate.
    #[inline(never)]
    fn look(&self, text: &[u8], at: usize, hits: &mut Vec<Hit>) {
        for at in (at..at + STEP).step_by(2) {
            if self.passes(word(text, at)) & 1 != 0 {
                self.compare(text, at, hits);
            }
        }
    }

    /// The lowest bit says whether the bytes at the beginning of `place` pass the gate.
    fn passes(&self, place: u64) -> u8 {
        self.gate.get(hash(place)).map_or(0, |classes| classes >> class(place))
    }

    /// Compares the literals that have an anchor like the bytes at byte `at` of `text`.
    fn compare(&self, text: &[u8], at: usize, hits: &mut Vec<Hit>) {
        let slot = usize::from(slot(word(text, at)));
        let (Some(&from), Some(&to)) = (self.slots.get(slot), self.slots.get(slot + 1)) else { return };
        for anchor in self.anchors.get(usize::from(from)..usize::from(to)).unwrap_or_default() {
            let Some(start) = at.checked_sub(anchor.offset) else { continue };
            if word(text, start + anchor.from) & anchor.mask != anchor.bytes {
                continue;
            }
            let Some(Literal { bytes: literal, owners }) = self.literals.get(usize::from(anchor.literal)) else {
                continue;
            };
            if text.get(start..start + literal.len()).is_some_and(|text| text.eq_ignore_ascii_case(literal)) {
                owners.iter().for_each(|&owner| insert(hits, Hit { at: start, owner }));
            }
        }
    }
}

/// Puts `new` in its place among `hits`, which is near their end; once only.
fn insert(hits: &mut Vec<Hit>, new: Hit) {
    let before = hits.iter().rposition(|hit| *hit <= new);
    if before.and_then(|at| hits.get(at)) != Some(&new) {
        hits.insert(before.map_or(0, |at| at + 1), new);
    }
}

/// Eight bytes of which letters lose their case (and some other characters their difference).
fn folded(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes) | 0x2020_2020_2020_2020
}

/// The eight bytes of `text` from byte `at` on, folded; beyond its end there are none.
fn word(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(&bytes) = rest.first_chunk() {
        return folded(bytes);
    }
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(rest).for_each(|(byte, &held)| *byte = held);
    folded(bytes)
}

/// The entry of the gate for the three bytes at the beginning of `place`.
#[allow(clippy::cast_possible_truncation, reason = "the shift leaves fourteen bits")]
fn hash(place: u64) -> usize {
    ((place << 40).wrapping_mul(0x7f_4a7d) >> (64 - GATE.ilog2())) as usize
}

/// The slot for the three bytes at the beginning of `place`.
#[allow(clippy::cast_possible_truncation, reason = "the shift leaves twelve bits")]
fn slot(place: u64) -> u16 {
    ((place << 40).wrapping_mul(0x27_d4eb) >> (64 - SLOTS.ilog2())) as u16
}

/// The class of the fourth byte of `place`.
#[allow(clippy::cast_possible_truncation, reason = "three bits are left")]
fn class(place: u64) -> u32 {
    (place >> 24 & 7) as u32
}

/// Words that logs and tickets hold again and again: those only that make the scanners of the evidence choose better
/// places, as a count of the places that pass the gate in logs of many programs tells.
const SAMPLE: &[u8] = b"\
botocore. event call.s3. handler requestsigner.handler awscli.clidriver - loading file: usr/ data/ json \
building-argument-table endpoint parsers session following parameters: response headers connection credentials \
springframework. service(frameworkservlet. by: ioexception: namespace\":default\" name\":error\" exceeded\"} retrying \
component=backup bucket region=us- +0000] \"get api/users/ size=50 https://example. (windows gecko) chrome file main. \
line 42, in return object. node_ express/lib/router/index. async processticksand the upload fails since this morning \
they have already restarted application. find thank you for your with for not other should to account. \
<configuration> value> property>   debug: debug request 00 ";

/// The bytes of such text, the most common first.
const COMMON: &[u8] = b" eationsr-dlc12ugb0m.:hpf_/6\n3k,v'4y57w8x9j><zq\"(=)";

/// How often three and four bytes stand in [`SAMPLE`].
struct Sample {
    places: Vec<u64>,
}

impl Sample {
    fn new() -> Self {
        let mut places: Vec<u64> = (0..SAMPLE.len()).map(|at| word(SAMPLE, at) << 32).collect();
        places.sort_unstable_by_key(|place| place.swap_bytes());
        Self { places }
    }

    /// How much it costs to look at every text that holds what `literal` has at byte `offset`: places of the sample
    /// count most, then bytes that are common.
    fn cost(&self, literal: &[u8], offset: usize) -> usize {
        let wanted = (word(literal, offset) << 32).swap_bytes();
        let same = |bits: u32| {
            let low = self.places.partition_point(|place| place.swap_bytes() >> (32 - bits) < wanted >> (32 - bits));
            let high = self.places.partition_point(|place| place.swap_bytes() >> (32 - bits) <= wanted >> (32 - bits));
            high - low
        };
        let known = literal.len() - offset;
        let places = if known > 3 { 8 * same(32) + same(24) } else { 8 * same(24) };
        let bytes = literal.iter().skip(offset).take(4);
        let common: usize =
            bytes.map(|byte| COMMON.len() - COMMON.iter().position(|b| b == byte).unwrap_or(COMMON.len())).sum();
        1024 * places + common
    }
}

/// The literals of `lists` one after the other; `N` is how many there are.
#[allow(clippy::indexing_slicing)] // Evaluated while compiling, where an index out of bounds is an error.
pub const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[count] = lists[list][index];
            count += 1;
            index += 1;
        }
        list += 1;
    }
    assert!(count == N, "N is how many literals the lists hold");
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(scanner: &Scanner, text: &str) -> Vec<(usize, u16)> {
        scanner.scan(text).iter().map(|hit| (hit.at, hit.owner)).collect()
    }

    #[test]
    fn all_places_are_found_whatever_the_case() {
        let scanner = Scanner::new([("<Error", 2), ("akia", 0), ("AKIA", 1), ("error", 3)]);
        assert_eq!(found(&scanner, "xAkIa <ERROR> aki"), [(1, 0), (1, 1), (6, 2), (7, 3)]);
    }

    #[test]
    fn short_texts_hold_nothing() {
        let scanner = Scanner::new([("AKIA", 0)]);
        assert!(found(&scanner, "").is_empty() && found(&scanner, "AKI").is_empty());
        assert_eq!(found(&scanner, "AKIA"), [(0, 0)]);
    }

    #[test]
    fn every_offset_and_every_neighbour_is_found() {
        let literals = ["akia", "asia", "aws_", "an error occurred (", "http/1.", "[default]", "\u{410}kia", "0000000"];
        let scanner = Scanner::new(literals.iter().copied().zip(0..));
        for (literal, owner) in literals.iter().zip(0..) {
            for before in 0..20 {
                for after in 0..12 {
                    let text = format!("{}{}{}", "x".repeat(before), literal.to_ascii_uppercase(), "é".repeat(after));
                    assert_eq!(found(&scanner, &text), [(before, owner)], "{text}");
                }
            }
        }
    }

    #[test]
    fn an_owner_has_one_hit_at_one_place() {
        let scanner = Scanner::new([("access", 0), ("access key", 0), ("access_key", 1), ("ss key", 2)]);
        assert_eq!(found(&scanner, "the access key id"), [(4, 0), (8, 2)]);
    }
}
