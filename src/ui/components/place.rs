//! A link to lines of the evidence.

use yew::prelude::*;

use super::Act;
use crate::report::Report;
use crate::ui::markup::html;
use crate::ui::state::{Action, Target};
use crate::ui::words;

/// A link to lines of source number `source`; where there are several sources, it says which.
pub fn place(report: &Report, source: usize, lines: [usize; 2], column: Option<usize>, act: &Act) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::Pointed(Target::Lines(source, lines)));
    let name = report.sources.get(source).filter(|_| report.sources.len() > 1).map(|source| source.name.clone());
    html! {
        <button type="button" class="place" {onclick}>
            { name.map(|name| html! { <span class="source">{ name }{ " " }</span> }) }
            { words::place(lines, column) }
        </button>
    }
}
