//! The words of the page, apart from its logic. What the engine says (findings, diagnoses, guide) has its words there.

use crate::rules::Intended;

/// Titles of the pages, by their names in the menu, for the window.
pub fn window_title(page: &str) -> &'static str {
    match page {
        "compare" => "Compare two runtimes · WhoseKey",
        "guide" => "Guide · WhoseKey",
        "link" => "Runbook link · WhoseKey",
        "privacy" => "Privacy · WhoseKey",
        _ => "WhoseKey",
    }
}

/// What the boxes are called, on the page that compares and on all others.
pub fn box_labels(compares: bool) -> [&'static str; 2] {
    [if compares { "Failing runtime" } else { "Evidence" }, "Working runtime"]
}

/// How sure a diagnosis is, in a word and in a few.
pub fn confidence(id: &str) -> (&'static str, &'static str) {
    match id {
        "certain" => ("Certain", "the evidence proves it"),
        "likely" => ("Likely", "the evidence points to it"),
        _ => ("Possible", "it fits, and so do others"),
    }
}

/// Said to those who listen, where there is no diagnosis.
pub const NO_DIAGNOSIS: &str = "No diagnosis.";
/// Said where no line was recognised.
pub const NOTHING_READ: &str = "Nothing here looks like evidence about AWS credentials.";
/// And what then.
pub const NOTHING_READ_NEXT: &str = "Useful are the error as the program printed it, the output of `aws configure list`, or the environment of the failing process.";
/// Said where evidence was read and nothing is wrong with it.
pub const NOTHING_WRONG: &str = "Nothing wrong shows in this evidence.";
/// And what then.
pub const NOTHING_WRONG_NEXT: &str = "Whether AWS accepts a key, its characters cannot tell. Add the error itself, or what `aws sts get-caller-identity` prints where it fails.";
/// Said where an error was read that leads to no cause.
pub const NO_CAUSE: &str = "There is an error here, and no sign that credentials cause it.";
/// And what then.
pub const NO_CAUSE_NEXT: &str = "If credentials are suspected all the same, add the output of `aws configure list` and the environment of the failing process.";

/// Opens the dialogue of the collector.
pub const COLLECTOR: &str = "Send the customer the collector";
/// Said where a secret stands in the evidence.
pub const EXPOSED: &str = "A secret stands in this evidence: treat it as exposed, and replace it in this order.";
/// Said where all keys of the evidence are temporary.
pub const EXPOSED_SESSION: &str = "The secret of a session stands in this evidence: treat it as exposed.";
/// The order that causes no outage.
pub const ROTATION: &[&str] = &[
    "Create a second key for the same user.",
    "Deploy it wherever the old one is used.",
    "Verify: the old key's last use stands still.",
    "Deactivate the old key; this can be undone.",
    "Wait as long as the rarest job needs to run.",
    "Delete the old key; this cannot.",
];
/// What holds for session tokens instead.
pub const EXPOSED_TOKEN: &str =
    "A session token ends by itself; if that is too late, revoke the older sessions of its role.";

/// The page that compares, before there is anything to compare.
pub const COMPARE_TITLE: &str = "What is different where it works?";
/// What to do there.
pub const COMPARE_HINT: &str = "Paste the failing runtime's evidence into the first box and the same from one that works into the second: aws configure list, the environment, the error. Only differences that matter are shown.";
/// Said under the decisive difference.
pub const COMPARE_DECISIVE: &str =
    "The first difference is the one to look at; what only one side shows is not counted.";
/// Said where nothing differs.
pub const COMPARE_SAME: &str = "Nothing that both show differs.";
/// And what then.
pub const COMPARE_SAME_NEXT: &str = "Add the same kind of evidence on both sides, best from inside both processes.";
/// Before the codes of a diagnosis.
pub const APPEARS_AS: &str = "Appears as";
/// Before other names of a code.
pub const SAME_ANSWER: &str = "The same answer elsewhere:";
/// The builder of links.
pub const LINK_TITLE: &str = "A link for your runbook";
/// What it is for.
pub const LINK_HINT: &str = "Whoever follows it reads the explanation of the code first, and the page knows which account and source to expect. Nothing pasted ever goes into a link.";
/// What a link holds.
pub const LINK_FORM: &str = "It holds what stands above and nothing else, and what follows # never reaches a server. An alert may add &key= and an access key ID: the page reads it and takes it out of the address.";
/// The page on privacy.
pub const PRIVACY_TITLE: &str = "What you paste stays here.";
/// What is promised.
pub const PROMISES: &[&str] = &[
    "Everything is read by your own processor, in this tab. There is no server behind the page.",
    "Once it has started, the page locks itself: its policy allows no request to anywhere, its own origin included.",
    "Nothing is stored: no cookie, no local storage, no history entry with your text. Closing the tab forgets it all.",
    "Secrets are hidden everywhere outside the box that you filled, and they are in no export. Key IDs are masked in exports.",
    "Nothing pasted is ever run or read as markup.",
];
/// The heading of the test.
pub const PRIVACY_TEST: &str = "See it refuse";
/// What the test does.
pub const PRIVACY_TEST_HINT: &str =
    "The button tries every way by which a page can send something. Your browser has to refuse each of them.";
/// The heading of the limits.
pub const PRIVACY_LIMITS_TITLE: &str = "What no page can promise";
/// The limits.
pub const PRIVACY_LIMITS: &[&str] = &[
    "A policy does not stop navigation: a link that you click opens another page. No link here carries what you pasted.",
    "Browser extensions, the clipboard's history, screen recordings and your employer's monitoring see what you see.",
    "Whoever serves the page could serve another one. Host it yourself, or use the single file.",
];
/// The heading of the checks.
pub const PRIVACY_CHECK_TITLE: &str = "Check it yourself";
/// How to check.
pub const PRIVACY_CHECKS: &[&str] = &[
    "Switch the network off and go on working.",
    "Open the network panel of the developer tools, paste, click everything: it stays empty.",
    "Build the page from its source and compare the hash of the engine with the one in the footer.",
];

/// How much a finding matters.
pub fn severity(id: &str) -> &'static str {
    match id {
        "error" => "Error",
        "warning" => "Warning",
        _ => "Note",
    }
}

/// What became of a rung of the ladder.
pub fn rung(state: &str) -> &'static str {
    match state {
        "won" => "won",
        "shadowed" => "shadowed",
        "set" => "set",
        "absent" => "not set",
        _ => "not in the evidence",
    }
}

/// The credential sources that somebody may intend.
pub fn intended(source: Intended) -> &'static str {
    match source {
        Intended::Role => "A role (instance, container, web identity)",
        Intended::UserKey => "A user's access key",
        Intended::Profile => "A named profile",
        Intended::Sso => "IAM Identity Center (SSO)",
    }
}

/// A place in the evidence: `line 6, column 39`, `lines 1 to 4`.
pub fn place(lines: [usize; 2], column: Option<usize>) -> String {
    match (lines, column) {
        ([first, last], _) if first < last => format!("lines {first} to {last}"),
        ([line, _], Some(column)) => format!("line {line}, column {column}"),
        ([line, _], None) => format!("line {line}"),
    }
}

/// `text` with a capital, unless it begins with a command.
pub fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) if !text.starts_with("aws ") => std::iter::once(first.to_ascii_uppercase()).chain(rest).collect(),
        _ => text.to_owned(),
    }
}

/// So many of something.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// So many bytes.
pub fn size(bytes: usize) -> String {
    const KB: usize = 1024;
    const MB: usize = 1024 * KB;
    match bytes {
        MB.. => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
        KB.. => format!("{} KB", bytes.div_ceil(KB)),
        _ => count(bytes, "byte", "bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_places_read_well() {
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "line", "lines"), "1 line");
        assert_eq!(
            (size(900).as_str(), size(2048).as_str(), size(3_400_000).as_str()),
            ("900 bytes", "2 KB", "3.2 MB")
        );
        assert_eq!(place([6, 6], Some(39)), "line 6, column 39");
        assert_eq!(place([1, 4], Some(2)), "lines 1 to 4");
    }
}
