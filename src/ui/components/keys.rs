//! The key IDs in the evidence: whose they are.

use yew::prelude::*;

use super::cells::cells;
use super::{Act, Icon, copy, icon, place};
use crate::aws::key;
use crate::report::{Key, Report};
use crate::ui::anatomy::grouped;
use crate::ui::markup::html;
use crate::ui::words;

/// As many keys as are drawn.
const DRAWN: usize = 3;
/// As many more as are listed.
const LISTED: usize = 997;
/// As many accounts have a bar of their own.
const BARS: usize = 8;
/// As many places of one key as are named.
const PLACES: usize = 4;

/// The region of the keys; `expected` is the expected account, twelve digits.
pub fn keys(report: &Report, expected: Option<&str>, act: &Act) -> Html {
    let drawn = report.keys.iter().take(DRAWN).enumerate();
    let listed = report.keys.iter().skip(DRAWN).take(LISTED).enumerate();
    let rest = report.keys.len().saturating_sub(DRAWN + LISTED);
    html! {
        <section key="keys" class="card keys" aria-label="Access keys" hidden={report.keys.is_empty()}>
            <h2 class="label">{ words::count(report.keys.len(), "access key", "access keys") }</h2>
            { bars(report) }
            { for drawn.map(|(number, key)| html! { <div key={number} class="key">{ picture(report, &key, expected, act) }</div> }) }
            <ul class="more-keys" tabindex="0" aria-label="More keys" hidden={report.keys.len() <= DRAWN}>
                { for listed.map(|(number, key)| html! { <li key={number}>{ row(&key) }</li> }) }
                <li key="rest" hidden={rest == 0}>{ format!("and {} more; “Take along” has all of them, as a table and as JSON", words::thousands(rest)) }</li>
            </ul>
        </section>
    }
}

/// How many keys are of which account, as bars; where all are of one, or each of its own, there is nothing to see.
fn bars(report: &Report) -> Html {
    let accounts = report.accounts.first(BARS);
    let most = accounts.first().map_or(1, |(_, count)| *count);
    let rows = accounts.iter().map(|(account, count)| {
        let count = *count;
        let name = account.as_deref().map_or_else(|| "no account".to_owned(), grouped);
        html! {
            <li key={name.clone()}>
                <code>{ name.clone() }</code>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width={(count * 100 / most).max(1).to_string()} height="8" /></svg>
                <span>{ words::count(count, "key", "keys") }</span>
            </li>
        }
    });
    let rest = report.accounts.len().saturating_sub(BARS);
    html! {
        <ul key="bars" class="bars" aria-label="Keys per account" hidden={most < 2 || report.accounts.len() < 2}>
            { for rows }
            <li key="rest" hidden={rest == 0}>{ format!("and {}", words::count(rest, "more account", "more accounts")) }</li>
        </ul>
    }
}

fn picture(report: &Report, held: &Key, expected: Option<&str>, act: &Act) -> Html {
    let what = key::prefix(&held.id).map_or("not a key ID that AWS issues", |(_, _, what)| what);
    let seen = held.seen.iter().take(PLACES).enumerate().map(|(number, seen)| {
        let name = seen.name.clone().unwrap_or_default();
        html! { <li key={number}><code>{ name }</code>{ " " }{ place(report, seen.source, [seen.line; 2], None, act) }</li> }
    });
    html! {
        <>
            <p class="what"><span>{ what }</span><span>{ words::count(held.length, "character", "characters") }</span></p>
            { cells(&held.raw, held.account_id.is_some()) }
            <p class="owner">{ account(held, expected) }</p>
            <ul class="seen" aria-label="Where it stands">{ for seen }</ul>
        </>
    }
}

fn account(key: &Key, expected: Option<&str>) -> Html {
    let remark = html! { <span class="note">{ key.account_note.clone() }</span> };
    let Some(number) = &key.account_id else { return remark };
    let digits = number.clone();
    html! {
        <>
            <span class="unseen">{ "Account " }</span>
            <span class="number">{ grouped(number) }</span>
            { copy(move || digits.clone(), "Copy", "the account number", "copy") }
            { expected.map(|wanted| comparison(number, wanted)) }
            { remark }
        </>
    }
}

fn comparison(number: &str, wanted: &str) -> Html {
    let (class, picture, words) = if number == wanted {
        ("good", Icon::Check, "is the expected account".to_owned())
    } else {
        ("bad", Icon::Cross, format!("is not the expected {}", grouped(wanted)))
    };
    html! { <span {class}>{ icon(picture) }{ words }</span> }
}

fn row(held: &Key) -> Html {
    let account = held.account_id.as_deref().map_or_else(|| "no account".to_owned(), grouped);
    html! { <><code>{ held.id.clone() }</code><span>{ account }</span><span>{ format!("× {}", held.count) }</span></> }
}
