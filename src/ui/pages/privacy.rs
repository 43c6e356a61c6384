//! What is promised, and how to check it.

use yew::prelude::*;

use crate::ui::components::Leaks;
use crate::ui::words;

/// The promises, the test, and what no page can promise.
pub fn answer() -> Html {
    html! {
        <section key="privacy" class="card privacy" aria-label="Privacy">
            <h2>{ words::PRIVACY_TITLE }</h2>
            { list(words::PROMISES) }
            <h3>{ words::PRIVACY_TEST }</h3>
            <p>{ words::PRIVACY_TEST_HINT }</p>
            <Leaks />
            <h3>{ words::PRIVACY_LIMITS_TITLE }</h3>
            { list(words::PRIVACY_LIMITS) }
            <h3>{ words::PRIVACY_CHECK_TITLE }</h3>
            { list(words::PRIVACY_CHECKS) }
        </section>
    }
}

fn list(lines: &[&'static str]) -> Html {
    html! { <ul>{ for lines.iter().enumerate().map(|(number, line)| html! { <li key={number}>{ *line }</li> }) }</ul> }
}
