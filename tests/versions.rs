//! scripts/versions.env names every version; the files that tools insist on reading say the same.

use std::collections::BTreeMap;
use std::fs;

fn versions() -> BTreeMap<String, String> {
    read("scripts/versions.env")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(name, version)| (name.to_owned(), version.to_owned()))
        .collect()
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn every_file_names_the_same_versions() {
    let versions = versions();
    let major = |version: &str| version.split('.').next().unwrap().to_owned();
    for (name, file, holds) in [
        ("RUST", "rust-toolchain.toml", "channel = \"{}\""),
        ("WASM_BINDGEN", "Cargo.toml", "wasm-bindgen = \"={}\""),
        ("WASM_BINDGEN", "Cargo.lock", "name = \"wasm-bindgen\"\nversion = \"{}\""),
        ("WASM_BINDGEN", "Trunk.toml", "wasm_bindgen = \"{}\""),
        ("BINARYEN", "package.json", "\"binaryen\": \"{}\""),
        ("PLAYWRIGHT", "package.json", "\"@playwright/test\": \"{}\""),
        ("AXE_PLAYWRIGHT", "package.json", "\"@axe-core/playwright\": \"{}\""),
        ("NODE_MAJOR", "package.json", "\"node\": \">={}\""),
    ] {
        let wanted = holds.replace("{}", &versions[name]);
        assert!(read(file).contains(&wanted), "{file} lacks {wanted}, which scripts/versions.env asks for");
    }
    let wasm_opt = format!("wasm_opt = \"version_{}\"", major(&versions["BINARYEN"]));
    assert!(read("Trunk.toml").contains(&wasm_opt), "Trunk.toml lacks {wasm_opt}");
}
