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

# The standard library is built along, for size, and a panic is a bare trap, which static/boot.js turns into a message:
# together a tenth of the engine. Cargo still calls both unstable, so they are asked for by name; the toolchain is pinned.
page=(RUSTC_BOOTSTRAP=1 "CARGO_UNSTABLE_BUILD_STD=std,panic_abort" CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size)
if env "${page[@]}" cargo fetch --locked --quiet --target wasm32-unknown-unknown; then
  flags+=(-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none)
else
  say "The source of Rust's library is not to be had, so the page is built with the ready-made one and is larger"
  page=()
fi
CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf %s "${flags[*]}")

node scripts/bundle-css.mjs static/css/whosekey.css target/css/whosekey.css
say "Building the page (about a minute the first time)"
env ${page[@]+"${page[@]}"} CARGO_ENCODED_RUSTFLAGS="$CARGO_ENCODED_RUSTFLAGS" trunk build --release --offline
# The guide's pages are written by a native program, which the flags above are not for.
cargo run --locked --offline --quiet --example guide -- dist
node scripts/dependencies.mjs target/whosekey.cdx.json dist/licences.txt
# A build from an unpacked archive has no commit to name.
node scripts/finish.mjs dist "$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)"
