#!/usr/bin/env bash
# Builds the page into dist/: the same bytes wherever it is built.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The registry's folder has to exist before its path can be renamed.
cargo fetch --locked --quiet

# Neither this folder nor anybody's home may stand in the page: name them by what they are.
flags=(--remap-path-prefix="$ROOT=/whosekey")
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  flags+=(--remap-path-prefix="$registry=/crates")
done
sysroot=$(rustc --print sysroot)
flags+=(--remap-path-prefix="$sysroot/lib/rustlib/src/rust=/rustc")
CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf %s "${flags[*]}")
export CARGO_ENCODED_RUSTFLAGS

node scripts/bundle-css.mjs static/css/whosekey.css target/css/whosekey.css
say "Building the page (about a minute the first time)"
trunk build --release --offline
# The guide's pages are written by a native program, which the flags above are not for.
env -u CARGO_ENCODED_RUSTFLAGS cargo run --locked --offline --quiet --example guide -- dist
node scripts/dependencies.mjs target/whosekey.cdx.json dist/licences.txt
# A build from an unpacked archive has no commit to name.
node scripts/finish.mjs dist "$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)"
