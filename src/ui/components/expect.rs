//! What the reader knows and the evidence may not say.

use yew::prelude::*;

use super::Act;
use crate::aws::chains;
use crate::rules::Intended;
use crate::ui::browser;
use crate::ui::markup::html;
use crate::ui::state::{Action, Expected};
use crate::ui::words;

/// The fields of what is expected.
pub fn expect(expected: &Expected, act: &Act) -> Html {
    let Expected { account, source, sdk } = expected;
    let wrong = expected.account_is_wrong();
    let typed = act.reform(|event: InputEvent| Action::Account(browser::value(&event)));
    let chose_source = act.reform(|event: Event| {
        let id = browser::value(&event);
        Action::Source(Intended::ALL.iter().find(|(known, _)| *known == id).map(|&(_, source)| source))
    });
    let chose_sdk = act.reform(|event: Event| Action::Sdk(chains::of(&browser::value(&event)).map(|chain| chain.id)));
    let sources = Intended::ALL.iter().map(|&(id, held)| {
        html! { <option key={id} value={id} selected={*source == Some(held)}>{ words::intended(held) }</option> }
    });
    let sdks = chains::ALL.iter().map(|chain| {
        html! { <option key={chain.id} value={chain.id} selected={*sdk == Some(chain.id)}>{ chain.title }</option> }
    });
    html! {
        <section key="expect" class="card expect" aria-label="What you expect">
            <h2 class="label">{ "What you expect" }</h2>
            <label key="account">
                <span>{ "Account" }</span>
                <input type="text" inputmode="numeric" autocomplete="off" spellcheck="false" placeholder="1234 5678 9012"
                    aria-label="Expected account" aria-invalid={wrong.to_string()} aria-describedby="account-hint"
                    value={account.clone()} oninput={typed} />
            </label>
            <label key="source">
                <span>{ "Source" }</span>
                <select aria-label="Expected source" onchange={chose_source}>
                    <option key="any" value="" selected={source.is_none()}>{ "any" }</option>
                    { for sources }
                </select>
            </label>
            <label key="sdk">
                <span>{ "SDK or tool" }</span>
                <select aria-label="SDK or tool" onchange={chose_sdk}>
                    <option key="any" value="" selected={sdk.is_none()}>{ "as the evidence says" }</option>
                    { for sdks }
                </select>
            </label>
            <p key="hint" id="account-hint" class="hint" hidden={!wrong}>{ "An account number has twelve digits." }</p>
        </section>
    }
}
