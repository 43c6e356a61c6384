//! Parts of the page. Each gets data and callbacks, shows them, and knows nothing else.
//!
//! A part is a plain function; only what keeps something to itself (what it draws from a large report) is a component,
//! since each costs the page some 3 KB. A component always renders one element: what is not there is hidden, and all
//! siblings have keys (Yew 0.23 loses its place among them otherwise).

mod advice;
mod ask;
mod cells;
mod command;
mod copy;
mod evidence;
mod expect;
mod explain;
mod export;
mod exposed;
mod findings;
mod icon;
mod keys;
mod ladder;
mod notice;
mod place;
mod prose;
mod tools;
mod verdict;
mod welcome;

pub use advice::{advice, warnings};
pub use ask::asks;
pub use command::{command, shells};
pub use copy::copy;
pub use evidence::Annotated;
pub use expect::expect;
pub use explain::explain;
pub use export::export;
pub use exposed::exposed;
pub use findings::findings;
pub use icon::{Icon, icon};
pub use keys::keys;
pub use ladder::ladder;
pub use notice::notice;
pub use place::place;
pub use prose::prose;
pub use tools::tools;
pub use verdict::verdict;
pub use welcome::welcome;

use super::state::Action;

/// Tells the page what the reader did.
pub type Act = yew::Callback<Action>;
