//! `od`, `hexdump`, `xxd` and `Format-Hex`: the bytes of a value, which show what no terminal shows.

use std::ops::Range;

use super::{Answer, Bytes, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::{key, names, names::Role};
use crate::text::hexdump::{self, Dump};
use crate::text::margin::Margin;
use crate::text::{View, Words, characters, codes, command};

/// The format. Beside offsets of nothing: the bytes of `AKIA` and `ASIA` in the ways in which dumps without offsets
/// write them.
pub const FORMAT: Format = Format {
    kind: Kind::ByteDump,
    literals: &[
        "0000000",
        "000000 ",
        "41 4b 49 41",
        "41 53 49 41",
        "414b4941",
        "414B4941",
        "41 4B 49 41",
        "65, 75, 73",
        "65 75 73",
        "65,75,73",
        "65.75.73",
        "65\n75\n73",
        "65\r\n75\r\n73",
        "65, 83, 73",
        "65 83 73",
        "65,83,73",
        "65\n83\n73",
        "65\r\n83\r\n73",
        "0041",
        "0x41",
        "41534941",
        "A   K   I   A",
        "A   S   I   A",
        "4b41 4149",
        "5341 4149",
        "| od",
        "| xxd",
        "| hexdump",
        "| wc -c",
        "{#AWS_ACCESS_KEY_ID}",
        "AWS_ACCESS_KEY_ID.Length",
        "AWS_ACCESS_KEY_ID.length",
        "length $AWS_ACCESS_KEY_ID",
        "AWS_ACCESS_KEY_ID\"].length",
        "AWS_ACCESS_KEY_ID'].length",
        "AWS_ACCESS_KEY_ID'])",
        "AWS_ACCESS_KEY_ID\"])",
    ],
    read,
};

/// A dump line begins so near to the beginning of its line.
const NEAR: usize = 64;
/// A line longer than this is no line of a dump.
const REACH: usize = 512;
/// A longer dump is no dump of one value.
const LONGEST: usize = 4096;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let first = view.get(place.at..place.at + 1);
    if let Some(reading) = (!first.starts_with(|c: char| c.is_ascii_digit())).then(|| counted(view, &line)).flatten() {
        return Answer::Yes(reading);
    }
    // An offset begins with its zeros: those of a time stamp or of an id are none, and looking costs.
    if first == "0" && view.get(line.start..place.at).ends_with(|c: char| c.is_alphanumeric() || c == '.') {
        return Answer::No;
    }
    let asked = first == "|";
    let found = if asked { below(place, &line) } else { begin(place, &line) };
    let from = if asked { view.next_line(&line).map_or(place.at, |below| below.start) } else { place.at };
    let listed = || codes::around(view, from, place.floor, |four| matches!(four, "AKIA" | "ASIA"));
    // Numbers of two bytes each are characters, if they can be.
    let wide = |dump: &Dump| dump.bytes.iter().any(|(byte, _)| *byte == 0);
    let sure = found.as_ref().is_some_and(|(_, dump)| is_sure(view, dump) && !wide(dump));
    let listed = if sure { None } else { listed().map(|dump| (dump.range.start, dump)) };
    let Some((start, dump)) = listed.or(found) else { return Answer::No };
    let mut text = hexdump::text(view, &dump);
    let range = start.min(place.at)..dump.range.end.max(place.at + 1);
    let mut reading = Reading { range, ..Reading::default() };
    let above = if asked { Some(line) } else { command::line_above(view, line.start) }.unwrap_or(start..start);
    let told = view.get(above.clone());
    let variable = variable(told).map(|name| view.slice(above.start + name.start..above.start + name.end));
    let role = variable.as_ref().and_then(|name| names::variable(name.text()));
    let newline_may_be_echo = !command::prints_exactly(told);
    // What prints one value ends the line.
    let ended = variable.is_some() || told.holds("configure get") || told.holds("grep ");
    if newline_may_be_echo && text.text().ends_with('\n') && ended {
        text = text.slice(0..text.text().len() - 1);
    }
    let held = text.text();
    if role != Some(Role::AccessKeyId) && is_secret(held, told) {
        reading.facts.push(Fact::Secret(view.span(dump.range.clone())));
    } else if variable.is_none() && held.lines().any(is_assignment) {
        reading.nested.push(text);
    } else if let Some(name) = variable.filter(|_| !is_key(held)) {
        let span = view.span(dump.range.clone());
        let given = Given::found(text);
        reading.facts.push(Fact::Setting(Box::new(Setting {
            name,
            role,
            scope: Scope::Environment,
            value: given,
            span,
        })));
    } else if dump.bytes.len() <= LONGEST {
        reading.facts.push(Fact::Bytes(Bytes { text, length: dump.length, newline_may_be_echo }));
    }
    Answer::Yes(reading)
}

/// How long the key ID is by the number below `line`, which asks for it.
fn counted(view: &View<'_>, line: &Range<usize>) -> Option<Reading> {
    let told = view.get(line.clone());
    let pipe = told.holds("| wc -c");
    // Of two commands the number may be the other's.
    (!told.contains(';')
        && told.holds("AWS_ACCESS_KEY_ID")
        && (pipe || told.holds("ength") || told.holds("{#") || told.holds("len(")))
    .then_some(())?;
    let below = view.next_line(line)?;
    let length = view.get(below.clone()).trim_start_matches(['=', '>', ' ']).trim_end().parse().ok()?;
    let text = View::empty(view.source(below.start));
    let newline_may_be_echo = pipe && !command::prints_exactly(told);
    let facts = vec![Fact::Bytes(Bytes { text, length: Some(length), newline_may_be_echo })];
    Some(Reading { range: line.start..below.end, facts, nested: Vec::new() })
}

/// The dump below `line`, a command that ends in a program that prints one.
fn below(place: &Place<'_>, line: &Range<usize>) -> Option<(usize, Dump)> {
    let view = place.view;
    // What the literal is part of: `| od -An -c`, and nothing after it.
    let stage = view.get(place.at..line.end);
    let options = stage.split_whitespace().skip(2).all(|word| word.starts_with('-') || word.len() < 4);
    (options && !stage.get(1..)?.contains('|')).then_some(())?;
    let whole = view.next_line(line)?;
    // The command may have a prompt, the dump only what a log or a mail put before both.
    let text = view.get(whole.clone());
    let lead = text.find(|c: char| c.is_ascii_digit()).map_or(0, |digit| {
        let lead = text.get(..digit).unwrap_or_default();
        if lead.trim().is_empty() { 0 } else { lead.trim_end().len() + 1 }
    });
    let indent = text.len() - text.trim_start().len();
    let blank = text.len() - text.trim_start_matches([' ', '>', '|']).len();
    let quoted = text.get(..blank).and_then(|lead| lead.rfind(['>', '|'])).map_or(0, |mark| mark + 2);
    let starts = [quoted, 0, indent, lead].into_iter().map(|at| whole.start + at);
    starts.filter(|&start| start <= whole.end).find_map(|start| {
        let margin = Margin::before(view, start);
        let mut last = whole.clone();
        let dump = hexdump::read(view, &(start..whole.end), &mut || {
            last = view.next_line(&last)?;
            margin.strip(view, &last)
        })?;
        Some((place.at, dump))
    })
}

/// The name of the variable whose value the command `told` prints.
fn variable(told: &str) -> Option<Range<usize>> {
    let is_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    ["$", "${", "printenv ", "$env:", "%", ".data."].iter().find_map(|lead| {
        told.places(lead).find_map(|at| {
            let start = at + lead.len();
            let rest = told.get(start..)?;
            let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            names::variable(rest.get(..length)?).map(|_| start..start + length)
        })
    })
}

/// Whether `line` gives a variable or a setting of AWS a value.
fn is_assignment(line: &str) -> bool {
    line.split_once(['=', ':']).is_some_and(|(name, _)| {
        let name = name.past("export ").trim();
        names::variable(name).or_else(|| names::role(name)).is_some()
    })
}

/// Whether `held` is a key ID, whatever else is in it.
fn is_key(held: &str) -> bool {
    let visible: String = held.chars().filter(|c| !characters::is_hidden(*c) && *c != '"' && *c != '\'').collect();
    let looks = |c: char| match characters::oddity(c) {
        Some(characters::Oddity::Lookalike(like)) => like,
        _ => c,
    };
    let folded: String = visible.chars().map(looks).collect();
    folded.len() >= 4 && key::prefix(&folded.to_ascii_uppercase()).is_some()
}

/// The dump whose first line holds the place, and where that line's dump begins.
fn begin(place: &Place<'_>, line: &Range<usize>) -> Option<(usize, Dump)> {
    let view = place.view;
    let lead = view.get(line.start..place.at);
    let near = lead.len() <= NEAR || view.get(line.clone()).trim_start().starts_with(|c: char| c.is_ascii_hexdigit());
    near.then_some(())?;
    let starts = std::iter::once(0).chain(
        lead.char_indices().filter(|(_, c)| matches!(c, ' ' | '\t' | '>' | '|')).map(|(at, c)| at + c.len_utf8()),
    );
    let starts = starts.take_while(|&at| at <= NEAR).map(|at| line.start + at);
    starts.filter(|&start| start >= place.floor).find_map(|start| {
        let margin = Margin::before(view, start);
        let mut last = line.clone();
        let dump = hexdump::read(view, &(start..line.end), &mut || {
            last = view.next_line(&last)?;
            margin.strip(view, &last)
        })?;
        (dump.range.end > place.at && is_sure(view, &dump)).then_some((start, dump))
    })
}

/// Whether what was read is a dump beyond doubt: it has its length, or characters beside its digits, or a key in it.
fn is_sure(view: &View<'_>, dump: &Dump) -> bool {
    let bytes: String = dump.bytes.iter().map(|&(byte, _)| char::from(byte)).collect();
    let visible: String = bytes.chars().filter(char::is_ascii_alphanumeric).take(key::LENGTH).collect();
    let first = view.get(view.rest_near(dump.range.start, REACH));
    dump.length == Some(dump.bytes.len())
        || key::prefix(&visible.to_ascii_uppercase()).is_some()
        || bytes.lines().any(is_assignment)
        || first.contains(':')
        || first.ends_with(['|', '<'])
}

/// Whether the dump shows a secret: by its look, or because its command says so.
fn is_secret(held: &str, told: &str) -> bool {
    let named = ["SECRET", "TOKEN", "PASSWORD"].iter().any(|word| told.to_ascii_uppercase().holds(word));
    let core = held.trim_matches(|c| characters::is_hidden(c) || matches!(c, '"' | '\''));
    let base64 = core.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    let mixed = core.bytes().any(|b| b.is_ascii_lowercase()) && core.bytes().any(|b| b.is_ascii_uppercase());
    let key = key::prefix(core).is_some() && core.len() < 32;
    !key && (named || core.len() >= 30 && base64 && mixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Option<(String, Option<usize>, bool)> {
        FORMAT.first(text)?.facts.into_iter().find_map(|fact| match fact {
            Fact::Bytes(bytes) => Some((bytes.text.text().to_owned(), bytes.length, bytes.newline_may_be_echo)),
            _ => None,
        })
    }

    const DUMP: &str = "0000000   A   K   I   A  \\n\n0000005\n";

    #[test]
    fn lengths_are_read_below_what_asks_for_them() {
        for (text, echo) in [
            ("$ echo -n $AWS_ACCESS_KEY_ID | wc -c\n21\n", false),
            ("$ printenv AWS_ACCESS_KEY_ID | wc -c\n      21\n", true),
            ("$ echo ${#AWS_ACCESS_KEY_ID}\n21\n", false),
            ("PS C:\\> $env:AWS_ACCESS_KEY_ID.Length\n21\n", false),
            (">>> len(os.environ['AWS_ACCESS_KEY_ID'])\n21\n", false),
            ("irb> ENV['AWS_ACCESS_KEY_ID'].length\n=> 21\n", false),
        ] {
            assert_eq!(bytes(text), Some((String::new(), Some(21), echo)), "{text}");
        }
        for text in ["$ ls | wc -l\n21\n", "x = boto3.client(os.environ['AWS_ACCESS_KEY_ID'])\n21\n"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }

    #[test]
    fn lists_of_numbers_are_dumps() {
        let key = "AKIASP2TPHJSQH3FRU7X\r";
        let list = |sep: &str, show: fn(u8) -> String| key.bytes().map(show).collect::<Vec<_>>().join(sep);
        for text in [
            format!("PS C:\\> $env:AWS_ACCESS_KEY_ID.Length; …\n21\n{}\n", list("\n", |b| format!("{b:04X}"))),
            format!("PS C:\\> [int[]][char[]]$env:AWS_ACCESS_KEY_ID\n{}\n", list("\n", |b| b.to_string())),
            format!(">>> [ord(c) for c in key]\n[{}]\n", list(", ", |b| b.to_string())),
            format!("<Buffer {}>\n", list(" ", |b| format!("{b:02x}"))),
            format!("$ printf %s $K | od -An -tu1\n  {}\n", list("  ", |b| b.to_string())),
            format!("'{}'\n", list("", |b| format!("{b:02X}"))),
        ] {
            assert_eq!(bytes(&text).map(|(held, ..)| held).as_deref(), Some(key), "{text}");
        }
        assert_eq!(bytes("sizes 65, 75, 73, 66\n"), None);
    }

    #[test]
    fn the_command_tells_whose_newline_it_is() {
        for (command, exact) in [
            ("", false),
            ("$ echo -n \"$AWS_ACCESS_KEY_ID\" | od -c\n", true),
            ("echo \"$AWS_ACCESS_KEY_ID\" | od -c\n", false),
            ("$ printf %s \"$AWS_ACCESS_KEY_ID\" | od -c\n", true),
            ("$ printf '%s\\n' \"$AWS_ACCESS_KEY_ID\" | od -c\n", false),
            ("$ printenv AWS_ACCESS_KEY_ID | od -c\n", false),
            ("$ kubectl get secret aws -o jsonpath={.data.id} | base64 -d | od -c\n", true),
        ] {
            let text = format!("{command}{DUMP}");
            let newline = if exact || command.is_empty() { "\n" } else { "" };
            assert_eq!(bytes(&text), Some((format!("AKIA{newline}"), Some(5), !exact)), "{command}");
        }
    }

    #[test]
    fn prefixes_do_not_matter() {
        for prefix in ["> ", "| ", "    ", "2026-11-21T10:00:00Z "] {
            let text = format!("{prefix}{}", DUMP.trim_end().replace('\n', &format!("\n{prefix}")));
            assert_eq!(bytes(&text).map(|found| found.0), Some("AKIA\n".into()), "{prefix}");
        }
    }

    #[test]
    fn dumps_without_offsets_are_known_by_the_key() {
        for (text, value) in [
            ("41 4b 49 41 53 50 32 0d\n", "AKIASP2\r"),
            ("414b49415350325450484a5351483346525537580a\n", "AKIASP2TPHJSQH3FRU7X\n"),
            (" 20 41 4b 49 41 53                                > AKIAS<\n", " AKIAS"),
        ] {
            assert_eq!(bytes(text).map(|found| found.0).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn rows_stand_below_prompts_of_any_kind() {
        for (text, value) in [
            ("> $ printf %s $AWS_ACCESS_KEY_ID | od -An -c\n>    A   K   I   A   2  \\r\n", "AKIA2\r"),
            (
                "    └─$ printenv AWS_ACCESS_KEY_ID | od -A x -t x1z\n    000000 22 41 4b 49 41 22 0a  >\"AKIA\".<\n    000007\n",
                "\"AKIA\"",
            ),
            (
                "> $ printf %s $AWS_ACCESS_KEY_ID | od -t c -t x1\n> 0000000   A   K   I   A  \\r\n>          41  4b  49  41  0d\n> 0000005\n",
                "AKIA\r",
            ),
        ] {
            assert_eq!(bytes(text).map(|found| found.0).as_deref(), Some(value), "{text}");
        }
        let text = "$ env | od -An -tx1\n 41 57 53 5f 52 45 47 49 4f 4e 3d 78 0a 41 57 53\n 5f 50 52 4f 46 49 4c 45 3d 79 0a\n";
        let reading = FORMAT.first(text).unwrap();
        assert_eq!(reading.nested.first().map(View::text), Some("AWS_REGION=x\nAWS_PROFILE=y\n"));
    }

    #[test]
    fn secrets_are_hidden_and_whole_environments_read_again() {
        let hex = |text: &str| text.bytes().map(|b| format!(" {b:02x}")).collect::<Vec<_>>();
        let lines: Vec<String> = hex("kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ")
            .chunks(16)
            .enumerate()
            .map(|(line, cells)| format!("{:08x} {}\n", line * 16, cells.concat()))
            .collect();
        let text = format!("{}00000028\n", lines.concat());
        let reading = FORMAT.first(&text).unwrap();
        assert!(matches!(reading.facts.as_slice(), [Fact::Secret(span)] if span.end == text.len() - 1), "{reading:?}");
        let text = "00000000: 4157 535f 5052 4f46 494c 453d 780a       AWS_PROFILE=x.\n";
        let reading = FORMAT.first(text).unwrap();
        assert_eq!(reading.nested.first().map(View::text), Some("AWS_PROFILE=x\n"));
    }

    #[test]
    fn the_command_names_the_variable() {
        let text = "$ echo -n \"$AWS_ACCESS_KEY_ID\" | od -An -c\n   $   {   X   }\n";
        let reading = FORMAT.first(text).unwrap();
        let Some(Fact::Setting(setting)) = reading.facts.first() else { panic!("{reading:?}") };
        let value = setting.value.text().map(View::text);
        assert_eq!((setting.name.text(), value), ("AWS_ACCESS_KEY_ID", Some("${X}")));
        let text = "$ echo \"$AWS_ACCESS_KEY_ID\" | xxd -p\n616b6961737032747068\n0a\n";
        assert_eq!(bytes(text).map(|found| found.0).as_deref(), Some("akiasp2tph"));
    }

    #[test]
    fn numbers_of_other_kinds_are_no_dumps() {
        for text in [
            "2026-11-21T21:55:40.0000000Z started",
            "id 00000000-0000-0000-0000-000000000000",
            "0000000",
            "total: 0000000 bytes",
            "sha: 414b4941 is not whole",
        ] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }
}
