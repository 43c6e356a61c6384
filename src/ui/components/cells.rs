//! A key ID as a picture of its cells.

use yew::prelude::*;

use crate::ui::anatomy::{self, Part, Run};
use crate::ui::markup::html;

/// Draws the key ID in `raw`, defects included. `readable` says whether its account could be read.
pub fn cells(raw: &str, readable: bool) -> Html {
    let runs = anatomy::runs(raw);
    let spoken: String = runs.iter().map(spoken).collect::<Vec<_>>().join(", ");
    let drawn = runs.iter().enumerate().map(|(number, run)| {
        let cells = run.cells.iter().enumerate();
        // What is wrong with several runs stands under the first of them.
        let is_said = run.fault.is_some() && runs.iter().take(number).any(|before| before.fault == run.fault);
        html! {
            <span key={number} class={classes!("run", class(run, readable))}>
                <span class="row">{ for cells.map(|(number, cell)| html! { <b key={number}>{ cell.clone() }</b> }) }</span>
                <span class="caption">{ (!is_said).then(|| caption(run, readable)) }</span>
            </span>
        }
    });
    html! { <div class="cells" role="img" aria-label={spoken}>{ for drawn }</div> }
}

fn class(run: &Run, readable: bool) -> &'static str {
    match run.part {
        Part::Missing => "missing",
        Part::Prefix if run.fault.is_none() => "prefix",
        Part::Account if run.fault.is_none() && readable => "account",
        Part::Account | Part::Rest if run.fault.is_none() => "rest",
        _ => "fault",
    }
}

fn caption(run: &Run, readable: bool) -> String {
    let words = match run.part {
        Part::Prefix => "prefix",
        Part::Account if readable => "account",
        Part::Extra => "too many",
        Part::Missing => "missing",
        Part::Account | Part::Rest | Part::Fault => "",
    };
    run.fault.clone().unwrap_or_else(|| words.to_owned())
}

fn spoken(run: &Run) -> String {
    let cells = run.cells.concat();
    match run.part {
        Part::Missing => format!("{} missing", run.cells.len()),
        Part::Extra => format!("{cells} too many"),
        _ => [Some(cells), run.fault.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}
