//! What programs print, and what must be read from it: `tests/samples/KIND/PRODUCER-VARIANT.txt`, beside each a `.json`
//! that says what must come out. Dropping such a pair adds a test; a sample without its expectation fails.
//!
//! `UPDATE_SAMPLES=1 cargo test --test samples` writes the expectations anew, for review. Three of their fields are
//! written by hand and kept: `name` (of the file that the text is from), `context` (the flags of the reader's context)
//! and `secrets` (what no report may show).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

use serde_json::{Map, Value, json};
use whosekey::report::{Report, markdown};
use whosekey::{Analysis, Context};

/// A sample with its expectation.
struct Sample {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Empty for a new sample.
    expected: Map<String, Value>,
}

impl Sample {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What the text is called, which tells some files apart.
    fn name(&self) -> &str {
        self.expected.get("name").and_then(Value::as_str).unwrap_or("pasted")
    }

    fn secrets(&self) -> Vec<&str> {
        let listed = self.expected.get("secrets").and_then(Value::as_array);
        listed.into_iter().flatten().map(|secret| secret.as_str().unwrap()).collect()
    }

    fn context(&self) -> Context {
        let mut context = Context::default();
        for (flag, value) in self.expected.get("context").and_then(Value::as_object).into_iter().flatten() {
            context.set(flag, value.as_str().unwrap()).unwrap();
        }
        context
    }

    fn report(&self, chunks: &[&[u8]]) -> Report {
        let mut analysis = Analysis::new(&self.context());
        for chunk in chunks {
            analysis.feed(self.name(), chunk);
        }
        analysis.finish()
    }

    fn whole(&self) -> Report {
        self.report(&[&self.bytes])
    }
}

/// All samples, ascending by path.
fn samples() -> Vec<Sample> {
    static UPDATED: Once = Once::new();
    UPDATED.call_once(|| {
        if std::env::var_os("UPDATE_SAMPLES").is_some() {
            update();
        }
    });
    found()
}

/// Writes the expectations of all samples anew.
fn update() {
    for sample in found() {
        let mut expected = summary(&sample.whole(), 0);
        let secrets = json!(if sample.expected.is_empty() { likely_secrets(&sample.text()) } else { Vec::new() });
        for (field, default) in [("name", Value::Null), ("context", Value::Null), ("secrets", secrets)] {
            expected.insert(field.to_owned(), sample.expected.get(field).cloned().unwrap_or(default));
        }
        expected.retain(|field, value| !value.is_null() || field == "diagnosis");
        fs::write(sample.path.with_extension("json"), pretty(&expected)).unwrap();
    }
}

fn found() -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut paths: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .flat_map(|kind| fs::read_dir(kind.unwrap().path()).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "there are no samples");
    let read = |path: PathBuf| {
        let expected = fs::read_to_string(path.with_extension("json")).unwrap_or_else(|_| "{}".to_owned());
        let expected = serde_json::from_str(&expected).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Sample { bytes: fs::read(&path).unwrap(), path, expected }
    };
    paths.into_iter().map(read).collect()
}

/// Runs `check` on every sample and fails with all of its complaints at once.
fn each(check: impl Fn(&Sample) -> Result<(), String>) {
    let samples = samples();
    let complaints: Vec<String> = samples
        .iter()
        .filter_map(|sample| {
            let path = sample.path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&sample.path);
            check(sample).err().map(|complaint| format!("{}: {complaint}", path.display()))
        })
        .collect();
    let count = complaints.len();
    assert!(complaints.is_empty(), "{count} of {}:\n{}", samples.len(), complaints.join("\n"));
}

/// What a report says, as an expectation has it; `shift` lines are taken off all line numbers.
fn summary(report: &Report, shift: usize) -> Map<String, Value> {
    let mut kinds: Vec<&str> = Vec::new();
    for block in &report.evidence {
        if !kinds.contains(&block.kind.as_str()) {
            kinds.push(&block.kind);
        }
    }
    let keys = report.keys.iter().map(|key| json!({"masked": key.masked, "account_id": key.account_id}));
    let findings = report.findings.iter().map(|finding| {
        let mut row = json!({"id": finding.id, "line": finding.line - shift, "column": finding.column});
        if let Some(point) = &finding.code_point {
            row["code_point"] = json!(point);
        }
        row
    });
    let unread = report.unread.iter().map(|unread| unread.lines.map(|line| line - shift));
    let summary = json!({
        "kinds": kinds,
        "errors": report.errors.iter().map(|error| &error.code).collect::<Vec<_>>(),
        "keys": keys.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "unread": unread.collect::<Vec<_>>(),
        "diagnosis": report.diagnoses.first().map(|diagnosis| diagnosis.id),
    });
    summary.as_object().unwrap().clone()
}

/// The fields in which two summaries differ.
fn differences(got: &Map<String, Value>, want: &Map<String, Value>) -> Result<(), String> {
    let missing = Value::Null;
    let differ = got.iter().filter(|(field, value)| want.get(*field).unwrap_or(&missing) != *value);
    let all: Vec<String> = differ
        .map(|(field, value)| format!("\n  {field}: want {}\n    got {value}", want.get(field).unwrap_or(&missing)))
        .collect();
    if all.is_empty() { Ok(()) } else { Err(all.concat()) }
}

#[test]
fn every_sample_is_read_as_expected() {
    each(|sample| {
        if sample.expected.is_empty() {
            return Err("no expectation stands beside it".to_owned());
        }
        differences(&summary(&sample.whole(), 0), &sample.expected)
    });
}

/// One field a line, in the order in which they are easiest to review.
fn pretty(expected: &Map<String, Value>) -> String {
    let order = ["name", "context", "kinds", "errors", "keys", "findings", "unread", "diagnosis", "secrets"];
    let rows: Vec<String> = order
        .iter()
        .filter_map(|field| expected.get(*field).map(|value| (field, value)))
        .map(|(field, value)| match value.as_array() {
            Some(items) if items.iter().any(Value::is_object) => {
                let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
                format!("  \"{field}\": [\n{}\n  ]", items.join(",\n"))
            }
            _ => format!("  \"{field}\": {value}"),
        })
        .collect();
    format!("{{\n{}\n}}\n", rows.join(",\n"))
}

/// What may be a secret in a new sample, to be reviewed: long words in lines that speak of secrets or tokens.
fn likely_secrets(text: &str) -> Vec<String> {
    let is_secret = |word: &&str| {
        let has = |class: fn(&u8) -> bool| word.bytes().any(|b| class(&b));
        word.len() >= 16 && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
    };
    let lines = text.lines().filter(|line| {
        let line = line.to_lowercase();
        line.contains("secret") || line.contains("token") || line.contains("credentials\t")
    });
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && !"+/=".contains(c)));
    let mut found: Vec<String> = words
        .map(|word| word.rsplit_once('=').filter(|(_, v)| v.len() > 2).map_or(word, |(_, v)| v))
        .filter(is_secret)
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_expectation_has_its_sample() {
    samples();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    for kind in fs::read_dir(root).unwrap() {
        for entry in fs::read_dir(kind.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            assert!(path.with_extension("txt").exists() && path.with_extension("json").exists(), "{}", path.display());
        }
    }
}

#[test]
fn no_secret_is_shown() {
    each(|sample| {
        let report = sample.whole();
        let shown = serde_json::to_string(&report).unwrap() + &markdown(&report);
        match sample.secrets().into_iter().find(|secret| shown.contains(secret)) {
            Some(secret) => Err(format!("the report shows {secret}")),
            None => Ok(()),
        }
    });
}

/// The text of lines `lines` of a report's source, line ends included.
fn lines_of(report: &Report, source: usize, lines: [usize; 2]) -> Result<String, String> {
    let text: Vec<&str> = report.sources[source].text().split_inclusive('\n').collect();
    let [first, last] = lines;
    if first == 0 || last < first || last > text.len().max(1) {
        return Err(format!("lines {lines:?} of {}", text.len()));
    }
    Ok(text.get(first - 1..last).unwrap_or_default().concat())
}

fn check_places(report: &Report) -> Result<(), String> {
    for (source, lines) in [
        report.errors.iter().map(|error| (error.source, error.lines)).collect::<Vec<_>>(),
        report.evidence.iter().map(|block| (block.source, block.lines)).collect(),
        report.unread.iter().map(|unread| (unread.source, unread.lines)).collect(),
        report.findings.iter().map(|finding| (finding.source, [finding.line, finding.last_line])).collect(),
        report.diagnoses.iter().flat_map(|d| &d.because).map(|because| (because.source, because.lines)).collect(),
    ]
    .concat()
    {
        lines_of(report, source, lines)?;
    }
    Ok(())
}

#[test]
fn every_proof_leads_to_text_that_shows_it() {
    each(|sample| {
        let report = sample.whole();
        check_places(&report)?;
        for diagnosis in &report.diagnoses {
            if diagnosis.because.is_empty() {
                return Err(format!("{} rests on nothing", diagnosis.id));
            }
            for because in &diagnosis.because {
                let text = lines_of(&report, because.source, because.lines)?;
                let code = because.error.and_then(|error| report.errors[error].code.as_ref());
                if code.is_some_and(|code| !text.contains(code.as_str())) {
                    return Err(format!("{} rests on {code:?}, which is not in {text:?}", diagnosis.id));
                }
                if text.trim().is_empty() {
                    return Err(format!("{} rests on an empty line", diagnosis.id));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_finding_points_at_the_character_at_fault() {
    each(|sample| {
        let report = sample.whole();
        for finding in &report.findings {
            let Some(point) = &finding.code_point else { continue };
            let line = lines_of(&report, finding.source, [finding.line, finding.line])?;
            let held = line.chars().nth(finding.column - 1).unwrap_or('\n');
            // Visible ASCII is an escape (`\r`, `^M`, `%0D`, a byte in hex) or the fault itself.
            let escaped = held.is_ascii_graphic();
            if !escaped && *point != format!("U+{:04X}", u32::from(held)) {
                return Err(format!("{} at {}:{} is {held:?}, not {point}", finding.id, finding.line, finding.column));
            }
        }
        Ok(())
    });
}

#[test]
fn every_beginning_of_a_sample_gets_a_report() {
    each(|sample| {
        let text = sample.text();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for end in ends.iter().step_by((ends.len() / 12).max(1)) {
            let report = sample.report(&[&text.as_bytes()[..*end]]);
            check_places(&report).map_err(|complaint| format!("cut at byte {end}: {complaint}"))?;
            let shown = serde_json::to_string(&report).unwrap();
            if sample.secrets().iter().any(|secret| shown.contains(secret)) {
                return Err(format!("cut at byte {end} it shows a secret"));
            }
        }
        Ok(())
    });
}

#[test]
fn a_sample_without_any_one_line_gets_a_report() {
    each(|sample| {
        let text = sample.text();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for removed in (0..lines.len()).step_by((lines.len() / 12).max(1)) {
            let rest = [&lines[..removed], &lines[removed + 1..]].concat().concat();
            check_places(&sample.report(&[rest.as_bytes()]))
                .map_err(|c| format!("without line {}: {c}", removed + 1))?;
        }
        Ok(())
    });
}

#[test]
fn line_ends_of_windows_change_nothing() {
    each(|sample| {
        let whole = sample.whole();
        // Where a line end is itself the character at fault, another line end is another fault.
        let is_fault = whole.findings.iter().any(|finding| finding.code_point.as_deref() == Some("U+000A"));
        if is_fault || sample.bytes.contains(&b'\r') || sample.bytes.contains(&0) {
            return Ok(());
        }
        let windows = sample.text().replace('\n', "\r\n");
        differences(&summary(&sample.report(&[windows.as_bytes()]), 0), &summary(&whole, 0))
    });
}

#[test]
fn the_way_of_feeding_changes_nothing() {
    each(|sample| {
        let whole = serde_json::to_value(sample.whole()).unwrap();
        for size in [1, 7, 64, 1000] {
            let chunks: Vec<&[u8]> = sample.bytes.chunks(size).collect();
            if serde_json::to_value(sample.report(&chunks)).unwrap() != whole {
                return Err(format!("fed by {size} bytes it is another report"));
            }
        }
        Ok(())
    });
}
