//! A button that copies.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::markup::html;

/// Properties of [`Copy`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyProps {
    /// Makes the text, when it is wanted.
    pub text: Callback<(), String>,
    /// What the button says.
    #[prop_or(AttrValue::Static("Copy"))]
    pub label: AttrValue,
    /// What it copies, for those who do not see what stands beside it.
    #[prop_or_default]
    pub what: AttrValue,
    /// How it looks.
    #[prop_or_default]
    pub class: Classes,
}

/// How long it says that it worked, in milliseconds.
const TELL: u32 = 1600;

/// A button that copies a text and says whether that worked.
#[component]
pub fn Copy(props: &CopyProps) -> Html {
    let worked = use_state(|| None);
    let timer = use_mut_ref(|| None);
    let onclick = {
        let (make, worked) = (props.text.clone(), worked.clone());
        Callback::from(move |_: MouseEvent| {
            let (worked, timer) = (worked.clone(), timer.clone());
            let done = Callback::from(move |ok| {
                worked.set(Some(ok));
                let worked = worked.clone();
                *timer.borrow_mut() = Some(browser::later(TELL, move || worked.set(None)));
            });
            browser::copy(make.emit(()), done);
        })
    };
    let told = worked.map_or("", |ok| if ok { "Copied" } else { "Not allowed" });
    let label = if told.is_empty() { props.label.clone() } else { told.into() };
    html! {
        <span class="copying">
            <button key="button" type="button" class={classes!("copy", props.class.clone())} {onclick}>
                { label }<span class="unseen">{ " " }{ props.what.clone() }</span>
            </button>
            <span key="told" role="status" class="unseen">{ told }</span>
        </span>
    }
}
