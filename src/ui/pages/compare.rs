//! A failing and a working runtime side by side.

use yew::prelude::*;

use crate::report::{self, Difference, Lines};
use crate::ui::markup::html;
use crate::ui::state::State;
use crate::ui::words;

/// What differs, under the two boxes.
pub fn answer(state: &State) -> Html {
    let (Some(failing), Some(working)) = (state.evidence.shown(), state.working.shown()) else {
        return html! {
            <section key="hint" class="card welcome" aria-label="Start">
                <h2>{ words::COMPARE_TITLE }</h2>
                <p>{ words::COMPARE_HINT }</p>
            </section>
        };
    };
    let differences = report::compare(&failing.0, &working.0);
    let (title, rest) = match differences.first() {
        Some(first) => (first.sentence.clone(), words::COMPARE_DECISIVE),
        None => (words::COMPARE_SAME.to_owned(), words::COMPARE_SAME_NEXT),
    };
    html! {
        <section key="differences" class="card verdict likely differences" aria-label="Differences">
            <h2>{ title }</h2>
            <p class="why">{ rest }</p>
            <table hidden={differences.is_empty()}>
                <thead><tr><th scope="col">{ "Difference" }</th><th scope="col">{ "Failing runtime" }</th><th scope="col">{ "Working runtime" }</th></tr></thead>
                <tbody>{ for differences.iter().map(row) }</tbody>
            </table>
        </section>
    }
}

fn row(held: &Difference) -> Html {
    html! {
        <tr key={held.id} data-id={held.id}>
            <th scope="row">{ held.title }</th>
            <td>{ held.failing.clone() }{ lines(held.failing_lines) }</td>
            <td>{ held.working.clone() }{ lines(held.working_lines) }</td>
        </tr>
    }
}

fn lines(held: Option<Lines>) -> Html {
    html! { <span class="why">{ held.map(|held| format!(" {}", words::place(held.lines, None))) }</span> }
}
