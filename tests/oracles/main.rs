//! Our readers beside programs that share nothing with them: what a shell makes of a word, what botocore makes of a
//! credentials file, what an XML library makes of a document.
//!
//! Bash stands wherever `make` does; botocore is asked for by `make test-more`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::format_collect)]

mod bash;
mod botocore;
mod xml;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// `count` values of `strategy`, the same ones every time.
fn values<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}
