//! Paste the evidence, read the diagnosis.

use yew::prelude::*;

use crate::guide;
use crate::rules::Context;
use crate::ui::components::{
    Act, Annotated, asks, expect, explain, export, exposed, findings, keys, ladder, verdict, welcome,
};
use crate::ui::markup::html;
use crate::ui::state::{Drawn, Expected, State};
use crate::ui::words;

/// The column of the answer.
pub fn answer(state: &State, act: &Act) -> Html {
    let Some(answer) = state.evidence.shown() else { return before(state, act) };
    let report = &*answer.0;
    let target = state.target.map(|(_, target)| target);
    let drawn = state.evidence.drawn;
    html! {
        <>
            { verdict(report, drawn, state.shell, act) }
            { exposed(report) }
            { keys(report, account(&state.expected).as_deref(), act) }
            { ladder(report, act) }
            { asks(answer, state.shell) }
            { (drawn >= Drawn::Findings).then(|| findings(report, target, act)) }
            { export(answer, &state.export, act) }
        </>
    }
}

/// The column of the answer before there is evidence.
fn before(state: &State, act: &Act) -> Html {
    let page = state.error.as_deref().and_then(|code| guide::page_of_code(code).or_else(|| guide::page(code)));
    html! {
        <>
            { page.map(|page| explain(page, state.shell, act)) }
            { welcome(act) }
        </>
    }
}

/// The column of the evidence, under the box.
pub fn side(state: &State, act: &Act) -> Html {
    let target = state.target.map(|(_, target)| target);
    let shown = state.evidence.shown().filter(|_| state.evidence.drawn == Drawn::All);
    html! {
        <>
            { expect(&state.expected, act) }
            { shown.map(|answer| html! { <Annotated key="annotated" {answer} {target} {act} /> }) }
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
fn account(expected: &Expected) -> Option<String> {
    let mut context = Context::default();
    context.set("expect-account", &expected.account).ok()?;
    Some(context.expected_account?.to_string())
}
