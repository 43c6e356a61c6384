//! How lines of logs begin: a time stamp, a level.

/// Words for levels, as loggers write them.
const LEVELS: &[&str] = &["TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "WARN", "ERROR", "FATAL", "CRITICAL"];

/// Months as syslog writes them.
const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The most bytes before a time stamp.
const CARRIER: usize = 120;

/// What follows the time stamp at the beginning of `line`, with a date (`2026-11-21 21:55:38,835`,
/// `[2026/11/21T21:55:38.835Z]`) or without one (`21:55:38.835`); none where there is no stamp.
pub fn after_stamp(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(['[', '(', ' ', '"', '\u{feff}']);
    let rest = after_date(rest).unwrap_or(rest);
    let rest = after_digits(rest, 2)?.strip_prefix(':')?;
    let rest = after_digits(after_digits(rest, 2)?.strip_prefix(':')?, 2)?;
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = rest.strip_prefix('Z').or_else(|| after_offset(rest)).unwrap_or(rest);
    Some(rest.trim_start_matches([']', ')', '"']))
}

/// What follows the time stamp that syslog writes at the beginning of `line`, `Nov 21 21:55:38`, with or without the day
/// of the week before it.
pub fn after_syslog(line: &str) -> Option<&str> {
    let word = |text: &str| text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut rest = line.trim_start_matches('[');
    for _ in 0..2 {
        let (name, more) = rest.split_at_checked(3).filter(|_| word(rest) == 3)?;
        rest = more.trim_start();
        let digits = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
        if digits > 0 && MONTHS.contains(&name) {
            return after_stamp(rest.get(digits..)?.trim_start());
        }
    }
    None
}

/// Whether a time stamp stands near the beginning of `line`, behind what carries it: the name of a container
/// (`web-1  | `), a host and program (`Nov 21 21:55:38 host app[12]: `).
pub fn is_stamped(line: &str) -> bool {
    let near = line.bytes().take(CARRIER).enumerate();
    let words = near.filter(|(_, byte)| *byte == b' ').map(|(at, _)| at + 1);
    std::iter::once(0).chain(words).any(|at| line.get(at..).is_some_and(|word| after_stamp(word).is_some()))
}

fn after_date(text: &str) -> Option<&str> {
    let rest = after_digits(text, 4)?.strip_prefix(['-', '/'])?;
    let rest = after_digits(after_digits(rest, 2)?.strip_prefix(['-', '/'])?, 2)?;
    rest.strip_prefix(['T', ' ', '_'])
}

/// What follows `+02:00` or `-0330`.
fn after_offset(text: &str) -> Option<&str> {
    let rest = after_digits(text.strip_prefix(['+', '-'])?, 2)?;
    after_digits(rest.strip_prefix(':').unwrap_or(rest), 2)
}

fn after_digits(text: &str, count: usize) -> Option<&str> {
    let (digits, rest) = text.split_at_checked(count)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(rest)
}

/// What follows the level at the beginning of `text`, blanks and brackets before it left out.
pub fn after_level(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['[', '(', ' ']);
    LEVELS.iter().find_map(|level| {
        let rest = text.strip_prefix(level)?;
        (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(rest)
    })
}

/// Whether a level stands in `text` as a word of its own.
pub fn holds_level(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if byte.is_ascii_uppercase() && LEVELS.iter().any(|level| rest.get(..length) == Some(level.as_bytes())) {
            return true;
        }
        at += length.max(1);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_loggers_are_told() {
        for (line, rest) in [
            ("2026-11-21 21:55:38,835 - MainThread", Some(" - MainThread")),
            ("2026-11-21T21:55:41.011261Z DEBUG x", Some(" DEBUG x")),
            ("2018/01/22 13:58:23 Looking", Some(" Looking")),
            ("[2026-11-21T21:55:41Z] [0x1]", Some(" [0x1]")),
            ("2026-03-02T20:27:05.041+0530 [INFO]", Some(" [INFO]")),
            ("21:55:38.123 [main] DEBUG", Some(" [main] DEBUG")),
            ("10.0.0.1 - - x", None),
            ("2026", None),
        ] {
            assert_eq!(after_stamp(line), rest, "{line}");
        }
        assert_eq!(after_level("[DEBUG] x"), Some("] x"));
        assert!(after_level("DEBUGGER").is_none() && holds_level("a [main] WARN b") && !holds_level("INFORM"));
    }
}
