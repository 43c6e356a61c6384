//! What can happen on the page.

use super::{Answer, Leak, Notice, Shell, Slot, Target};
use crate::guide::Example;
use crate::rules::Intended;
use crate::ui::export::Kind;
use crate::ui::raw::Paste;
use crate::ui::route::Route;

/// What can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The address changed.
    Went(Route),
    /// The reader changed what a box shows.
    Edited(Slot, String, Option<Paste>),
    /// A sample takes the place of the evidence.
    Sampled(Example),
    /// Files came, or pastes too long for the box.
    Attached(Slot, Vec<(String, Vec<u8>)>),
    /// A file goes.
    Detached(Slot, usize),
    /// The evidence goes, and all else that belongs to the case; where two runtimes are compared, only what is in this
    /// box.
    Cleared(Slot),
    /// Reading takes too long: the files go, the text in the box stays.
    Cancelled,
    /// The evidence comes back.
    Undone,
    /// The engine answered question number so.
    Answered(Slot, u32, Answer),
    /// A part of the answer is drawn.
    Drew,
    /// The expected account was typed.
    Account(String),
    /// The intended source was chosen.
    Source(Option<Intended>),
    /// The SDK was chosen, by its id.
    Sdk(Option<&'static str>),
    /// A shell was chosen.
    Shell(Shell),
    /// Something is to be shown.
    Pointed(Target),
    /// This is to be taken along.
    Chose(Kind),
    /// It is to be shown first, or no longer.
    Previewed,
    /// The reader doubts the diagnosis, and perhaps holds another one for the right one.
    Doubted(Option<String>),
    /// Something is to be told.
    Told(Notice),
    /// What was told is done with.
    Dismissed,
    /// A code was chosen to be explained; none for an empty one.
    Explain(String),
    /// Something is looked for in the guide.
    Searched(String),
    /// Every way out is to be tried.
    TryLeaks,
    /// What came of it.
    Leaked(Vec<Leak>),
}

impl Action {
    /// Whether the answer on the page is no longer the right one after it.
    pub fn asks(&self) -> bool {
        matches!(
            self,
            Self::Edited(..)
                | Self::Sampled(_)
                | Self::Attached(..)
                | Self::Detached(..)
                | Self::Cleared(_)
                | Self::Cancelled
                | Self::Undone
                | Self::Account(_)
                | Self::Source(_)
                | Self::Sdk(_)
        )
    }
}
