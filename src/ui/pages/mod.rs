//! The pages: each puts parts together and says what belongs on it.

mod triage;

pub use triage::{answer, side};
