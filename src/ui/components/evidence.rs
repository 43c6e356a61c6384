//! The evidence with everything drawn in: kinds, hidden characters, findings; secrets hidden, unread lines grey.

use yew::prelude::*;

use super::{Act, Icon, icon};
use crate::report::Report;
use crate::ui::annotate::{self, Line, Piece, Row, Sheet, What};
use crate::ui::markup::html;
use crate::ui::state::{Action, Answer, Target};
use crate::ui::words;

/// Numbers above this one need more room.
const LONG: usize = 9999;

/// Properties of [`Annotated`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AnnotatedProps {
    /// The report.
    pub answer: Answer,
    /// What the reader asked to see.
    pub target: Option<Target>,
    /// Tells of what the reader did.
    pub act: Act,
}

/// The annotated evidence.
#[component]
pub fn Annotated(props: &AnnotatedProps) -> Html {
    let sheets = use_memo(props.answer.clone(), |answer| annotate::sheets(&answer.0));
    let several = sheets.len() > 1;
    let drawn = sheets.iter().enumerate().map(|(number, sheet)| {
        html! {
            <div key={number}>
                <h3 class="source" hidden={!several}>{ sheet.name.clone() }</h3>
                { lines(number, sheet, props) }
            </div>
        }
    });
    html! {
        <section class="card annotated" aria-label="Annotated evidence">
            <h2 class="label">{ "What was read" }</h2>
            { for drawn }
        </section>
    }
}

fn lines(source: usize, sheet: &Sheet, props: &AnnotatedProps) -> Html {
    let rows = sheet.rows.iter().enumerate().map(|(at, row)| match row {
        Row::Kind(title) => html! { <p key={at} class="kind">{ *title }</p> },
        Row::Gap(count) => {
            let words = words::count(*count, "line that says nothing more", "lines not shown");
            html! { <p key={at} class="gap">{ words }</p> }
        }
        Row::Line(held) => line(at, source, held, props),
    });
    let is_long = sheet.rows.iter().any(|row| matches!(row, Row::Line(held) if held.number > LONG));
    let class = if is_long { "sheet long" } else { "sheet" };
    html! { <div {class} role="group" aria-label="Lines" tabindex="0">{ for rows }</div> }
}

fn line(at: usize, source: usize, held: &Line, props: &AnnotatedProps) -> Html {
    let number = held.number;
    let pointed = matches!(props.target, Some(Target::Lines(of, [first, last]))
        if of == source && (first..=last).contains(&number));
    let class = classes!("line", held.unread.then_some("unread"), pointed.then_some("target"));
    let report = &*props.answer.0;
    html! {
        <div key={at} id={format!("L{source}-{number}")} tabindex="-1" {class}>
            <span class="number">{ flag(report, held, &props.act) }{ number }</span>
            <code>{ for held.pieces.iter().enumerate().map(|(at, held)| piece(at, report, held)) }</code>
        </div>
    }
}

/// Leads from a line to the finding that it shows.
fn flag(report: &Report, held: &Line, act: &Act) -> Html {
    let first = held.findings.first().copied();
    let Some((number, finding)) = first.and_then(|number| Some((number, report.findings.get(number)?))) else {
        return html! { <span /> };
    };
    let onclick = act.reform(move |_: MouseEvent| Action::Pointed(Target::Finding(number)));
    html! {
        <button type="button" class={classes!("flag", finding.severity)} {onclick} title={finding.title.clone()}>
            { icon(Icon::of_severity(finding.severity)) }
            <span class="unseen">{ words::severity(finding.severity) }{ ": " }{ finding.title.clone() }</span>
        </button>
    }
}

fn piece(at: usize, report: &Report, held: &Piece) -> Html {
    let severity = held.finding.and_then(|number| report.findings.get(number)).map(|finding| finding.severity);
    let inner = match &held.what {
        What::Text(text) => html! { { text.clone() } },
        What::Hidden(name) => html! { <b class="token">{ *name }</b> },
        What::Secret(length) => {
            html! { <span class="secret">{ format!("secret, {}, hidden", words::count(*length, "character", "characters")) }</span> }
        }
        What::Cut(count) => {
            html! { <span class="cut">{ format!("… {} characters …", words::thousands(*count)) }</span> }
        }
    };
    match severity {
        Some(severity) => html! { <mark key={at} class={severity}>{ inner }</mark> },
        None if held.key => html! { <span key={at} class="key">{ inner }</span> },
        None => html! { <span key={at}>{ inner }</span> },
    }
}
