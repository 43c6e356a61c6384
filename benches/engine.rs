//! How fast the engine is, natively: `make bench` runs this and puts the figures into docs/performance.md.
//!
//! Prints a line of tab-separated values for each measurement: what, how many bytes (for keys: how many), the best of
//! several runs in seconds.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use whosekey::aws::key::decode;
use whosekey::{Context, analyze};

/// Runs `work` until a second has gone by, at least three times, and prints the best run.
fn measure(name: &str, size: usize, mut work: impl FnMut()) {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    let mut runs = 0;
    while runs < 3 || begin.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
        runs += 1;
    }
    println!("{name}\t{size}\t{:.9}", best.as_secs_f64());
}

/// All texts under `folder`, in the order of their paths.
fn texts(folder: &Path) -> String {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        if path.is_dir() {
            texts(path)
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned() + "\n\n"
        } else {
            String::new()
        }
    };
    paths.iter().map(read).collect()
}

/// `text` again and again, up to `size` bytes.
fn fill(text: &str, size: usize) -> String {
    let mut filled = text.repeat(size / text.len() + 1);
    let end = (0..=size).rev().find(|&end| filled.is_char_boundary(end)).unwrap();
    filled.truncate(end);
    filled
}

fn main() {
    let keys: Vec<String> = (0..1_000_u32)
        .map(|number| {
            let digit = |shift: u32| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(number >> shift & 31) as usize]);
            format!("AKIASP2TPHJSQH3FRU{}{}", digit(0), digit(5))
        })
        .collect();
    measure("key decoding", keys.len(), || {
        for key in &keys {
            let _ = black_box(decode(black_box(key)));
        }
    });

    let tickets = texts(Path::new("tests/cases"));
    let ticket = fs::read_to_string("tests/cases/000.txt").unwrap();
    let context = Context::default();
    for (name, text) in [
        ("ticket, 2 KB", fill(&ticket, 2_000)),
        ("tickets, 200 KB", fill(&tickets, 200_000)),
        ("tickets, 20 MB", fill(&tickets, 20_000_000)),
    ] {
        measure(name, text.len(), || drop(black_box(analyze(black_box(&text), &context))));
    }

    let mut formats = BTreeMap::new();
    for folder in fs::read_dir("tests/samples").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        formats.insert(folder.file_name().unwrap().to_string_lossy().into_owned(), texts(&folder));
    }
    for (name, text) in formats.into_iter().filter(|(_, text)| !text.is_empty()) {
        let text = fill(&text, 200_000);
        measure(&format!("samples of {name}, 200 KB"), text.len(), || {
            drop(black_box(analyze(black_box(&text), &context)));
        });
    }
}
