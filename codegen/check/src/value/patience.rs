//! How long values are held against schemas that never come to an end.

use std::cell::Cell;

/// More steps than any sensible pair of value and schema needs.
const MOST_FOR_ONE: usize = 500_000;

/// More steps than all values of any sensible run need.
const MOST_FOR_ALL: usize = 20_000_000;

/// What every value still gets when all have used up theirs.
const LEAST: usize = 500;

/// Counts the steps of all evaluations of a run.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    spent: Cell<usize>,
}

impl Patience {
    /// How many steps the next evaluation may take.
    pub(super) fn most_steps(&self) -> usize {
        MOST_FOR_ALL
            .saturating_sub(self.spent.get())
            .clamp(LEAST, MOST_FOR_ONE)
    }

    pub(super) fn spend(&self, steps: usize) {
        self.spent.set(self.spent.get().saturating_add(steps));
    }
}
