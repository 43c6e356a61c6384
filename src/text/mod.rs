//! The pasted text: its positions, its invisible characters, what may be shown of a secret, and the grammars that
//! several formats share (XML, JSON, INI, quoting, hex dumps). Nothing here knows AWS.

pub mod base64;
pub mod bytes;
pub mod caret;
pub mod characters;
pub mod clean;
pub mod codes;
pub mod command;
mod effort;
pub mod hexdump;
pub mod http;
pub mod ini;
pub mod json;
pub mod listing;
pub mod margin;
pub mod mask;
pub mod quote;
pub mod redaction;
pub mod scan;
pub mod shell;
pub mod sorted;
mod source;
pub mod stamp;
pub mod url;
mod view;
mod words;
pub mod xml;

pub use source::{Position, Source, Span};
pub use view::View;
pub use words::Words;
