//! Two runtimes side by side: only the differences that matter, the decisive one first.

use super::{Lines, Report};
use crate::rules::runtime::Aspect;

/// One aspect of a runtime, as its report knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// The aspect and its value, with what it is compared by.
    pub(super) held: crate::rules::runtime::Trait,
    /// The lines that show it.
    pub lines: Option<Lines>,
}

/// A difference between two runtimes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The aspect's id: `source`, `key`, `region` …
    pub id: &'static str,
    /// What differs, in a word or two.
    pub title: &'static str,
    /// The failing runtime's value; key IDs are masked.
    pub failing: String,
    /// The working runtime's value.
    pub working: String,
    /// The difference in one sentence.
    pub sentence: String,
    /// Lines of the failing runtime's evidence that show it.
    pub failing_lines: Option<Lines>,
    /// Lines of the working runtime's evidence that show it.
    pub working_lines: Option<Lines>,
}

/// What differs between the runtimes of two reports, the decisive difference first; empty where nothing does that both
/// reports show. What only one of them shows is not counted, since the other's may be the same.
pub fn compare(failing: &Report, working: &Report) -> Vec<Difference> {
    let find =
        |report: &Report, aspect: Aspect| report.runtime.iter().find(|shown| shown.held.aspect == aspect).cloned();
    let both = |aspect: Aspect| Some((find(failing, aspect)?, find(working, aspect)?));
    let mut all: Vec<Difference> = Vec::new();
    for aspect in Aspect::ALL {
        let Some((one, other)) = both(aspect).filter(|(one, other)| !one.held.agrees(&other.held)) else { continue };
        // The account follows from the key, the age from the token: said once.
        let follows = match aspect {
            Aspect::TokenAge => Some("token"),
            Aspect::Caller => Some("account"),
            _ => None,
        };
        if follows.is_none_or(|id| all.iter().all(|held| held.id != id)) {
            all.push(difference(aspect, &one, &other));
        }
    }
    all
}

fn difference(aspect: Aspect, failing: &Trait, working: &Trait) -> Difference {
    let [one, other] =
        [failing, working].map(|side| side.held.value.clone().unwrap_or_else(|| nothing(aspect).to_owned()));
    Difference {
        id: aspect.id(),
        title: title(aspect),
        sentence: sentence(aspect, &one, &other),
        failing: one,
        working: other,
        failing_lines: failing.lines,
        working_lines: working.lines,
    }
}

fn title(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Defect => "Form of the key ID",
        Aspect::Source => "Credential source",
        Aspect::Key => "Key ID",
        Aspect::Account => "Account",
        Aspect::Token => "Session token",
        Aspect::TokenAge => "Age of the session token",
        Aspect::Endpoint => "Endpoint",
        Aspect::Region => "Region",
        Aspect::Profile => "Profile",
        Aspect::Caller => "Caller",
        Aspect::Sdk => "SDK or tool",
    }
}

/// What stands in place of a value that is known not to be there.
fn nothing(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Defect => "sound",
        Aspect::Endpoint => "AWS's own",
        _ => "not set",
    }
}

fn sentence(aspect: Aspect, failing: &str, working: &str) -> String {
    match aspect {
        Aspect::Defect => format!("The key ID: {failing} in the failing runtime, {working} in the working one."),
        Aspect::Source => {
            format!("The failing runtime takes its credentials from {failing}, the working one from {working}.")
        }
        Aspect::Key => format!("The failing runtime uses the key {failing}, the working one {working}."),
        Aspect::Account => format!("The failing runtime's account is {failing}, the working one's {working}."),
        Aspect::Token => format!("The session token: {failing} in the failing runtime, {working} in the working one."),
        Aspect::TokenAge => {
            format!("The failing runtime's session token was made {failing}, the working one's {working}.")
        }
        Aspect::Endpoint => format!("The failing runtime sends requests to {failing}, the working one to {working}."),
        Aspect::Region => format!("The failing runtime's region is {failing}, the working one's {working}."),
        Aspect::Profile => format!("The failing runtime's profile: {failing}; the working one's: {working}."),
        Aspect::Caller => format!("To AWS the failing runtime is {failing}, the working one {working}."),
        Aspect::Sdk => format!("The failing runtime uses the {failing}, the working one the {working}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, analyze};

    const PAIR: &str = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n";

    fn ids(failing: &str, working: &str) -> Vec<&'static str> {
        let [failing, working] = [failing, working].map(|text| analyze(text, &Context::default()));
        compare(&failing, &working).iter().map(|difference| difference.id).collect()
    }

    #[test]
    fn the_decisive_difference_comes_first() {
        for (failing, working, expected) in [
            (PAIR.to_owned(), PAIR.to_owned(), vec![]),
            (PAIR.replace("RU7X\n", "RU7X\u{a0}\n"), PAIR.to_owned(), vec!["defect"]),
            (PAIR.replace("AKIASP2TPHJSQH3FRU7X", "AKIA6ODU5DHT7HGWSLU5"), PAIR.to_owned(), vec!["key", "account"]),
            (PAIR.to_owned(), format!("{PAIR}AWS_ENDPOINT_URL=http://localhost:4566\n"), vec!["endpoint"]),
            (PAIR.replace("us-east-1", "cn-north-1"), PAIR.to_owned(), vec!["region"]),
            (format!("{PAIR}AWS_SESSION_TOKEN=***\n"), PAIR.to_owned(), vec!["token"]),
            (format!("{PAIR}AWS_PROFILE=prod\n"), PAIR.to_owned(), vec!["profile"]),
            (
                PAIR.to_owned(),
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e\nAWS_REGION=us-east-1\n".to_owned(),
                vec!["source"],
            ),
            // What only one of them shows is no difference.
            (PAIR.to_owned(), "AWS_REGION=us-east-1".to_owned(), vec![]),
        ] {
            assert_eq!(ids(&failing, &working), expected, "{failing}\n{working}");
        }
    }

    #[test]
    fn a_masked_key_is_compared_by_its_end() {
        let listed = |tail: &str| {
            format!(
                "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : <not set>                : None             : None\naccess_key : ****************{tail}     : env              : \nsecret_key : ****************oLzQ     : env              : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n"
            )
        };
        assert_eq!(ids(&listed("RU7X"), PAIR), [] as [&str; 0]);
        assert_eq!(ids(&listed("SLU5"), PAIR), ["key"]);
        assert_eq!(ids(&listed("SLU5"), &listed("RU7X")), ["key"]);
    }

    #[test]
    fn no_key_stands_whole_in_a_difference() {
        let [failing, working] =
            [PAIR.replace("RU7X", "RU7Y"), PAIR.to_owned()].map(|text| analyze(&text, &Context::default()));
        let differences = compare(&failing, &working);
        let first = differences.first().unwrap();
        assert_eq!(
            first.sentence,
            "The failing runtime uses the key AKIA************RU7Y, the working one AKIA************RU7X."
        );
        assert_eq!(first.failing_lines.map(|lines| lines.lines), Some([1, 1]));
    }
}
