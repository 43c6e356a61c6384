//! How much memory an analysis takes at most.

use peak_alloc::PeakAlloc;
use whosekey::{Analysis, Context};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// As many bytes are fed at a time.
const SLICE: usize = 64 * 1024;

/// Lines `user,key ID`, each with a key ID of its own.
fn inventory(keys: usize) -> String {
    let digits: Vec<char> = ('A'..='Z').chain('2'..='7').collect();
    let mut text = String::with_capacity(keys * 36);
    for number in 0..keys {
        text.extend(["user-", &number.to_string(), ",AKIASP2TPHJSQH"]);
        text.extend((0..6).filter_map(|place| digits.get(number >> (5 * place) & 31)));
        text.push('\n');
    }
    text
}

/// The most bytes that the analysis of `text`, which has so many keys, holds at a time, the report included, `text` itself
/// not.
fn peak(text: &str, keys: usize) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut analysis = Analysis::new(&Context::default());
    for slice in text.as_bytes().chunks(SLICE) {
        analysis.feed("keys.csv", slice);
    }
    let report = analysis.finish();
    assert_eq!(report.keys.len(), keys);
    MEMORY.peak_usage() - before
}

#[test]
fn many_keys_take_three_times_the_input_and_64_bytes_each() {
    // What is held however few there are is a part of it: some 8 MB.
    let keys = 200_000;
    let text = inventory(keys);
    let most = 3 * text.len() + 64 * keys;
    let peak = peak(&text, keys);
    assert!(peak < most, "{peak} bytes for {} bytes with {keys} keys, more than {most}", text.len());
}
