//! The guide's pages, searched as one types.

use yew::prelude::*;

use crate::guide::{self, Kind, Page};
use crate::ui::browser;

/// Properties of [`GuideList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct GuideListProps {
    /// A page that somebody asked for and that does not exist.
    pub unknown: Option<AttrValue>,
}

/// The list and its search.
#[component]
pub fn GuideList(props: &GuideListProps) -> Html {
    let query = use_state(String::new);
    let oninput = {
        let query = query.clone();
        move |event: InputEvent| query.set(browser::value(&event))
    };
    let found = guide::search(&query);
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
        <section class="card guide" aria-label="Guide">
            <h2>{ "Guide" }</h2>
            <p key="unknown" role="status" hidden={props.unknown.is_none()}>
                { "There is no page called " }<code>{ props.unknown.clone() }</code>{ "." }
            </p>
            <label key="search"><span>{ "Search codes, titles and descriptions" }</span>
                <input type="text" autocomplete="off" spellcheck="false" {oninput} />
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
