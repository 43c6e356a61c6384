#!/usr/bin/env bash
# Sets everything up that the given parts need. Takes what the machine has; installs only what is missing:
# Rust by rustup, tools of the right version into .tools/, npm packages into node_modules/, Chromium by apt.
# Usage: setup.sh [build|test]; `test` is `build` plus a browser.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

PART=${1:-build}
STAMPS="$TOOLS/stamps"
mkdir -p "$STAMPS" "$TOOLS/bin"

# A stamp names what it was made from; another content means that the work must be done again.
fresh() { [ "$(cat "$STAMPS/$1" 2>/dev/null)" = "$2" ]; }
stamp() { printf '%s' "$2" >"$STAMPS/$1"; }
digest() { cat "$@" | cksum; }

# apt-get as root, by sudo where that asks for nothing; fails where there is no apt or no right to use it.
apt_install() {
  have apt-get || return 1
  local sudo=()
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null || return 1
    sudo=(sudo -n)
  fi
  "${sudo[@]}" apt-get update -q >"$TOOLS/apt.log" 2>&1 || true
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$TOOLS/apt.log" 2>&1
}

need_compiler() {
  if have cc; then return; fi
  say "Installing a C compiler by apt, which Rust needs as its linker (about 30 seconds)"
  apt_install gcc libc6-dev || die "A C compiler (cc) is missing; Rust needs it as its linker." \
    "Debian and Ubuntu: sudo apt-get install gcc libc6-dev" "macOS: xcode-select --install"
}

need_rust() {
  local key
  key="$RUST rust-src $(command -v cargo || true)"
  if fresh rust "$key"; then return; fi
  have rustup || die "rustup is missing: it installs Rust $RUST and the wasm target." \
    "Get it at https://rustup.rs, or on Debian: sudo apt-get install rustup"
  if ! rustup run "$RUST" rustc --version >/dev/null 2>&1; then
    say "Installing Rust $RUST by rustup (about 10 seconds)"
  fi
  # Named outright, since RUSTUP_AUTO_INSTALL=0 may forbid rustup to follow rust-toolchain.toml by itself.
  rustup toolchain install "$RUST" --profile minimal --component clippy,rustfmt,rust-src \
    --target wasm32-unknown-unknown --no-self-update >"$TOOLS/rustup.log" 2>&1 ||
    { tail -5 "$TOOLS/rustup.log" >&2; die "rustup could not install Rust $RUST." \
      "By hand: rustup toolchain install $RUST --profile minimal -c clippy -c rustfmt -c rust-src -t wasm32-unknown-unknown"; }
  stamp rust "$RUST rust-src $(command -v cargo)"
}

need_node() {
  { have node && have npm; } || die "Node.js with npm is missing (version $NODE_MAJOR or newer)." \
    "Debian: sudo apt-get install nodejs npm; elsewhere https://nodejs.org"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge "$NODE_MAJOR" ] || die "Node.js $major is too old; $NODE_MAJOR or newer is needed." "See https://nodejs.org"
}

need_packages() {
  local key
  key=$(digest package.json package-lock.json)
  if fresh npm "$key" && [ -d node_modules/binaryen ]; then return; fi
  say "Installing wasm-opt and the test tools from npm into node_modules/ (about 10 seconds)"
  npm ci --ignore-scripts --no-audit --no-fund >"$TOOLS/npm.log" 2>&1 ||
    { tail -5 "$TOOLS/npm.log" >&2; die "npm could not install what package-lock.json names." "By hand: npm ci --ignore-scripts"; }
  stamp npm "$key"
}

# Builds a tool into .tools/ with little optimisation: it runs for seconds, building it well takes minutes.
cargo_tool() {
  local crate=$1 version=$2
  shift 2
  env CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$TOOLS/target" RUSTUP_TOOLCHAIN="$RUST" \
    cargo install "$crate" --version "$version" --root "$TOOLS" "$@" >"$TOOLS/$crate.log" 2>&1 ||
    { tail -15 "$TOOLS/$crate.log" >&2; die "cargo could not build $crate $version (the log: .tools/$crate.log)." \
      "By hand: cargo install $crate --version $version --locked" "A released binary of that version on PATH does as well."; }
}

is_version() { have "$1" && [ "$("$1" --version 2>/dev/null | awk '{ print $2; exit }')" = "$2" ]; }

need_trunk() {
  if is_version trunk "$TRUNK"; then return; fi
  say "Building trunk $TRUNK into .tools/, once (about 2 to 4 minutes)"
  cargo_tool trunk "$TRUNK" --locked --no-default-features --features rustls
}

need_wasm_bindgen() {
  if is_version wasm-bindgen "$WASM_BINDGEN" && { [ "$PART" = build ] || have wasm-bindgen-test-runner; }; then return; fi
  say "Building wasm-bindgen $WASM_BINDGEN into .tools/, once (about 1 minute)"
  # Without --locked: its lock file names a crate version that has been withdrawn.
  cargo_tool wasm-bindgen-cli "$WASM_BINDGEN"
}

need_browser() {
  if [ -n "$(find_chromium)" ] && [ -n "$(find_chromedriver)" ]; then return; fi
  say "Installing Chromium and its driver by apt (about 30 seconds)"
  apt_install chromium chromium-driver || true
  [ -n "$(find_chromium)" ] || die "Chromium is missing; the browser tests need it." \
    "Debian: sudo apt-get install chromium chromium-driver" "Elsewhere: set CHROMIUM to the path of a Chromium or Chrome."
  [ -n "$(find_chromedriver)" ] || die "chromedriver is missing; the wasm tests need the one of your Chromium's version." \
    "Debian: sudo apt-get install chromium-driver" "Elsewhere: set CHROMEDRIVER to its path; see https://googlechromelabs.github.io/chrome-for-testing/"
}

need_compiler
need_rust
need_node
need_packages
need_wasm_bindgen
need_trunk
if [ "$PART" = test ]; then need_browser; fi
