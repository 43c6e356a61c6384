#!/usr/bin/env bash
# Measures speed and weight and writes docs/performance.md with its picture. Needs ripgrep beside what the tests need.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[ -n "$(first_of rg)" ] || die "ripgrep is missing: the measure that the engine is held against." \
  "Debian: sudo apt-get install ripgrep; elsewhere: cargo install ripgrep --locked"
CHROMIUM=$(find_chromium)
export CHROMIUM

say "Building for speed (about 2 minutes the first time)"
cargo build --locked --quiet --release --example analyze
say "Measuring the engine (about 2 minutes)"
mkdir -p target/bench
cargo bench --locked --quiet --bench engine >target/bench/engine.tsv
say "Measuring large logs beside ripgrep, then the page (about 5 minutes)"
node scripts/bench.mjs dist target/bench target/release/examples/analyze docs
