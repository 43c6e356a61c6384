//! What the evidence means: findings (what the text shows), diagnoses (the cause), the provider chain that won, and
//! what to ask for next. A rule looks at all evidence together and never at the text.
//!
//! One rule, one file: `findings/` and `diagnoses/` hold them, and each `mod.rs` holds its one list.

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
