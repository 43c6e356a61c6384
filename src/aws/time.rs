//! The few ways in which AWS, its clients and its servers write a moment, read without a calendar library.
//!
//! A moment is a number of seconds since 1970-01-01 UTC. Logs that do not say their time zone give a local time.

use std::fmt;

/// A moment that some text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Seconds since 1970-01-01: in UTC, or in an unknown zone where [`Moment::local`] says so.
    pub seconds: i64,
    /// The text does not say which time zone.
    pub local: bool,
}

/// Reads one moment, which must be all that `text` holds besides white space and quotes:
///
/// - `2026-11-21T22:14:45Z`, with a fraction or an offset, `2026-11-21 22:14:45,835` (RFC 3339, logs of Python)
/// - `20261121T221445Z` (Signature Version 4)
/// - `Sat, 21 Nov 2026 22:14:45 GMT`, also with an offset, without a weekday, or hyphenated (HTTP)
/// - `Sat Nov 21 22:14:45 UTC 2026`, `Sat 21 Nov 2026 10:14:45 PM UTC` (`date`)
/// - `1795299285`, with a fraction (`date +%s`)
pub fn parse(text: &str) -> Option<Moment> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if text.len() > 64 {
        return None;
    }
    epoch(text).or_else(|| basic(text)).or_else(|| iso(text)).or_else(|| words(text))
}

fn epoch(text: &str) -> Option<Moment> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let seconds = number(whole, 10)?;
    (all_digits(fraction) && seconds > 0).then_some(Moment { seconds, local: false })
}

/// `20261121T221445Z`
fn basic(text: &str) -> Option<Moment> {
    let (date, time) = text.split_once('T')?;
    let (year, month, day) = (date.get(..4)?, date.get(4..6)?, date.get(6..)?);
    let (time, local) = time.strip_suffix('Z').map_or((time, true), |time| (time, false));
    let (hour, minute, second) = (time.get(..2)?, time.get(2..4)?, time.get(4..)?);
    let days = days(number(year, 4)?, number(month, 2)?, number(day, 2)?)?;
    let clock = clock(number(hour, 2)?, number(minute, 2)?, number(second, 2)?)?;
    Some(Moment { seconds: days * DAY + clock, local })
}

/// `2026-11-21T22:14:45Z` and its kin.
fn iso(text: &str) -> Option<Moment> {
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..10)?);
    let separators = (text.get(4..5)?, text.get(7..8)?);
    if !matches!(separators, ("-", "-") | ("/", "/")) {
        return None;
    }
    let days = days(number(year, 4)?, number(month, 2)?, number(day, 2)?)?;
    let rest = text.get(10..)?.strip_prefix(['T', 't', ' ', '_'])?;
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ',')).unwrap_or(rest.len());
    let (time, zone) = rest.split_at_checked(end)?;
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    if !all_digits(fraction) {
        return None;
    }
    let zone = if zone.trim().is_empty() { None } else { Some(offset(zone)?) };
    Some(Moment { seconds: days * DAY + hms(time)? - zone.unwrap_or(0), local: zone.is_none() })
}

/// Dates with the month's name, in whatever order their words stand.
fn words(text: &str) -> Option<Moment> {
    let (mut year, mut month, mut day, mut time) = (None, None, None, None);
    let (mut zone, mut half) = (None, None);
    let parts = text.split([' ', ',']).flat_map(|part| {
        let dashed = part.starts_with(|c: char| c.is_ascii_digit()) && part.matches('-').count() == 2;
        if dashed { part.split('-').collect::<Vec<_>>() } else { vec![part] }
    });
    for part in parts.filter(|part| !part.is_empty()) {
        if let Some(index) = MONTHS.iter().position(|name| starts_with(part, name)) {
            month = i64::try_from(index + 1).ok();
        } else if WEEKDAYS.iter().any(|name| starts_with(part, name)) {
        } else if part.contains(':') && !part.starts_with(['+', '-']) {
            time = Some(hms(part.split_once('.').map_or(part, |(time, _)| time))?);
        } else if part.eq_ignore_ascii_case("am") || part.eq_ignore_ascii_case("pm") {
            half = Some(part.eq_ignore_ascii_case("pm"));
        } else if let Some(value) = number(part, 4) {
            year = Some(value);
        } else if let Some(value) = number(part, 2).or_else(|| number(part, 1)) {
            // RFC 850 writes the year with two digits, and after the day.
            if day.is_none() { day = Some(value) } else { year = Some(2000 + value) }
        } else {
            zone = Some(offset(part)?);
        }
    }
    let mut clock = time?;
    match half {
        Some(true) if clock < 12 * HOUR => clock += 12 * HOUR,
        Some(false) if clock >= 12 * HOUR => clock -= 12 * HOUR,
        _ => {}
    }
    let seconds = days(year?, month?, day?)? * DAY + clock - zone.unwrap_or(0);
    Some(Moment { seconds, local: zone.is_none() })
}

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn starts_with(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text.bytes().all(|b| b.is_ascii_alphabetic())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number of exactly `length` digits.
fn number(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && all_digits(text)).then(|| text.parse().ok()).flatten()
}

/// Seconds east of UTC: `Z`, `UTC`, `GMT`, `+05:30`, `-0800`.
fn offset(text: &str) -> Option<i64> {
    let text = text.trim();
    if ["z", "utc", "gmt", "+00"].iter().any(|name| text.eq_ignore_ascii_case(name)) {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
    Some(sign * (number(hours, 2)? * HOUR + minutes * 60))
}

/// Seconds of `22:14:45` since midnight; hours may have one digit, seconds may be missing.
fn hms(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour = parts.next()?;
    let hour = number(hour, 2).or_else(|| number(hour, 1))?;
    let minute = number(parts.next()?, 2)?;
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    parts.next().is_none().then(|| clock(hour, minute, second)).flatten()
}

fn clock(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * HOUR + minute * 60 + second)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms").
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

impl fmt::Display for Moment {
    /// `2026-11-21 22:14:45 UTC`, without the zone where it is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, clock) = (self.seconds.div_euclid(DAY) + 719_468, self.seconds.rem_euclid(DAY));
        let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        let (hour, minute, second) = (clock / HOUR, clock % HOUR / 60, clock % 60);
        let zone = if self.local { "" } else { " UTC" };
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{zone}")
    }
}

/// A span of time in words: `4 days`, `3 hours`, `12 minutes`, `40 seconds`; rounded down to its largest unit.
pub fn span(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let (size, name) = units.into_iter().find(|(size, _)| seconds >= *size).unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_lead_to_the_same_moment() {
        for text in [
            "2026-11-21T22:14:45Z",
            "2026-11-21T22:14:45.123456Z",
            "2026-11-22T03:44:45+05:30",
            "2026-11-21 14:14:45 -0800",
            "20261121T221445Z",
            "Sat, 21 Nov 2026 22:14:45 GMT",
            "Sat, 21 Nov 2026 22:14:45 +0000",
            "21 Nov 2026 22:14:45 GMT",
            "Saturday, 21-Nov-26 22:14:45 GMT",
            "Sat Nov 21 22:14:45 UTC 2026",
            "Sat 21 Nov 2026 10:14:45 PM UTC",
            "1795299285",
            "1795299285.5",
            " \"2026-11-21T22:14:45Z\" ",
        ] {
            assert_eq!(parse(text), Some(Moment { seconds: 1_795_299_285, local: false }), "{text}");
        }
        for text in
            ["2026-11-21 22:14:45,835", "2026-11-21T22:14:45", "Sat Nov 21 22:14:45 2026", "2026/11/21 22:14:45"]
        {
            assert_eq!(parse(text), Some(Moment { seconds: 1_795_299_285, local: true }), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "now",
            "2026-13-01T00:00:00Z",
            "2026-11-21",
            "20261121T2214Z",
            "22:14:45",
            "12345",
            "Sat Nov 21",
            "é-é-é",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_written_as_they_are_read() {
        for text in
            ["1970-01-01 00:00:00 UTC", "2000-02-29 23:59:59 UTC", "2026-11-21 22:14:45", "2100-03-01 00:00:00 UTC"]
        {
            assert_eq!(parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn spans_are_put_in_words() {
        assert_eq!([span(0), span(61), span(-7_200), span(400_000)], ["0 seconds", "1 minute", "2 hours", "4 days"]);
    }
}
