//! What the evidence means: findings (what the text shows), diagnoses (the cause), the provider chain that won, and
//! what to ask for next. A rule looks at all evidence together and never at the text.
//!
//! One rule, one file: `findings/` and `diagnoses/` hold them, and each `mod.rs` holds its one list.

/// The pastes that a rule answers to. The page holds the first, for "Try an example"; tests and the guide read them all.
macro_rules! hits {
    [$first:expr $(, $paste:expr)* $(,)?] => {
        if cfg!(target_arch = "wasm32") { &[$first] } else { &[$first $(, $paste)*] }
    };
}

/// The pastes that a rule must pass over. The page holds none.
macro_rules! misses {
    [$($paste:expr),* $(,)?] => {
        if cfg!(target_arch = "wasm32") { &[] } else { &[$($paste),*] }
    };
}

mod addresses;
pub mod ask;
mod case;
pub mod chain;
mod context;
pub mod diagnoses;
pub mod findings;
pub mod runtime;
pub mod shape;

pub use case::{Case, Holding, Key, KeyUse, Place, UseKind};
pub use context::{Context, ContextError, Intended};
pub use diagnoses::{Because, Confidence, Diagnosis};
pub use findings::{Finding, Severity};
