//! Each reader by itself, at every place where one of its literals stands: what it claims lies within the text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use whosekey::evidence::{ALL, Answer, Place, Reading};
use whosekey::text::View;
use whosekey::text::scan::Scanner;

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    Scanner::new(
        ALL.iter().zip(0..).flat_map(|(format, owner)| format.literals.iter().map(move |&literal| (literal, owner))),
    )
});

fuzz_target!(init: print_dictionary(), |text: &str| {
    let view = View::at(text, 0);
    let mut floor = 0;
    let hits = SCANNER.scan(text);
    for hit in &hits {
        let format = &ALL[usize::from(hit.owner)];
        if hit.at < floor {
            continue;
        }
        let place = Place { view: &view, at: hit.at, floor, name: "pasted", hits: &hits, format: hit.owner };
        match (format.read)(&place) {
            Answer::No => {}
            // A frame stands around what others claim inside it.
            Answer::Frame(Reading { range, .. }) => {
                assert!(text.get(range.clone()).is_some(), "{:?} frames {range:?} of {}", format.kind, text.len());
            }
            Answer::Maybe(reading) | Answer::Yes(reading) => {
                let range = reading.range;
                assert!(text.get(range.clone()).is_some(), "{:?} claims {range:?} of {}", format.kind, text.len());
                assert!(floor <= range.start && hit.at < range.end, "{:?} claims {range:?} at {}", format.kind, hit.at);
                // Some later places are read as though this one had been claimed, the others as though it had not.
                if range.end % 2 == 0 {
                    floor = range.end;
                }
            }
        }
    }
});

/// Asked by scripts/fuzz.sh, prints the literals that formats react to as libFuzzer reads a dictionary, and ends.
fn print_dictionary() {
    if std::env::var_os("WHOSEKEY_DICTIONARY").is_none() {
        return;
    }
    for literal in ALL.iter().flat_map(|format| format.literals) {
        let escaped: String = literal
            .bytes()
            .map(|byte| match byte {
                b'"' | b'\\' => format!("\\{}", char::from(byte)),
                b' '..=b'~' => char::from(byte).to_string(),
                _ => format!("\\x{byte:02X}"),
            })
            .collect();
        println!("\"{escaped}\"");
    }
    std::process::exit(0);
}
