//! The page. Yew stays in this folder, and the browser's own interfaces stay in one file of it.

use yew::prelude::*;

/// Everything of the page that is not in index.html.
#[component]
pub fn App() -> Html {
    html! { <section aria-label="Diagnosis" hidden=true /> }
}

/// Mounts [`App`] beside the box that index.html owns.
pub fn mount() {
    let host = gloo::utils::document().get_element_by_id("app");
    if let Some(host) = host {
        yew::Renderer::<App>::with_root(host).render();
    }
}
