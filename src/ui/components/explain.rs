//! What the page itself holds of a guide page.

use yew::prelude::*;

use super::{Act, advice, prose, shells, warnings};
use crate::guide::{Page, filled};
use crate::report::{Command, Step};
use crate::rules::diagnoses;
use crate::ui::markup::html;
use crate::ui::state::Shell;

/// Meaning, do, do not, verify.
pub fn explain(page: Page, shell: Shell, act: &Act) -> Html {
    let held = page.advice();
    let whole = format!("guide/{}/", page.slug);
    html! {
        <section key="explain" class="card explain" aria-label="Explanation">
            <header class="bar">
                <span class="label">{ page.kind.name() }</span>
                <span class="space" />
                { shells(shell, act) }
            </header>
            <h2>{ page.heading() }</h2>
            <p>{ prose(held.meaning) }</p>
            { advice(&steps(held.steps), &warnings(held.avoid), &steps(held.verify), shell) }
            <p class="more"><a href={whole} target="_blank" rel="noopener">{ "The whole page, in a new tab" }</a></p>
        </section>
    }
}

/// Steps of a rule as they stand, nothing filled in.
fn steps(of: &[diagnoses::Step]) -> Vec<Step> {
    let command = |(bash, powershell): (&str, &str)| {
        let both = [bash, powershell].map(filled);
        Command { shown: both.clone(), masked: both }
    };
    of.iter().map(|step| Step { text: step.text.to_owned(), command: step.command.map(command) }).collect()
}
