//! The guide, as far as the page itself holds it: meaning, do, do not, verify. The whole text is on the static pages.

use yew::prelude::*;

use crate::guide::{self, Kind, Page};
use crate::ui::browser;
use crate::ui::components::{Act, explain};
use crate::ui::markup::html;
use crate::ui::state::{Action, State};
use crate::ui::words;

/// The guide's list, or the page called `slug`.
pub fn answer(state: &State, slug: Option<&str>, act: &Act) -> Html {
    match slug.and_then(|slug| guide::page_of_code(slug).or_else(|| guide::page(slug))) {
        Some(page) => html! {
            <>
                <p key="back" class="back"><a href="#/guide">{ "All pages" }</a></p>
                { explain(page, state.shell, act) }
                { more(page, act) }
            </>
        },
        None => list(state, slug, act),
    }
}

/// The pages, searched as one types.
fn list(state: &State, unknown: Option<&str>, act: &Act) -> Html {
    let oninput = act.reform(|event: InputEvent| Action::Searched(browser::value(&event)));
    let found = guide::search(&state.search);
    let kinds = Kind::ALL.map(|kind| {
        let pages: Vec<&Page> = found.iter().filter(|page| page.kind == kind).collect();
        html! {
            <div key={kind.name()} hidden={pages.is_empty()}>
                <h3 class="label">{ kind.heading() }</h3>
                <ul>{ for pages.into_iter().map(entry) }</ul>
            </div>
        }
    });
    html! {
        <section key="list" class="card guide" aria-label="Guide">
            <h2>{ "Guide" }</h2>
            <p key="unknown" role="status" hidden={unknown.is_none()}>
                { "There is no page called " }<code>{ unknown.unwrap_or_default().to_owned() }</code>{ "." }
            </p>
            <label key="search"><span>{ "Search codes, titles and descriptions" }</span>
                <input type="text" autocomplete="off" spellcheck="false" value={state.search.clone()} {oninput} />
            </label>
            { for kinds }
            <p key="none" role="status" hidden={!found.is_empty()}>{ "No page holds all of these words." }</p>
        </section>
    }
}

fn entry(page: &Page) -> Html {
    html! {
        <li key={page.slug}>
            <a href={format!("#/guide/{}", page.slug)}>{ page.heading() }</a>
            <p>{ page.description }</p>
        </li>
    }
}

/// An example to try and pages to read next.
fn more(page: Page, act: &Act) -> Html {
    let example = page.example();
    let onclick = act.reform(move |_: MouseEvent| example.map_or(Action::Dismissed, Action::Sampled));
    let codes: Vec<&str> = page.codes().filter(|code| *code != page.slug).collect();
    let label = if page.kind == Kind::Code { words::SAME_ANSWER } else { words::APPEARS_AS };
    let related = page.related().map(|page| {
        html! { <li key={page.slug}><a href={format!("#/guide/{}", page.slug)}>{ page.heading() }</a></li> }
    });
    html! {
        <section key="more" class="card more-guide" aria-label="More">
            <p key="codes" hidden={codes.is_empty()}>{ label }{ " " }<code>{ codes.join(", ") }</code></p>
            <h3 key="next" class="label">{ "Related pages" }</h3>
            <ul key="related">{ for related }</ul>
            <button key="example" type="button" class="main" hidden={example.is_none()} {onclick}>{ "Try an example" }</button>
        </section>
    }
}
