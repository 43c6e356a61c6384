//! "Try an example": every page has a paste whose analysis leads to it.

use whosekey::analyze;
use whosekey::guide::{self, Kind, Page};
use whosekey::rules::findings;

/// What is wrong with the example of `page`, if anything.
fn fault(page: &Page) -> Option<String> {
    let Some(example) = page.example() else { return Some("there is no example".into()) };
    let report = analyze(example.text, &example.context());
    let shown: Vec<&str> = match page.kind {
        Kind::Code => report.errors.iter().filter_map(|error| error.code.as_deref()).collect(),
        Kind::Diagnosis => report.diagnoses.first().map(|first| first.id).into_iter().collect(),
        Kind::Finding => report.findings.iter().map(|finding| finding.id.as_str()).collect(),
    };
    // No server sends the catalogues' name; it is S3's face of the code.
    let wanted = if page.slug == "S3InvalidAccessKeyId" { "InvalidAccessKeyId" } else { page.slug };
    (!shown.contains(&wanted)).then(|| format!("shows {shown:?}"))
}

#[test]
fn every_example_shows_its_page() {
    let faults: Vec<String> =
        guide::all().filter_map(|page| fault(&page).map(|fault| format!("{}: {fault}", page.slug))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_diagnosis_that_shares_its_id_with_a_finding_shows_both() {
    for page in guide::all().filter(|page| page.kind == Kind::Diagnosis && findings::rule(page.slug).is_some()) {
        let example = page.example().unwrap();
        let report = analyze(example.text, &example.context());
        assert!(report.findings.iter().any(|finding| finding.id == page.slug), "{}", page.slug);
    }
}
