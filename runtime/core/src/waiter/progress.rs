//! Which operation reports the state of work, and which states end it.

use crate::operation::{Location, Operation};

/// How the work that an operation starts is followed.
///
/// Generated code declares one constant for each operation that starts work. Places in answers are
/// JSON pointers.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub(super) operation: &'static Operation,
    pub(super) parameters: &'static [(Location, &'static str, &'static str)],
    pub(super) item: Option<Item>,
    pub(super) state: &'static str,
    pub(super) reason: Option<&'static str>,
    success: &'static [&'static str],
    failure: &'static [&'static str],
}

/// The item of a list that reports the state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) list: &'static str,
    pub(super) property: &'static str,
    pub(super) equals: &'static str,
}

impl Progress {
    /// The operation that reports the state, and where its answer has it.
    pub const fn new(operation: &'static Operation, state: &'static str) -> Self {
        Self {
            operation,
            parameters: &[],
            item: None,
            state,
            reason: None,
            success: &[],
            failure: &[],
        }
    }

    /// Parameters of that operation, each with its place in the answer of the call that started the
    /// work. What else its path needs is taken from that call.
    pub const fn parameters(
        mut self,
        parameters: &'static [(Location, &'static str, &'static str)],
    ) -> Self {
        self.parameters = parameters;
        self
    }

    /// The answer has a list; the state is in the item whose `property` equals what the answer of
    /// the call that started the work has at `equals`.
    pub const fn item(
        mut self,
        list: &'static str,
        property: &'static str,
        equals: &'static str,
    ) -> Self {
        self.item = Some(Item {
            list,
            property,
            equals,
        });
        self
    }

    /// The states in which the work has ended well.
    pub const fn success(mut self, states: &'static [&'static str]) -> Self {
        self.success = states;
        self
    }

    /// The states in which it has ended badly.
    pub const fn failure(mut self, states: &'static [&'static str]) -> Self {
        self.failure = states;
        self
    }

    /// Where the answer says why the work has ended badly.
    pub const fn reason(mut self, pointer: &'static str) -> Self {
        self.reason = Some(pointer);
        self
    }

    pub(super) fn name(&self) -> &'static str {
        self.operation.name()
    }

    pub(super) fn succeeds(&self, state: &str) -> bool {
        self.success.contains(&state)
    }

    pub(super) fn fails(&self, state: &str) -> bool {
        self.failure.contains(&state)
    }
}
