#!/usr/bin/env bash
# Runs every fuzz target for a while, on a corpus made of the samples. Needs a C++ compiler, and no nightly Rust: the
# coverage that libFuzzer steers by is asked of the stable compiler. `cargo +nightly fuzz run <target>` does as well.
# Usage: fuzz.sh [seconds per target, default 60] [target...]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

seconds=${1:-60}
if [ $# -gt 0 ]; then shift; fi
targets=("$@")
if [ ${#targets[@]} = 0 ]; then targets=(analysis readers account address); fi

host=$(rustc -vV | sed -n 's/^host: //p')
work="$ROOT/target/fuzz"
corpus="$work/corpus"
# The flags that cargo-fuzz passes, but for the address sanitizer: there is no unsafe code to watch.
export RUSTFLAGS="--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares"

say "Building the fuzz targets (about 2 minutes the first time)"
cargo build --locked --quiet --release --manifest-path fuzz/Cargo.toml --target-dir "$work" --target "$host"
WHOSEKEY_DICTIONARY=1 "$work/$host/release/readers" >"$work/dictionary.txt"

# Samples: every text that the tests read, each a file of the corpus by its content.
mkdir -p "$corpus/samples"
find tests src -type f \( -name '*.txt' -o -name '*.md' -o -name '*.json' -o -name '*.jsonl' \) -size -64k -print0 |
  while IFS= read -r -d '' file; do cp "$file" "$corpus/samples/$(cksum <"$file" | tr ' ' '-')"; done

for target in "${targets[@]}"; do
  say "Fuzzing $target for $seconds s"
  mkdir -p "$corpus/$target" "$work/crashes"
  "$work/$host/release/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=8192 -verbosity=0 \
    -print_final_stats=1 -dict="$work/dictionary.txt" -artifact_prefix="$work/crashes/$target-" \
    "$corpus/$target" "$corpus/samples" 2>&1 | { grep -E '^(stat::number_of_executed_units|==|SUMMARY|thread|Test unit|.*panicked)' -A3 || true; } ||
    die "The target $target failed; its input is in target/fuzz/crashes/"
done
