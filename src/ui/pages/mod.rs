//! The pages: each puts parts together and says what belongs on it.

mod compare;
mod guide;
mod link;
mod privacy;
mod triage;

use yew::prelude::*;

use super::components::Act;
use super::route::Page;
use super::state::State;

pub use triage::spoken;

/// What the page that `state` names shows.
pub fn answer(state: &State, act: &Act) -> Html {
    match &state.page {
        Page::Triage => triage::answer(state, act),
        Page::Compare => compare::answer(state),
        Page::Guide(slug) => guide::answer(state, slug.as_deref(), act),
        Page::Link => link::answer(state, act),
        Page::Privacy => privacy::answer(state, act),
    }
}

/// What stands under the box, where the page has one to itself.
pub fn side(state: &State, act: &Act) -> Html {
    if state.page == Page::Triage { triage::side(state, act) } else { Html::default() }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::rc::Rc;

    use yew::prelude::*;

    use crate::guide::{self, Kind};
    use crate::ui::state::{Action, Answer, Slot, State};

    #[derive(Clone, PartialEq, Properties)]
    struct Shown {
        state: State,
    }

    #[component]
    fn Triage(shown: &Shown) -> Html {
        let act = Callback::noop();
        html! { <>{ super::answer(&shown.state, &act) }{ super::side(&shown.state, &act) }</> }
    }

    /// The triage page as HTML, as it is when `text` was pasted and `account` is expected.
    fn rendered(text: &str, account: &str) -> String {
        let state = State::default().after(Action::Account(account.to_owned()));
        let state = state.after(Action::Edited(Slot::Evidence, text.to_owned(), None));
        let report = crate::analyze(text, &state.expected.context("2026-11-21T10:00:00Z".to_owned()));
        let asked = state.evidence.asked;
        let state = state.after(Action::Answered(Slot::Evidence, asked, Answer(Rc::new(report))));
        let renderer = yew::LocalServerRenderer::<Triage>::with_props(Shown { state }).hydratable(false);
        pollster::block_on(renderer.render())
    }

    const NBSP: &str = "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access \
                        Key Id you provided does not exist in our records.\n\
                        AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\n\
                        AWS_SECRET_ACCESS_KEY=cd2iVh8hirG9i6fl9AC5VTMwgA5g5mEXAMPLEKEY\n";

    #[test]
    fn the_answer_has_the_landmarks_that_tests_and_readers_look_for() {
        let html = rendered(NBSP, "440122335566");
        for part in [
            "<section class=\"card verdict certain\" aria-label=\"Diagnosis\">",
            "data-id=\"corrupted-key-id\"",
            "aria-label=\"Access keys\"",
            "aria-label=\"Findings\"",
            "data-id=\"hidden-character\"",
            "aria-label=\"Credential sources\"",
            "aria-label=\"Expected account\"",
            "1714 3688 2533",
            "is not the expected 4401 2233 5566",
            "line 2, column 39",
            "<b class=\"token\">NBSP</b>",
            "secret, 40 characters, hidden",
        ] {
            assert!(html.contains(part), "{part} is missing in {html}");
        }
        let (diagnosis, findings) = (html.find("corrupted-key-id"), html.find("aria-label=\"Findings\""));
        assert!(diagnosis < findings, "the answer comes first");
    }

    #[test]
    fn the_keys_of_a_session_are_not_rotated() {
        let order = "Create a second key for the same user.";
        for (prefix, shown) in [("AKIA", "<ol>"), ("ASIA", "<ol hidden=\"hidden\">")] {
            let html = rendered(&NBSP.replace("AKIA", prefix), "");
            let exposed = html.split("aria-label=\"Exposed secret\"").nth(1).unwrap();
            let list = exposed.split(order).next().unwrap();
            assert!(list.contains(shown), "{prefix}: {exposed}");
        }
    }

    #[test]
    fn there_is_a_diagnosis_only_where_something_is_wrong() {
        for text in ["", "hello", "AWS_REGION=eu-west-1\nAWS_PROFILE=prod\n"] {
            assert!(!rendered(text, "").contains("aria-label=\"Diagnosis\""), "{text}");
        }
    }

    #[test]
    fn no_example_shows_a_secret() {
        for page in guide::all() {
            let Some(example) = page.example() else { continue };
            let html = rendered(example.text, example.expected_account.unwrap_or_default());
            let report = crate::analyze(example.text, &crate::Context::default());
            for mark in &report.marks {
                let crate::report::MarkKind::Secret(_) = mark.what else { continue };
                let secret = report.sources[mark.source].slice(mark.span);
                assert!(secret.len() < 8 || !html.contains(secret), "{}: {secret}", page.slug);
            }
            if page.kind == Kind::Diagnosis {
                assert!(html.contains(&format!("<article data-id=\"{}\">", page.slug)), "{}: {html}", page.slug);
            }
        }
    }

    #[test]
    fn nothing_is_drawn_with_inline_styles() {
        assert!(!rendered(NBSP, "").contains("style="), "the policy refuses them");
    }
}
