//! The provider chain as a ladder: which source won, which were shadowed.

use yew::prelude::*;

use super::{Act, place};
use crate::aws::chains;
use crate::report::{Report, Rung};
use crate::ui::markup::html;
use crate::ui::words;

/// The region of the credential sources.
pub fn ladder(report: &Report, act: &Act) -> Html {
    let Some(chain) = &report.chain else {
        return html! { <section key="ladder" hidden=true /> };
    };
    let known = chains::of(&chain.sdk);
    let title = known.map_or(chain.sdk.as_str(), |chain| chain.title);
    let name = |held: &Rung| {
        let step = known.and_then(|chain| chain.order.iter().find(|step| step.id() == held.step));
        step.map_or(&*held.step, |step| step.title()).to_owned()
    };
    // Neighbours of which nothing is known share a rung: they are many, and say little.
    let groups = chain.rungs.chunk_by(|a, b| a.state == "unknown" && b.state == "unknown");
    let rungs = groups.enumerate().filter_map(|(number, group)| {
        let first = group.first()?;
        let names = words::sentence(&group.iter().map(name).collect::<Vec<_>>().join(", "));
        Some(html! { <li key={number} class={first.state}>{ rung(report, first, names, act) }</li> })
    });
    html! {
        <section key="ladder" class="card ladder" aria-label="Credential sources">
            <header class="bar">
                <h2 class="label">{ "Credential sources" }</h2>
                <span class="why">{ format!("in the order of {title}") }</span>
            </header>
            <ol>{ for rungs }</ol>
        </section>
    }
}

fn rung(report: &Report, held: &Rung, name: String, act: &Act) -> Html {
    let proof = held.proof.iter().take(3).enumerate().map(|(number, proof)| {
        html! { <span key={number}>{ place(report, proof.source, proof.lines, None, act) }</span> }
    });
    html! {
        <>
            <span class="dot" aria-hidden="true" />
            <span class="name">{ name }</span>
            <span class="proof">{ for proof }</span>
            <span class="state">{ words::rung(held.state) }</span>
        </>
    }
}
