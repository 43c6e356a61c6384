#!/usr/bin/env bash
# Checks that need more than Rust, Node.js and Chromium. Each says what it needs and how to get it when it is skipped.
# Usage: test-more.sh [check...], default all.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

CHROMIUM=$(find_chromium)
export CHROMIUM
# Seconds per fuzz target.
FUZZ_SECONDS=${FUZZ_SECONDS:-30}

passed=() skipped=() failed=()
playwright_more() { playwright test "$1" --config tests/e2e/playwright.config.mjs --project=more; }

# check <name> <program it needs, or -> <how to get it> <command...>
check() {
  local name=$1 needs=$2 hint=$3
  shift 3
  if [ "${#wanted[@]}" -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then return; fi
  if [ "$needs" != - ] && [ -z "$needs" ]; then
    skipped+=("$name: $hint")
    return
  fi
  say "$name"
  if "$@"; then passed+=("$name"); else failed+=("$name"); fi
}
wanted=("$@")

nginx_checks() { scripts/nginx.sh 8123 playwright test nginx --config tests/e2e/playwright.config.mjs --project=more; }
firefox_checks() { FIREFOX=$(first_of "${FIREFOX:-}" firefox-esr firefox) playwright_more firefox; }
# The same commit in another folder gives the same bytes.
reproducible() {
  local copy
  copy=$(mktemp -d)
  git worktree list >/dev/null 2>&1 || { say "not a git clone"; return 1; }
  git clone --quiet --no-hardlinks . "$copy/elsewhere"
  ln -s "$ROOT/node_modules" "$copy/elsewhere/node_modules"
  (cd "$copy/elsewhere" && env -u MAKEFLAGS PATH="$PATH" scripts/build.sh >/dev/null 2>&1) || { rm -rf "$copy"; return 1; }
  diff -r -x whosekey.html dist "$copy/elsewhere/dist"
  local same=$?
  rm -rf "$copy"
  return $same
}
shell_lint() { shellcheck -x -P SCRIPTDIR scripts/*.sh static/*.sh .ci/run && guide_commands shellcheck; }
# The commands that the guide shows, by the program that looks at them; `make test` runs those of bash.
guide_commands() { cargo test --locked --quiet --test guide -- --ignored "$1"; }
# Python's own reader of credentials files beside ours.
botocore() { cargo test --locked --quiet --test oracles -- --ignored; }
deny() { cargo deny --locked check && (cd fuzz && cargo deny --locked check --config ../deny.toml bans sources); }

check nginx "$(first_of nginx /usr/sbin/nginx)" "nginx is missing; Debian: sudo apt-get install nginx-light" nginx_checks
check firefox "$(first_of "${FIREFOX:-}" firefox-esr firefox)" "Firefox is missing; Debian: sudo apt-get install firefox-esr" firefox_checks
check reproducible "$(first_of git)" "git is missing" reproducible
check fuzz "$(first_of c++ g++ clang++)" "a C++ compiler is missing; Debian: sudo apt-get install g++" scripts/fuzz.sh "$FUZZ_SECONDS"
check botocore "$(if python3 -c 'import botocore' >/dev/null 2>&1; then echo python3; fi)" \
  "Python with botocore is missing; pip install botocore, or on Debian: sudo apt-get install python3-botocore" botocore
check cargo-deny "$(first_of cargo-deny)" "cargo-deny is missing; cargo install cargo-deny --locked" deny
check npm-audit "$(if npm audit --audit-level=none >/dev/null 2>&1; then echo npm; fi)" \
  "the npm registry in use answers no audits" npm audit --audit-level=high
check shellcheck "$(first_of shellcheck)" "shellcheck is missing; Debian: sudo apt-get install shellcheck" shell_lint
check powershell "$(first_of pwsh)" "PowerShell is missing; see https://learn.microsoft.com/powershell" guide_commands powershell

say "Passed: ${#passed[@]} (${passed[*]:-none})"
for line in "${skipped[@]}"; do say "Skipped $line"; done
if [ ${#failed[@]} -gt 0 ]; then die "Failed: ${failed[*]}"; fi
