//! What the page shows before there is evidence.

use yew::prelude::*;

use super::Act;
use crate::guide::{self, Kind};
use crate::ui::markup::html;
use crate::ui::state::Action;
use crate::ui::words;

/// What to paste, and samples to try.
pub fn welcome(act: &Act) -> Html {
    let samples = guide::all().filter(|page| page.kind == Kind::Diagnosis).filter_map(|page| {
        let example = page.example()?;
        let onclick = act.reform(move |_: MouseEvent| Action::Sampled(example));
        Some(html! { <li key={page.slug}><button type="button" {onclick}>{ page.title }</button></li> })
    });
    html! {
        <section key="welcome" class="card welcome" aria-label="Start">
            <h2>{ "Paste what the customer sent." }</h2>
            <p>{ "WhoseKey reads it here, in your browser, and says whose key it is, which credential source won, what is wrong and what to do. Nothing leaves the page." }</p>
            <dl>
                <div key="error"><dt>{ "The error" }</dt><dd>{ "as the CLI, an SDK or a log printed it; an XML or JSON body" }</dd></div>
                <div key="list"><dt><code>{ "aws configure list" }</code></dt><dd>{ "from the machine that fails" }</dd></div>
                <div key="env"><dt>{ "The environment" }</dt><dd>{ "env, set, docker inspect, a manifest, a credentials file" }</dd></div>
                <div key="more"><dt>{ "Anything else" }</dt><dd>{ "several of these at once, with the text around them" }</dd></div>
            </dl>
            <p class="collector">{ "Nothing yet? " }<button type="button" data-opens="collector">{ words::COLLECTOR }</button>{ " It prints all of this and no secret." }</p>
            <h3 class="label">{ "Or try a sample" }</h3>
            <ul class="samples">{ for samples }</ul>
        </section>
    }
}
