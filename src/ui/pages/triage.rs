//! Paste the evidence, read the diagnosis.

use yew::prelude::*;

use crate::rules::Context;
use crate::ui::components::{Act, Annotated, Asks, Expect, Explain, Export, Findings, Keys, Ladder, Verdict, Welcome};
use crate::ui::state::{Expected, State};
use crate::ui::words;

/// The column of the answer.
pub fn answer(state: &State, act: &Act) -> Html {
    let Some(answer) = state.evidence.shown() else {
        return html! {
            <>
                { state.error.as_ref().map(|code| html! { <Explain key="explain" code={code.clone()} shell={state.shell} {act} /> }) }
                <Welcome key="welcome" {act} />
            </>
        };
    };
    let target = state.target.map(|(_, target)| target);
    let expected = account(&state.expected);
    let shell = state.shell;
    html! {
        <>
            <Verdict key="verdict" {answer} {shell} {act} />
            <Keys key="keys" {answer} {expected} {act} />
            <Ladder key="ladder" {answer} {act} />
            <Asks key="asks" {answer} {shell} {act} />
            <Findings key="findings" {answer} {target} {act} />
            <Export key="export" {answer} />
        </>
    }
}

/// The column of the evidence, under the box.
pub fn side(state: &State, act: &Act) -> Html {
    let target = state.target.map(|(_, target)| target);
    html! {
        <>
            <Expect key="expect" expected={state.expected.clone()} {act} />
            { state.evidence.shown().map(|answer| html! { <Annotated key="annotated" {answer} {target} {act} /> }) }
        </>
    }
}

/// What a screen reader says when an answer comes: the verdict and nothing else.
pub fn spoken(state: &State) -> String {
    let Some(answer) = state.evidence.shown() else { return String::new() };
    let Some(first) = answer.0.diagnoses.first() else { return words::NO_DIAGNOSIS.to_owned() };
    format!("{}: {}", words::confidence(first.confidence).0, first.title)
}

/// The expected account as twelve digits.
fn account(expected: &Expected) -> Option<AttrValue> {
    let mut context = Context::default();
    context.set("expect-account", &expected.account).ok()?;
    context.expected_account.map(|account| account.to_string().into())
}
