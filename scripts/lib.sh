# shellcheck shell=bash
# Shared by the scripts: where things are, and how to say something. Sourced, not run.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
# shellcheck source=scripts/versions.env
source scripts/versions.env

TOOLS="$ROOT/.tools"
# What the project installed comes first, then what the machine has; rustup's folder is often missing from PATH.
export PATH="$TOOLS/bin:$ROOT/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
# Some environments set NO_COLOR=1, which older versions of trunk refuse to read.
unset NO_COLOR
# Nothing here may wait for an answer from a terminal.
export CI=${CI:-1} npm_config_yes=true

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() {
  printf '\033[1;31merror:\033[0m %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '       %s\n' "$@" >&2; fi
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The first of the named programs that is there; empty when none is.
first_of() {
  local name
  for name in "$@"; do
    if [ -n "$name" ] && have "$name"; then
      command -v "$name"
      return
    fi
  done
}

find_chromium() {
  first_of "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable
}

find_chromedriver() {
  first_of "${CHROMEDRIVER:-}" ${CHROMEWEBDRIVER:+"$CHROMEWEBDRIVER/chromedriver"} chromedriver
}

# The first of the named files that is there; empty when none is.
first_of_file() {
  local name
  for name in "$@"; do
    if [ -e "$name" ]; then
      printf %s "$name"
      return
    fi
  done
}
