//! Parts of the page. Each gets data and callbacks as properties, shows them, and knows nothing else. A part always
//! renders one element: what is not there is hidden (Yew loses its place among siblings otherwise).

mod advice;
mod ask;
mod cells;
mod copy;
mod evidence;
mod expect;
mod export;
mod findings;
mod guide_list;
mod icon;
mod keys;
mod ladder;
mod leaks;
mod link_builder;
mod notice;
mod place;
mod prose;
mod tools;
mod verdict;
mod welcome;

pub use advice::{Advice, Shells};
pub use ask::Asks;
pub use copy::Copy;
pub use evidence::Annotated;
pub use expect::Expect;
pub use export::Export;
pub use findings::Findings;
pub use guide_list::GuideList;
pub use icon::{Icon, icon};
pub use keys::Keys;
pub use ladder::Ladder;
pub use leaks::Leaks;
pub use link_builder::LinkBuilder;
pub use notice::Message;
pub use place::place;
pub use prose::prose;
pub use tools::Tools;
pub use verdict::Verdict;
pub use welcome::{Explain, Welcome};

use super::state::Action;

/// Tells the page what the reader did.
pub type Act = yew::Callback<Action>;
