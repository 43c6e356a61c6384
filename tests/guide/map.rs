//! The guide replaces four documents. `map.tsv` says of each statement of each, bullet by bullet, where it went: kept,
//! corrected, or dropped and why. Statements are named in words of our own; the documents are not copied.

use std::collections::BTreeSet;

use super::{html, text};

#[test]
fn every_statement_is_where_the_table_says() {
    let mut labels = BTreeSet::new();
    let mut missing = Vec::new();
    for row in include_str!("map.tsv").lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [document, statement, fate, page, phrase] = fields[..] else { panic!("five columns: {row}") };
        assert!(labels.insert((document, statement)), "twice: {row}");
        match fate {
            "kept" | "corrected" => {
                if !text(html(page)).contains(phrase) {
                    missing.push(format!("{document}, {statement}: {page} does not say {phrase:?}"));
                }
            }
            "dropped" => assert!(page == "-" && phrase.len() > 10, "a reason: {row}"),
            _ => panic!("kept, corrected or dropped: {row}"),
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn all_four_documents_are_covered() {
    for (document, statements) in [("0", 105), ("1", 57), ("2", 33), ("3", 101)] {
        let count = include_str!("map.tsv").lines().filter(|row| row.split('\t').next() == Some(document)).count();
        assert_eq!(count, statements, "statements of document {document}");
    }
}
