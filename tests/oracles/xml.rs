//! Error bodies: any well-formed document gives the leaves that an XML library gives.

use proptest::prelude::*;
use quick_xml::events::Event;
use whosekey::text::{View, xml};

use super::values;

/// Text between tags, with the references and sections that XML allows.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z0-9 .,:/'\"=()é*-]{1,12}",
        1 => prop::sample::select(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x41;", "&#x200B;"].map(String::from).to_vec()),
        1 => "<!\\[CDATA\\[[A-Za-z0-9<>& ]{0,8}\\]\\]>",
        1 => "<!-- [A-Za-z0-9 ]{0,8} -->",
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

fn element() -> impl Strategy<Value = String> {
    let name = || "[A-Z][A-Za-z0-9]{0,8}";
    let attribute = prop_oneof![3 => Just(String::new()), 1 => "( xmlns=\"http://[a-z./]{1,10}\"| [a-z]{1,4}='[a-z>&;]{0}[a-z ]{0,4}')"];
    let gap = || "(\n|\r\n|\n  |)";
    let leaf = (name(), attribute, text(), gap())
        .prop_map(|(name, attribute, text, gap)| format!("<{name}{attribute}>{text}</{name}>{gap}"));
    let inside = leaf.prop_recursive(3, 12, 4, move |inner| {
        (name(), gap(), prop::collection::vec(inner, 1..4), gap())
            .prop_map(|(name, before, inner, after)| format!("<{name}>{before}{}</{name}>{after}", inner.concat()))
    });
    inside.prop_map(|inside| format!("<Response>{inside}</Response>"))
}

/// The elements that hold text and nothing else, with their text.
fn theirs(document: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(document);
    let mut open: Vec<(String, String, bool)> = Vec::new();
    let mut leaves = Vec::new();
    loop {
        let push = |open: &mut Vec<(String, String, bool)>, text: &str| {
            if let Some(last) = open.last_mut() {
                last.1.push_str(text);
            }
        };
        match reader.read_event().unwrap() {
            Event::Eof => return leaves,
            Event::Start(tag) => {
                if let Some(last) = open.last_mut() {
                    last.2 = true;
                }
                open.push((tag.name().as_ref().to_string(), String::new(), false));
            }
            Event::Text(part) => push(&mut open, &part),
            Event::CData(part) => push(&mut open, &part),
            Event::GeneralRef(part) => {
                let resolved = part.resolve_char_ref().unwrap().map(String::from);
                let named = || quick_xml::escape::resolve_predefined_entity(&part).unwrap().to_owned();
                push(&mut open, &resolved.unwrap_or_else(named));
            }
            Event::End(_) => {
                let (name, text, parent) = open.pop().unwrap();
                if !parent {
                    leaves.push((name, text));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn documents_are_what_a_library_makes_of_them() {
    let mut wrong = Vec::new();
    let documents = values(&element(), 3000);
    for document in documents.iter().map(|document| document.trim_end()) {
        let view = View::at(document, 0);
        let ours: Vec<(String, String)> = xml::element(&view, 0, document.len())
            .map(|element| element.leaves.iter().map(|leaf| (leaf.name.clone(), leaf.text.text().to_owned())).collect())
            .unwrap_or_default();
        let theirs: Vec<(String, String)> = theirs(document)
            .into_iter()
            .map(|(name, text)| (name, text.trim().to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let ours: Vec<(String, String)> = ours
            .into_iter()
            .map(|(name, text)| (name, text.trim().to_owned()))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        if ours != theirs {
            wrong.push(format!("{document}\n  library: {theirs:?}\n  ours:    {ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), documents.len(), wrong[..wrong.len().min(8)].join("\n"));
}
