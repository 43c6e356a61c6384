# WhoseKey. `make help` lists what there is. Every target does its own set-up first.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT ?= 8080
SETUP := scripts/setup.sh
# Whatever the page is made of; a page newer than all of it is not built again.
SOURCES := $(shell find src static examples/guide -type f) index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml \
	package-lock.json scripts/versions.env scripts/lib.sh scripts/build.sh scripts/bundle-css.mjs \
	scripts/finish.mjs scripts/pack.mjs $(shell git rev-parse --git-path logs/HEAD 2>/dev/null)

.PHONY: help serve build bench single screens test test-more release clean setup-build setup-test

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: build ## set up, build the page and serve it at http://127.0.0.1:8080 (another port: PORT=8090)
	@node scripts/serve.mjs dist $(PORT)

build: setup-build ## set up and build the page into dist/
	@$(MAKE) --no-print-directory dist/index.html

dist/index.html: $(SOURCES)
	@scripts/build.sh

single: setup-build ## build dist/whosekey.html: page and guide in one file, which runs without a server or network
	@$(MAKE) --no-print-directory dist/whosekey.html

dist/whosekey.html: dist/index.html scripts/single.mjs
	@node scripts/single.mjs dist

test: setup-test ## set up and check everything: format, lints, native, wasm and browser tests, size
	@$(MAKE) --no-print-directory dist/whosekey.html
	@scripts/test.sh

test-more: setup-test ## check what needs more: nginx, Firefox, fuzzing, audits; says what it skips
	@$(MAKE) --no-print-directory dist/whosekey.html
	@scripts/test-more.sh

bench: setup-test ## measure speed and weight, write docs/performance.md (needs ripgrep and ten quiet minutes)
	@$(MAKE) --no-print-directory dist/index.html
	@scripts/bench.sh

screens: setup-test ## take the pictures of the page in docs/screens/
	@$(MAKE) --no-print-directory dist/index.html
	@node scripts/screens.mjs dist docs/screens

release: single ## pack release/: zip, single file, bill of materials, checksums
	@scripts/release.sh

clean: ## remove what was built; keeps the tools in .tools/ and node_modules/
	@rm -rf dist target release test-results

setup-build:
	@$(SETUP) build

setup-test:
	@$(SETUP) test
