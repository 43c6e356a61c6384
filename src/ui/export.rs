//! What leaves the page: the report and the evidence, secrets gone, key IDs masked.

use std::fmt::Write;

use super::annotate::{self, Line, Piece, Row, What};
use super::words;
use crate::report::{self, Report};
use crate::text::mask;

/// Something to take along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The report in Markdown, for a ticket.
    #[default]
    Ticket,
    /// The evidence, with what is hidden in it named.
    Evidence,
    /// The report as JSON, for programs.
    Json,
    /// The keys as a table.
    Keys,
    /// What was made of the evidence, for those who can mend it.
    Fault,
}

impl Kind {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Ticket, "For the ticket"),
        (Self::Evidence, "Evidence"),
        (Self::Json, "JSON"),
        (Self::Keys, "Keys"),
        (Self::Fault, "Wrong diagnosis"),
    ];
}

/// Exactly what is copied; `should_be` is what the reader holds for the right diagnosis.
pub fn text(report: &Report, kind: Kind, should_be: &str) -> String {
    match kind {
        Kind::Ticket => report::markdown(report),
        Kind::Evidence => evidence(report),
        Kind::Json => serde_json::to_string_pretty(report).unwrap_or_default(),
        Kind::Keys => keys(report),
        Kind::Fault => fault(report, should_be),
    }
}

/// The keys as CSV, masked.
fn keys(report: &Report) -> String {
    let mut out = String::from("key,class,length,account,count,line\n");
    for key in report.keys.iter() {
        let account = key.account_id.as_deref().unwrap_or_default();
        let line = key.seen.first().map_or(0, |seen| seen.line);
        let _ = writeln!(out, "{},{},{},{account},{},{line}", key.masked, key.class, key.length, key.count);
    }
    out
}

/// What was made of the evidence, in the ids of the contract: no word of the evidence is in it.
fn fault(report: &Report, should_be: &str) -> String {
    let mut said = report.diagnoses.iter().map(|held| format!("{} ({})", held.id, held.confidence));
    let mut read = report.evidence.iter().map(|held| format!("{} at {}", held.kind, words::place(held.lines, None)));
    let mut unread = report.unread.iter().map(|held| words::place(held.lines, None));
    let mut errors = report.errors.iter().map(|held| {
        let facts = [held.code.as_deref(), held.service.as_deref(), held.client.as_deref(), held.responder.as_deref()];
        facts.map(|fact| fact.unwrap_or("?")).join(" ")
    });
    let mut findings = report.findings.iter().map(|held| {
        let place = words::place([held.line; 2], Some(held.column));
        format!("{} at {place}{}", held.id, held.code_point.as_deref().map(|c| format!(", {c}")).unwrap_or_default())
    });
    let mut keys = report.keys.told().iter().map(|held| format!("{}, {} characters", held.class, held.length));
    let rungs = report.chain.iter().flat_map(|chain| &chain.rungs).filter(|rung| rung.state != "unknown");
    let mut rungs = rungs.map(|rung| format!("{} {}", rung.step, rung.state));
    let sdk = report.chain.as_ref().map_or("", |chain| chain.sdk.as_str());
    let should_be = if should_be.is_empty() { "(please say)" } else { should_be };
    let mut out = format!("A diagnosis of WhoseKey {} is wrong\n", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(out, "It should be: {should_be}");
    list(&mut out, "It says", &mut said);
    list(&mut out, "Errors", &mut errors);
    list(&mut out, "Findings", &mut findings);
    list(&mut out, "Keys", &mut keys);
    list(&mut out, &format!("Credential sources {sdk}"), &mut rungs);
    list(&mut out, "Read", &mut read);
    list(&mut out, "Unread", &mut unread);
    out
}

/// As many entries of one list of a fault report as are named.
const LISTED: usize = 40;

fn list(out: &mut String, title: &str, entries: &mut dyn Iterator<Item = String>) {
    let mut entries: Vec<String> = entries.collect();
    let more = entries.len().saturating_sub(LISTED);
    entries.truncate(LISTED);
    if more > 0 {
        entries.push(format!("and {more} more"));
    }
    let _ = writeln!(out, "{title}: {}", if entries.is_empty() { "none".to_owned() } else { entries.join("; ") });
}

/// The evidence: the lines that the page draws, secrets and key IDs masked, hidden characters named.
fn evidence(report: &Report) -> String {
    let sheets = annotate::sheets(report);
    let mut lines = Vec::new();
    for sheet in &sheets {
        if sheets.len() > 1 {
            lines.push(format!("== {}", sheet.name));
        }
        lines.extend(sheet.rows.iter().filter_map(|row| match row {
            Row::Kind(_) => None,
            Row::Line(line) => Some(masked(line)),
            Row::Gap(count) => Some(format!("[{}]", words::count(*count, "line", "lines"))),
        }));
    }
    lines.join("\n") + "\n"
}

fn masked(line: &Line) -> String {
    let mut out = String::new();
    for group in line.pieces.chunk_by(|a, b| a.key && b.key) {
        if group.first().is_some_and(|piece| piece.key) {
            // One key, however it is cut up: masked whole, then what is hidden in it.
            let id: String = group.iter().filter_map(|piece| plain(piece)).collect();
            out += &mask::key_id(&id);
            out.extend(group.iter().filter(|piece| plain(piece).is_none()).map(drawn));
        } else {
            out.extend(group.iter().map(drawn));
        }
    }
    report::mask_keys(&out)
}

fn plain(piece: &Piece) -> Option<&str> {
    match &piece.what {
        What::Text(text) => Some(text),
        _ => None,
    }
}

fn drawn(piece: &Piece) -> String {
    match &piece.what {
        What::Text(text) => text.clone(),
        What::Hidden(name) => format!("⟨{name}⟩"),
        What::Secret(length) => mask::secret(*length),
        What::Cut(count) => format!("[{}]", words::count(*count, "character", "characters")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_leaves() {
        let secret = "cd2iVh8hirG9i6fl9AC5VTMwgA5g5mEXAMPLEKEY";
        let paste = format!(
            "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_SECRET_ACCESS_KEY={secret}\nsee AKIASP2TPHJSQH3FRU7X\n"
        );
        let report = crate::analyze(&paste, &crate::Context::default());
        for (kind, name) in Kind::ALL {
            let text = text(&report, kind, "wrong-account");
            assert!(!text.contains(secret) && !text.contains("SP2TPHJSQH3F"), "{name}: {text}");
            assert_eq!(text.contains("AKIA************RU7X"), kind != Kind::Fault, "{name}: {text}");
        }
        let evidence = text(&report, Kind::Evidence, "");
        assert_eq!(
            evidence,
            "AWS_ACCESS_KEY_ID=AKIA************RU7X⟨NBSP⟩\nAWS_SECRET_ACCESS_KEY=(secret, 40 characters)\nsee AKIA************RU7X\n"
        );
    }

    #[test]
    fn a_fault_is_told_in_ids_alone() {
        let paste = "Dear Sirs of Acme\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_REGION=us-east-1\n";
        let report = crate::analyze(paste, &crate::Context::default());
        let text = text(&report, Kind::Fault, "truncated-key-id");
        for part in [
            "should be: truncated-key-id",
            "says: corrupted-key-id (",
            "hidden-character at line 2, column 39, U+00A0",
            "long-term, 21 characters",
            "env-dump at lines 2 to 3",
            "Unread: line 1",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        for part in ["Acme", "us-east-1", "RU7X", "171436882533"] {
            assert!(!text.contains(part), "{part} stands in {text}");
        }
    }
}
