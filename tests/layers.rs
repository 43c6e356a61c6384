//! The rules of the house, held by reading the source.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

/// The layers; each uses only those before it.
const LAYERS: [&str; 7] = ["text", "aws", "evidence", "rules", "report", "guide", "ui"];

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

/// Every source file: its path from `src` and its code, without comments and without its tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let code = ["#[cfg(test)]", "#[cfg(all(test"]
                .iter()
                .fold(text.as_str(), |code, mark| code.split(mark).next().unwrap_or_default());
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"), code.join("\n"))
        })
        .collect()
}

fn layer(path: &str) -> Option<usize> {
    let first = path.split('/').next()?.trim_end_matches(".rs");
    LAYERS.iter().position(|layer| *layer == first)
}

#[test]
fn a_layer_uses_only_those_before_it() {
    for (path, code) in sources() {
        let Some(own) = layer(&path) else { continue };
        for (rank, name) in LAYERS.iter().enumerate().skip(own + 1) {
            let uses = code.contains(&format!("crate::{name}::")) || code.contains(&format!("use crate::{{{name}"));
            assert!(!uses, "{path} uses {name}, which comes after it (layer {rank} after {own})");
        }
    }
}

#[test]
fn yew_stays_in_the_page_and_the_browser_in_one_file() {
    for (path, code) in sources() {
        let page = path.starts_with("ui/") || path == "main.rs";
        assert!(page || !code.contains("yew::"), "{path} names yew");
        for browser in ["web_sys", "js_sys", "gloo::", "wasm_bindgen::"] {
            assert!(path == "ui/browser.rs" || !code.contains(browser), "{path} names {browser}");
        }
    }
}

/// Formats, findings and diagnoses do not use one another.
#[test]
fn siblings_do_not_use_one_another() {
    for folder in ["rules/findings/", "rules/diagnoses/"] {
        let all = sources();
        let inside: Vec<&(String, String)> =
            all.iter().filter(|(path, _)| path.starts_with(folder) && !path.ends_with("mod.rs")).collect();
        let shared = ["weighing", "scopes"];
        for (path, code) in &inside {
            for (other, _) in inside.iter().filter(|(other, _)| other != path) {
                let name = other.trim_start_matches(folder).trim_end_matches(".rs");
                let used = code.contains(&format!("super::{name}::"))
                    || code.contains(&format!("{}{name}::", folder.replace('/', "::")));
                assert!(shared.contains(&name) || !used, "{path} uses {other}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_every_folder_what_may_live_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let is_tests = path.ends_with("tests.rs");
        assert!(is_tests || text.starts_with("//!"), "{} does not begin with what it is", path.display());
    }
}

/// A rule's file is named as its id, so that the guide's page, the test and the file are found by one name.
#[test]
fn a_rule_lives_in_the_file_of_its_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let findings = whosekey::rules::findings::ALL.iter().map(|rule| ("findings", rule.id));
    let diagnoses = whosekey::rules::diagnoses::ALL.iter().map(|rule| ("diagnoses", rule.id));
    for (folder, id) in findings.chain(diagnoses) {
        let file = root.join(folder).join(format!("{}.rs", id.replace('-', "_")));
        assert!(file.exists(), "{id} has no file {}", file.display());
    }
}

#[test]
fn the_readme_lists_the_formats_that_are_read() {
    let readme = fs::read_to_string("README.md").unwrap();
    let list = readme.split("## What it reads").nth(1).unwrap().split("\n## ").next().unwrap();
    let first_cells = list.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
    let mut listed: Vec<&str> =
        first_cells.flat_map(|cell| cell.split('`')).map(str::trim).filter(|id| !id.is_empty()).collect();
    let mut read: Vec<&str> = whosekey::evidence::ALL.iter().map(|format| format.kind.id()).collect();
    listed.sort_unstable();
    read.sort_unstable();
    read.dedup();
    assert_eq!(listed, read, "the README's table is the list of kinds");
}

/// Words are searched by `text::Words`: one place of the standard library's search, and the page holds all of it.
#[test]
fn words_are_searched_one_way() {
    let methods = [
        "find",
        "rfind",
        "contains",
        "split_once",
        "rsplit_once",
        "split",
        "replace",
        "match_indices",
        "trim_start_matches",
        "trim_end_matches",
    ];
    for (path, code) in sources().into_iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        for method in methods {
            let found = code.lines().find(|line| line.contains(&format!(".{method}(\"")));
            assert_eq!(found, None, "{path} has {method} where text::Words would do");
        }
    }
}
