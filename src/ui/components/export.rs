//! What leaves the page, shown before it does.

use yew::prelude::*;

use super::{Act, copy};
use crate::guide;
use crate::ui::browser;
use crate::ui::export::{self, Kind};
use crate::ui::markup::html;
use crate::ui::state::{Action, Answer, Export};

/// Shows, copies and prints the report.
pub fn export(answer: &Answer, chosen: &Export, act: &Act) -> Html {
    let kind = chosen.kind;
    let offered = |each: Kind| match each {
        Kind::Keys => answer.0.keys.len() > 1,
        Kind::Fault => kind == each,
        _ => true,
    };
    let kinds = Kind::ALL.iter().filter(|(each, _)| offered(*each)).map(|&(each, name)| {
        let onclick = act.reform(move |_: MouseEvent| Action::Chose(each));
        html! { <button key={name} type="button" aria-pressed={(each == kind).to_string()} {onclick}>{ name }</button> }
    });
    let copied = {
        let (answer, chosen) = (answer.clone(), chosen.clone());
        move || export::text(&answer.0, chosen.kind, &chosen.should_be)
    };
    let toggle = act.reform(|_: MouseEvent| Action::Previewed);
    let preview = if chosen.shown { export::text(&answer.0, kind, &chosen.should_be) } else { String::new() };
    html! {
        <section key="export" id="export" tabindex="-1" class="card export" aria-label="Report">
            <h2 class="label">{ "Take along" }</h2>
            <div class="segments" role="group" aria-label="What">{ for kinds }</div>
            <span class="space" />
            <div class="bar">
                { copy(copied, "Copy", "what is chosen", "copy main") }
                <button type="button" onclick={|_| browser::print()}>{ "Print" }</button>
                <button type="button" aria-expanded={chosen.shown.to_string()} onclick={toggle}>{ "Preview" }</button>
            </div>
            { should_be(chosen, act) }
            <p key="hint" class="hint">{ "Secrets are gone and key IDs masked in all of them; the preview shows every character that leaves the page." }</p>
            <pre key="shown" hidden={!chosen.shown} tabindex="0" aria-label="Preview">{ preview }</pre>
        </section>
    }
}

/// What the reader holds for the right diagnosis.
fn should_be(chosen: &Export, act: &Act) -> Html {
    let onchange = act.reform(|event: Event| Action::Doubted(Some(browser::value(&event))));
    let options = guide::all().filter(|page| page.kind == guide::Kind::Diagnosis).map(|page| {
        let selected = chosen.should_be == page.slug;
        html! { <option key={page.slug} value={page.slug} {selected}>{ page.title }</option> }
    });
    html! {
        <label key="should-be" class="should-be" hidden={chosen.kind != Kind::Fault}>
            <span>{ "What it should be. The report holds what was made of the evidence, and no word of the evidence itself: copy it into an issue." }</span>
            <select {onchange}>
                <option key="none" value="" selected={chosen.should_be.is_empty()}>{ "something else, or nothing" }</option>
                { for options }
            </select>
        </label>
    }
}
