//! Pictures beside words: never instead of them.

use yew::prelude::*;

use crate::ui::markup::html;

/// What a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// An error, or what not to do.
    Cross,
    /// A warning.
    Warning,
    /// A note.
    Info,
    /// Done, or what to do.
    Check,
    /// What follows.
    Arrow,
}

impl Icon {
    /// The picture of a severity.
    pub fn of_severity(id: &str) -> Self {
        match id {
            "error" => Self::Cross,
            "warning" => Self::Warning,
            _ => Self::Info,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Cross => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm2.8 8.7-1.1 1.1L8 9.1l-1.7 1.7-1.1-1.1L6.9 8 5.2 6.3l1.1-1.1L8 6.9l1.7-1.7 1.1 1.1L9.1 8Z"
            }
            Self::Warning => "M8 1.2.7 14.3h14.6L8 1.2Zm-.8 4.9h1.6v4.2H7.2V6.1Zm0 5.2h1.6v1.6H7.2v-1.6Z",
            Self::Info => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-.8 3.3h1.6v1.6H7.2V4.3Zm0 2.9h1.6v4.6H7.2V7.2Z",
            Self::Check => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm-1 10L3.9 7.9 5 6.8l2 2 4-4 1.1 1.1L7 11Z",
            Self::Arrow => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm.2 10.4-1.1-1.1 1.5-1.5H4.2V7.2h4.4L7.1 5.7l1.1-1.1L11.6 8l-3.4 3.4Z"
            }
        }
    }
}

/// Draws `icon`; screen readers pass over it, the word beside it speaks.
pub fn icon(icon: Icon) -> Html {
    html! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d={icon.path()} /></svg> }
}
