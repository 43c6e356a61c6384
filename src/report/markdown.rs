//! The report for a ticket: Markdown, secrets gone, key IDs masked.

use std::fmt::Write;

use super::{Because, Report};

/// As many items of a list are told one by one; a ticket is read by people.
const MOST: usize = 100;

/// The report as Markdown.
pub fn markdown(report: &Report) -> String {
    let mut out = String::from("## AWS credential triage\n\n");
    // Writing into a string cannot fail.
    let _ = write(report, &mut out);
    out
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    match report.diagnoses.first() {
        Some(first) => {
            writeln!(out, "**{}** ({}, `{}`)\n", plain(&first.title), first.confidence, first.id)?;
            writeln!(out, "Proof: {}\n", proof(report, &first.because))?;
            section(out, "Do", first.steps.len(), &mut first.steps.iter().map(ToString::to_string))?;
            section(out, "Do not", first.do_not.len(), &mut first.do_not.iter().cloned())?;
            section(out, "Then verify", first.verify.len(), &mut first.verify.iter().map(ToString::to_string))?;
        }
        None => writeln!(out, "Nothing in the evidence points to a cause.\n")?,
    }
    let others = report.diagnoses.get(1..).unwrap_or_default();
    let mut told = others.iter().map(|other| format!("{} ({}, `{}`)", other.title, other.confidence, other.id));
    section(out, "Other causes", others.len(), &mut told)?;
    let mut told = report.keys.iter().map(|key| {
        let account = key.account_id.as_ref().map(|id| format!("account {id}"));
        let known = account.or_else(|| key.account_note.clone()).unwrap_or_default();
        format!("`{}`, {}, {known}", key.masked, key.class)
    });
    section(out, "Keys", report.keys.len(), &mut told)?;
    let mut told = report.errors.iter().map(|error| {
        let code = error.code.as_deref().unwrap_or("no code");
        let operation = error.operation.as_ref().map(|name| format!(" from {name}")).unwrap_or_default();
        let id = error.request_id.as_ref().map(|id| format!(", request {id}")).unwrap_or_default();
        format!("`{code}`{operation}, {}{id}", lines(report, error.source, error.lines))
    });
    section(out, "Errors", report.errors.len(), &mut told)?;
    let mut told = report.findings.iter().map(|finding| {
        let at = lines(report, finding.source, [finding.line, finding.last_line]);
        let point = finding
            .code_point
            .as_ref()
            .map(|point| format!(", column {}, {point}", finding.column))
            .unwrap_or_default();
        format!("{}: {} {} ({at}{point})", finding.severity, finding.title.trim_end_matches('.'), finding.detail)
    });
    section(out, "Findings", report.findings.len(), &mut told)?;
    if let Some(chain) = &report.chain {
        let known: Vec<_> = chain.rungs.iter().filter(|rung| rung.state != "unknown").collect();
        let mut told = known.iter().map(|rung| format!("{}: {}", rung.step, rung.state));
        section(out, &format!("Credential sources, {}", chain.sdk), known.len(), &mut told)?;
    }
    let mut told = report.ask.iter().map(|ask| format!("`{}` {}", ask.command, ask.why));
    section(out, "To ask for next", report.ask.len(), &mut told)
}

/// A list of `all` items, the first of them one by one.
fn section(out: &mut String, title: &str, all: usize, items: &mut dyn Iterator<Item = String>) -> std::fmt::Result {
    if all == 0 {
        return Ok(());
    }
    writeln!(out, "### {title}\n")?;
    for item in items.take(MOST) {
        writeln!(out, "- {}", plain(&item))?;
    }
    if all > MOST {
        writeln!(out, "- and {} more", all - MOST)?;
    }
    writeln!(out)
}

fn proof(report: &Report, because: &[Because]) -> String {
    let mut places: Vec<String> = because.iter().map(|because| lines(report, because.source, because.lines)).collect();
    places.dedup();
    places.join("; ")
}

/// `line 3`, `lines 3 to 5`, with the source's name where there are several.
fn lines(report: &Report, source: usize, [first, last]: [usize; 2]) -> String {
    let lines = if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    match report.sources.get(source).filter(|_| report.sources.len() > 1) {
        Some(named) => format!("{lines} of {}", plain(&named.name)),
        None => lines,
    }
}

/// `text` on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_without_a_cause_says_so() {
        let report = crate::analyze("Dear support, it does not work.", &crate::Context::default());
        assert!(markdown(&report).contains("Nothing in the evidence points to a cause."));
    }

    #[test]
    fn of_many_keys_the_number_is_told() {
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut paste = String::new();
        for (first, second) in digits.chars().flat_map(|first| digits.chars().map(move |second| (first, second))) {
            paste.extend(["AKIASP2TPHJSQH3FRU", &format!("{first}{second}"), "\n"]);
        }
        let text = markdown(&crate::analyze(&paste, &crate::Context::default()));
        assert_eq!(text.matches("account 171436882533").count(), MOST);
        assert!(text.contains(&format!("- and {} more\n", 32 * 32 - MOST)), "{text}");
    }

    #[test]
    fn a_finding_names_its_place() {
        let paste = "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************U7X\"              env    \n";
        let text = markdown(&crate::analyze(paste, &crate::Context::default()));
        assert!(text.contains("line 4, column 35, U+0022"), "{text}");
    }
}
