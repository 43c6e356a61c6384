//! What `date` prints on a line of its own, in the ways of Unix, of `date -R` and of PowerShell's `ToString('r')`: the
//! clock of the machine at hand.

use super::{Answer, Fact, Format, Kind, Place, Reading};
use crate::aws::time;

/// The format.
pub const FORMAT: Format = Format {
    kind: Kind::Clock,
    literals: &[
        "Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun ", "Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,",
    ],
    read,
};

/// Nothing longer is a date.
const LONGEST: usize = 64;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let line = view.line_near(place.at, LONGEST);
    let before = view.get(line.start..place.at);
    if line.start < place.floor || !before.chars().all(|c| matches!(c, ' ' | '\t' | '>' | '|' | '│' | '"')) {
        return Answer::No;
    }
    let body = view.get(place.at..line.end).trim_end_matches([' ', '\t', '\r', '"']);
    let range = place.at..place.at + body.len();
    if body.len() > LONGEST || time::parse(body).is_none() {
        return Answer::No;
    }
    let clock = view.slice(range.clone());
    Answer::Yes(Reading { range, facts: vec![Fact::Clock(clock)], nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;
    use crate::text::Source;

    fn clocks(text: &str) -> Vec<String> {
        let evidence = Evidence::read(&[Source::decode("test".into(), text.as_bytes())]);
        let facts = evidence.blocks.iter().filter(|block| block.kind == Kind::Clock).flat_map(|block| &block.facts);
        let clock = |fact: &Fact| match fact {
            Fact::Clock(clock) => Some(clock.text().to_owned()),
            _ => None,
        };
        facts.filter_map(clock).collect()
    }

    #[test]
    fn a_line_that_is_a_date_is_the_clock() {
        for line in [
            "Sat Nov 21 22:14:45 UTC 2026",
            "Sat 21 Nov 2026 10:14:45 PM UTC",
            "Sat, 21 Nov 2026 22:14:45 +0000",
            "Sat, 21 Nov 2026 22:14:45 GMT",
        ] {
            assert_eq!(clocks(&format!("$ date -u\n  {line}\r\n$ \n")), [line]);
        }
    }

    #[test]
    fn dates_in_other_lines_are_not() {
        for text in [
            "Date: Sat, 21 Nov 2026 22:14:45 GMT",
            "Sat Nov 21 22:14:45 UTC 2026 started",
            "Sat we went home",
            "[Sat Nov 21 22:14:45 2026] [error]",
            "Sat, ",
        ] {
            assert_eq!(clocks(text), [] as [String; 0], "{text}");
        }
    }
}
