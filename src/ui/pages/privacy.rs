//! What is promised, and how to check it.

use yew::prelude::*;

use crate::ui::components::{Act, Icon, icon};
use crate::ui::markup::html;
use crate::ui::state::{Action, Leak, State};
use crate::ui::words;

/// The promises, the test, and what no page can promise.
pub fn answer(state: &State, act: &Act) -> Html {
    let onclick = act.reform(|_: MouseEvent| Action::TryLeaks);
    html! {
        <section key="privacy" class="card privacy" aria-label="Privacy">
            <h2>{ words::PRIVACY_TITLE }</h2>
            { list(words::PROMISES) }
            <h3>{ words::PRIVACY_TEST }</h3>
            <p>{ words::PRIVACY_TEST_HINT }</p>
            <div class="leaks">
                <button type="button" class="main" {onclick}>{ "Try to leak" }</button>
                <ul aria-live="polite">{ for state.leaks.iter().map(leak) }</ul>
            </div>
            <h3>{ words::PRIVACY_LIMITS_TITLE }</h3>
            { list(words::PRIVACY_LIMITS) }
            <h3>{ words::PRIVACY_CHECK_TITLE }</h3>
            { list(words::PRIVACY_CHECKS) }
        </section>
    }
}

fn leak(tried: &Leak) -> Html {
    let (class, picture, word) =
        if tried.refused { ("good", Icon::Check, "refused") } else { ("bad", Icon::Cross, "NOT refused") };
    html! { <li key={tried.way}><span>{ tried.way }</span><span {class}>{ icon(picture) }{ word }</span></li> }
}

fn list(lines: &[&'static str]) -> Html {
    html! { <ul>{ for lines.iter().enumerate().map(|(number, line)| html! { <li key={number}>{ *line }</li> }) }</ul> }
}
