//! What the page shows before there is evidence.

use yew::prelude::*;

use super::{Act, Advice, Shells, prose};
use crate::guide::{self, Kind, Page};
use crate::report::{Command, Step};
use crate::rules::diagnoses;
use crate::ui::state::{Action, Shell};

/// Properties of [`Welcome`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WelcomeProps {
    /// Tells of what the reader did.
    pub act: Act,
}

/// What to paste, and samples to try.
#[component]
pub fn Welcome(props: &WelcomeProps) -> Html {
    let samples = guide::all().filter(|page| page.kind == Kind::Diagnosis).filter_map(|page| {
        let example = page.example()?;
        let onclick = props.act.reform(move |_: MouseEvent| Action::Sampled(example));
        Some(html! { <li key={page.slug}><button type="button" {onclick}>{ page.title }</button></li> })
    });
    html! {
        <section class="card welcome" aria-label="Start">
            <h2>{ "Paste what the customer sent." }</h2>
            <p>{ "WhoseKey reads it here, in your browser, and says whose key it is, which credential source won, what is wrong and what to do. Nothing leaves the page." }</p>
            <dl>
                <div key="error"><dt>{ "The error" }</dt><dd>{ "as the CLI, an SDK or a log printed it; an XML or JSON body" }</dd></div>
                <div key="list"><dt><code>{ "aws configure list" }</code></dt><dd>{ "from the machine that fails" }</dd></div>
                <div key="env"><dt>{ "The environment" }</dt><dd>{ "env, set, docker inspect, a manifest, a credentials file" }</dd></div>
                <div key="more"><dt>{ "Anything else" }</dt><dd>{ "several of these at once, with the text around them" }</dd></div>
            </dl>
            <h3 class="label">{ "Or try a sample" }</h3>
            <ul class="samples">{ for samples }</ul>
        </section>
    }
}

/// Properties of [`Explain`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExplainProps {
    /// An error code or another slug of the guide.
    pub code: AttrValue,
    /// In which shell's words commands are shown.
    pub shell: Shell,
    /// Tells of what the reader did.
    pub act: Act,
}

/// What the guide holds on something: meaning, do, do not, verify.
#[component]
pub fn Explain(props: &ExplainProps) -> Html {
    let Some(page) = guide::page_of_code(&props.code).or_else(|| guide::page(&props.code)) else {
        return html! { <section hidden=true /> };
    };
    let advice = page.advice();
    let avoid: Vec<Step> = advice.avoid.iter().map(|text| Step { text: (*text).to_owned(), command: None }).collect();
    html! {
        <section class="card explain" aria-label="Explanation">
            <header class="bar">
                <span class="label">{ page.kind.name() }</span>
                <span class="space" />
                <Shells shell={props.shell} act={&props.act} />
            </header>
            <h2>{ page.heading() }</h2>
            <p>{ prose(advice.meaning) }</p>
            <Advice steps={steps(advice.steps)} {avoid} verify={steps(advice.verify)} shell={props.shell} />
            <p class="more">{ static_page(&page) }</p>
        </section>
    }
}

/// Steps of a rule as they stand, nothing filled in.
fn steps(of: &[diagnoses::Step]) -> Vec<Step> {
    let both = |(bash, powershell): (&str, &str)| [bash.to_owned(), powershell.to_owned()];
    let command = |held: (&'static str, &'static str)| Command { shown: both(held), masked: both(held) };
    of.iter().map(|step| Step { text: step.text.to_owned(), command: step.command.map(command) }).collect()
}

fn static_page(page: &Page) -> Html {
    html! { <a href={format!("guide/{}/", page.slug)} target="_blank" rel="noopener">{ "The whole page, in a new tab" }</a> }
}
