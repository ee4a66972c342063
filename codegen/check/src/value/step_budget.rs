//! How many steps the evaluation of values may take, where schemas lead back to themselves.

use huaweicloud_json_schema::DEFAULT_STEPS;

/// More steps than any sensible pair of value and schema needs.
const MOST_FOR_ONE: usize = DEFAULT_STEPS / 4;

/// More steps than all values of any sensible run need.
const MOST_FOR_ALL: usize = 10 * DEFAULT_STEPS;

/// What every value still gets when all others have used up theirs.
const LEAST: usize = 2_000;

/// Counts the steps of all evaluations of a run.
#[derive(Debug, Default)]
pub(super) struct StepBudget {
    spent: usize,
}

impl StepBudget {
    /// How many steps the next evaluation may take.
    pub(super) fn most_steps(&self) -> usize {
        MOST_FOR_ALL
            .saturating_sub(self.spent)
            .clamp(LEAST, MOST_FOR_ONE)
    }

    pub(super) fn spend(&mut self, steps: usize) {
        self.spent = self.spent.saturating_add(steps);
    }
}
