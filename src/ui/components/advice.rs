//! What to do, what not to do, how to verify.

use yew::prelude::*;

use super::{Act, Copy, Icon, icon, prose};
use crate::report::{Command, Step};
use crate::ui::state::{Action, Shell};

/// Properties of [`Column`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ColumnProps {
    /// Its heading.
    pub title: AttrValue,
    /// How it looks: `do`, `do-not` or `then`.
    pub kind: AttrValue,
    /// What it says.
    pub steps: Vec<Step>,
    /// In which shell's words.
    pub shell: Shell,
}

/// One of three columns of advice.
#[component]
pub fn Column(props: &ColumnProps) -> Html {
    let picture = match props.kind.as_str() {
        "do" => Icon::Check,
        "do-not" => Icon::Cross,
        _ => Icon::Arrow,
    };
    let steps = props.steps.iter().enumerate().map(|(number, step)| {
        html! {
            <li key={number}>
                <p>{ prose(&step.text) }</p>
                { step.command.as_ref().map(|held| command(held, props.shell)) }
            </li>
        }
    });
    html! {
        <div class={classes!("column", props.kind.to_string())} hidden={props.steps.is_empty()}>
            <h3>{ icon(picture) }{ props.title.clone() }</h3>
            <ol>{ for steps }</ol>
        </div>
    }
}

/// A command to copy.
pub fn command(command: &Command, shell: Shell) -> Html {
    let text = shell.of(&command.shown).to_owned();
    let copied = text.clone();
    html! {
        <div class="command">
            <code>{ text }</code>
            <Copy text={move |()| copied.clone()} what="the command" />
        </div>
    }
}

/// Properties of [`Advice`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AdviceProps {
    /// What to do.
    pub steps: Vec<Step>,
    /// What not to do.
    pub avoid: Vec<Step>,
    /// How to verify.
    pub verify: Vec<Step>,
    /// In which shell's words.
    pub shell: Shell,
}

/// The three columns.
#[component]
pub fn Advice(props: &AdviceProps) -> Html {
    let shell = props.shell;
    html! {
        <div class="advice">
            <Column title="Do" kind="do" steps={props.steps.clone()} {shell} />
            <Column title="Do not" kind="do-not" steps={props.avoid.clone()} {shell} />
            <Column title="Then verify" kind="then" steps={props.verify.clone()} {shell} />
        </div>
    }
}

/// Properties of [`Shells`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ShellsProps {
    /// The chosen one.
    pub shell: Shell,
    /// Tells of a choice.
    pub act: Act,
}

/// Chooses the shell of all commands.
#[component]
pub fn Shells(props: &ShellsProps) -> Html {
    let choices = [(Shell::Bash, "bash"), (Shell::PowerShell, "PowerShell")].map(|(shell, name)| {
        let onclick = props.act.reform(move |_: MouseEvent| Action::Shell(shell));
        let pressed = (shell == props.shell).to_string();
        html! { <button key={name} type="button" aria-pressed={pressed} {onclick}>{ name }</button> }
    });
    html! { <div class="segments" role="group" aria-label="Commands for">{ for choices }</div> }
}
