//! What leaves the page: the report and the evidence, secrets gone, key IDs masked.

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
}

impl Kind {
    /// All, with their names.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Ticket, "For the ticket"), (Self::Evidence, "Evidence"), (Self::Json, "JSON")];
}

/// Exactly what is copied.
pub fn text(report: &Report, kind: Kind) -> String {
    match kind {
        Kind::Ticket => report::markdown(report),
        Kind::Evidence => evidence(report),
        Kind::Json => serde_json::to_string_pretty(report).unwrap_or_default(),
    }
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
            let text = text(&report, kind);
            assert!(!text.contains(secret) && !text.contains("SP2TPHJSQH3F"), "{name}: {text}");
            assert!(text.contains("AKIA************RU7X"), "{name}: {text}");
        }
        let evidence = text(&report, Kind::Evidence);
        assert_eq!(
            evidence,
            "AWS_ACCESS_KEY_ID=AKIA************RU7X⟨NBSP⟩\nAWS_SECRET_ACCESS_KEY=(secret, 40 characters)\nsee AKIA************RU7X\n"
        );
    }
}
