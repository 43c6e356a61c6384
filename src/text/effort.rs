//! How much of a text its readers have looked at: the bound that makes reading linear whatever the text.
//!
//! A reader looks at what surrounds a place: a line, an object, the lines above. Any text could be made of nothing but
//! places with large surroundings. So a view counts what is looked at. Far more is granted than evidence ever takes;
//! where it is used up, the next places see no farther than [`NEAREST`], until the text goes on.

use std::cell::Cell;

/// What one byte of text grants, in bytes that may be looked at on its behalf.
const GRANT: usize = 128;
/// What is granted from the start, in bytes of text; of a shorter text all of it.
const ADVANCE: usize = 4_096;
/// What is granted whatever the text.
const LEAST: usize = 65_536;
/// How far a reader sees where nothing is left.
const NEAREST: usize = 128;
/// What looking at all costs.
const ONCE: usize = 8;

/// What was looked at and how much may be.
#[derive(Clone, Debug)]
pub struct Effort {
    spent: Cell<usize>,
    granted: Cell<usize>,
}

/// How much was looked at is no part of what a text is.
impl PartialEq for Effort {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Effort {}

impl Effort {
    /// For a text of `length` bytes.
    pub fn of(length: usize) -> Self {
        Self { spent: Cell::new(0), granted: Cell::new(grant(length, length)) }
    }

    /// Grants what readers may look at up to byte `at` of a text of `length` bytes, and no more.
    pub fn grant(&self, at: usize, length: usize) {
        self.granted.set(grant(at, length));
    }

    /// Takes in that `bytes` were looked at.
    pub fn spend(&self, bytes: usize) {
        self.spent.set(self.spent.get().saturating_add(bytes).saturating_add(ONCE));
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.spent.get() > self.granted.get()
    }

    /// How far a reader may see who would see `most` bytes.
    pub fn reach(&self, most: usize) -> usize {
        if self.is_spent() { most.min(NEAREST) } else { most }
    }
}

fn grant(at: usize, length: usize) -> usize {
    GRANT.saturating_mul(at + length.min(ADVANCE)).saturating_add(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_comes_back_as_the_text_goes_on() {
        let effort = Effort::of(1_000_000);
        effort.grant(0, 1_000_000);
        effort.spend(GRANT * ADVANCE);
        assert_eq!((effort.is_spent(), effort.reach(1_000)), (false, 1_000));
        effort.spend(LEAST);
        assert_eq!((effort.is_spent(), effort.reach(1_000)), (true, NEAREST));
        effort.grant(100, 1_000_000);
        assert!(!effort.is_spent());
    }
}
