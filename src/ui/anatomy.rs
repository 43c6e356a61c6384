//! A key ID as a picture: its cells, what each belongs to, and what is wrong with it.

use crate::aws::key::{self, Class};
use crate::report::Report;
use crate::rules::shape::{self, Defect, Shape};
use crate::text::{characters, mask};

/// What a cell belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The four letters that name the kind.
    Prefix,
    /// The nine characters that hold the account.
    Account,
    /// The rest.
    Rest,
    /// A character beyond the twentieth.
    Extra,
    /// A character that does not belong into a key ID.
    Fault,
    /// A character that should be there.
    Missing,
}

/// Neighbouring cells of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Their part.
    pub part: Part,
    /// What each shows: the character, or the name of one that nobody sees.
    pub cells: Vec<String>,
    /// What is wrong with them, if anything is.
    pub fault: Option<String>,
}

/// The longest value that is drawn cell by cell.
const LONGEST: usize = 64;

/// The cells of a value that holds a key ID, defects included. What is longer than any key written twice is cut, and so is
/// what may be a secret behind the key.
pub fn runs(raw: &str) -> Vec<Run> {
    let (defects, last) = match shape::of(raw) {
        Shape::Key(_, defects) => (defects, Part::Extra),
        // Unique IDs are longer.
        Shape::UniqueId(_) => (Vec::new(), Part::Rest),
        _ => (Vec::new(), Part::Extra),
    };
    let longest = if mask::may_hold_secret(raw) { key::LENGTH + 1 } else { LONGEST };
    let lower = defects.iter().any(|defect| matches!(defect, Defect::Lowercase(_)));
    let mut runs: Vec<Run> = Vec::new();
    let mut place = 0;
    for (at, c) in raw.char_indices().take(longest) {
        let defect = defects.iter().find(|defect| defect.offset() == at && defect.character().is_some());
        let (part, cell, fault) = match defect {
            Some(&Defect::Hidden(_, c)) => {
                (Part::Fault, characters::hidden_name(c).unwrap_or("?").to_owned(), characters::code_point(c))
            }
            Some(&Defect::Lookalike(_, c, like)) => {
                place += 1;
                (Part::Fault, c.to_string(), format!("{}, not {like}", characters::code_point(c)))
            }
            Some(&Defect::Quoted(_, c)) => (Part::Fault, c.to_string(), "quote".to_owned()),
            Some(&Defect::Illegal(_, c)) => {
                place += 1;
                (Part::Fault, c.to_string(), "never used".to_owned())
            }
            _ => {
                place += 1;
                let fault = if lower && c.is_ascii_lowercase() { "lower case" } else { "" };
                (part(place).unwrap_or(last), c.to_string(), fault.to_owned())
            }
        };
        push(&mut runs, part, cell, fault);
    }
    for place in place + 1..=key::LENGTH {
        let _ = place;
        push(&mut runs, Part::Missing, String::new(), String::new());
    }
    runs
}

/// What the character at `place`, from 1, belongs to; none beyond the length of a key ID.
fn part(place: usize) -> Option<Part> {
    let ends = [(key::PREFIX_LENGTH, Part::Prefix), (key::ACCOUNT_END, Part::Account), (key::LENGTH, Part::Rest)];
    ends.iter().find(|(end, _)| place <= *end).map(|&(_, part)| part)
}

fn push(runs: &mut Vec<Run>, part: Part, cell: String, fault: String) {
    let fault = (!fault.is_empty()).then_some(fault);
    match runs.last_mut() {
        Some(run) if run.part == part && run.fault == fault && part != Part::Fault => run.cells.push(cell),
        _ => runs.push(Run { part, cells: vec![cell], fault }),
    }
}

/// Whose the keys of a report are, in a sentence; none where they are of several accounts or tell of none.
pub fn owner(report: &Report) -> Option<String> {
    let keys = report.keys.len();
    if let ([only], 1) = (report.keys.told(), keys)
        && let Some((_, Class::NotAnAccessKey, what)) = key::prefix(&only.id)
    {
        return Some(format!("This is no access key but the {what}."));
    }
    let accounts = report.accounts.first(2);
    let [(Some(account), _)] = accounts.as_slice() else { return None };
    let belong = if keys == 1 { "The key belongs" } else { "The keys belong" };
    Some(format!("{belong} to account {}.", grouped(account)))
}

/// An account number in groups of four: `1714 3688 2533`.
pub fn grouped(account: &str) -> String {
    let mut out = String::with_capacity(account.len() + 2);
    for (at, c) in account.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(raw: &str) -> Vec<(Part, String)> {
        runs(raw).into_iter().map(|run| (run.part, run.cells.join("|"))).collect()
    }

    #[test]
    fn a_sound_key_has_three_parts() {
        let expected = [(Part::Prefix, "A|K|I|A"), (Part::Account, "S|P|2|T|P|H|J|S|Q"), (Part::Rest, "H|3|F|R|U|7|X")];
        let expected = expected.map(|(part, cells)| (part, cells.to_owned()));
        assert_eq!(drawn("AKIASP2TPHJSQH3FRU7X"), expected);
    }

    #[test]
    fn a_fault_stands_alone_under_its_name() {
        let hidden = drawn("AKIASP2TPHJSQH3FRU7X\u{a0}");
        assert_eq!(hidden.last().unwrap(), &(Part::Fault, "NBSP".to_owned()));
        let inside = drawn("AKIASP2TPH1SQH3FRU7X");
        assert!(inside.contains(&(Part::Fault, "1".to_owned())));
        assert_eq!(inside.iter().filter(|(part, _)| *part == Part::Account).count(), 2);
        assert_eq!(inside.last().unwrap(), &(Part::Rest, "H|3|F|R|U|7|X".to_owned()));
    }

    #[test]
    fn what_is_missing_or_too_much_is_drawn() {
        assert_eq!(drawn("AKIASP2TPHJSQH3").last().unwrap(), &(Part::Missing, "||||".to_owned()));
        assert_eq!(drawn("AKIASP2TPHJSQH3FRU7XAKIA").last().unwrap(), &(Part::Extra, "A|K|I|A".to_owned()));
        let beside = format!("AKIASP2TPHJSQH3FRU7X:{}", "kR7mPq2sT9".repeat(4));
        assert_eq!(drawn(&beside).last().unwrap(), &(Part::Fault, ":".to_owned()));
        assert_eq!(drawn("AIDASP2TPHJSUFRSTTZX4").last().unwrap(), &(Part::Rest, "F|R|S|T|T|Z|X|4".to_owned()));
    }

    #[test]
    fn the_owner_is_named_where_all_keys_agree() {
        let said = |text: &str| owner(&crate::analyze(text, &crate::Context::default()));
        for (text, expected) in [
            ("AKIASP2TPHJSQH3FRU7X", Some("The key belongs to account 1714 3688 2533.")),
            ("AKIASP2TPHJSQH3FRU7X AKIASP2TPHJSQH3FRU7Y", Some("The keys belong to account 1714 3688 2533.")),
            ("AKIASP2TPHJSQH3FRU7X AKIAQNZGKIQY56JQ7WML", None),
            ("AIDASP2TPHJSUFRSTTZX4", Some("This is no access key but the unique ID of an IAM user.")),
            ("AKIAIOSFODNN7EXAMPLE", None),
            ("", None),
        ] {
            assert_eq!(said(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_account_is_grouped() {
        assert_eq!(grouped("171436882533"), "1714 3688 2533");
    }
}
