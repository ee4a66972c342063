//! Limits the steps for evaluating values, because of recursive schemas.

use huaweicloud_json_schema::DEFAULT_STEPS;

/// The limit for a single value.
const MOST_FOR_ONE: usize = DEFAULT_STEPS / 4;

/// The limit for all values of a run.
const MOST_FOR_ALL: usize = 10 * DEFAULT_STEPS;

/// The steps that every value gets, even if the limit for the run is reached.
const LEAST: usize = 2_000;

/// Counts the steps of all evaluations of a run.
#[derive(Debug, Default)]
pub(super) struct StepBudget {
    spent: usize,
}

impl StepBudget {
    /// The limit for the next evaluation.
    pub(super) fn most_steps(&self) -> usize {
        MOST_FOR_ALL
            .saturating_sub(self.spent)
            .clamp(LEAST, MOST_FOR_ONE)
    }

    pub(super) fn spend(&mut self, steps: usize) {
        self.spent = self.spent.saturating_add(steps);
    }
}
