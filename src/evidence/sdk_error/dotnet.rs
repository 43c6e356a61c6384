//! The SDK for .NET.

use super::{Found, claim_start};
use crate::evidence::failure::{Draft, Field, after_frames};
use crate::text::{View, Words};

/// .NET without a body: `Error making request with Error Code CODE and Http Status Code Forbidden.`
pub fn request(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let code = text.cut("Error Code ")?.1.split(' ').next()?;
    let mut draft = Draft::of(Some("dotnet"));
    draft.set(Field::Code, &View::at(code, 0));
    draft.set(Field::Message, &view.slice(at..line.end));
    match text.cut("Http Status Code ").and_then(|(_, rest)| rest.split(['.', ' ']).next()) {
        Some("Forbidden") => draft.set(Field::Status, &View::at("403", 0)),
        Some("Unauthorized") => draft.set(Field::Status, &View::at("401", 0)),
        Some("BadRequest") => draft.set(Field::Status, &View::at("400", 0)),
        _ => {}
    }
    let end = rest(view, line.end);
    Some(Found { draft, range: claim_start(view, at, floor)..end })
}

/// The byte after the inner exceptions and frames of .NET that follow the line of byte `at`.
pub(super) fn rest(view: &View<'_>, at: usize) -> usize {
    let mut end = after_frames(view, at, at).max(at);
    let is_inner = |text: &str| {
        let text = text.trim_start();
        text.starts_with("---> ") || text.starts_with("Exception ") && text.holds(" of ") && text.holds(": ")
    };
    while let Some(next) = view.next_line(&view.line(end)).filter(|next| is_inner(view.get(next.clone()))) {
        end = after_frames(view, next.start, next.end).max(next.end);
    }
    end
}
