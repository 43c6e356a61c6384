//! The guide, as far as the page itself holds it: meaning, do, do not, verify. The whole text is on the static pages.

use yew::prelude::*;

use crate::guide::{self, Kind, Page};
use crate::ui::components::{Act, Explain, GuideList};
use crate::ui::state::{Action, State};
use crate::ui::words;

/// The guide's list, or the page called `slug`.
pub fn answer(state: &State, slug: Option<&str>, act: &Act) -> Html {
    let found = slug.and_then(|slug| guide::page_of_code(slug).or_else(|| guide::page(slug)));
    let Some(page) = found else {
        return html! { <GuideList key="list" unknown={slug.map(|slug| AttrValue::from(slug.to_owned()))} /> };
    };
    html! {
        <>
            <p key="back" class="back"><a href="#/guide">{ "All pages" }</a></p>
            <Explain key={page.slug} code={page.slug} shell={state.shell} {act} />
            { more(page, act) }
        </>
    }
}

/// An example to try and pages to read next.
fn more(page: Page, act: &Act) -> Html {
    let example = page.example();
    let onclick = act.reform(move |_: MouseEvent| example.map_or(Action::Dismissed, Action::Sampled));
    let codes: Vec<&str> = page.codes().collect();
    let label = if page.kind == Kind::Code { words::SAME_ANSWER } else { words::APPEARS_AS };
    let related = page.related().map(|page| {
        html! { <li key={page.slug}><a href={format!("#/guide/{}", page.slug)}>{ page.heading() }</a></li> }
    });
    html! {
        <section key="more" class="card more-guide" aria-label="More">
            <p key="codes" hidden={codes.is_empty()}>{ label }{ " " }<code>{ codes.join(", ") }</code></p>
            <ul key="related">{ for related }</ul>
            <button key="example" type="button" class="main" hidden={example.is_none()} {onclick}>{ "Try an example" }</button>
        </section>
    }
}
