//! How to follow the progress of a job.

use crate::operation::{Location, Operation};

/// How to follow the progress of the job that an operation starts: which operation reports its state, and
/// which states are final.
///
/// Generated code declares a constant for each operation that starts a job. JSON pointers locate values in
/// responses.
///
/// ```
/// use huaweicloud_core::{Location, Operation, Progress};
///
/// static SHOW: Operation =
///     Operation::new("ListBackups", "GET", "/v2/instances/{instance_id}/backups");
///
/// /// The state of the backup in a list whose `backup_id` is the one that the call returned.
/// static BACKUP: Progress = Progress::new(&SHOW, "/status")
///     .parameters(&[(Location::Path, "instance_id", "/instance_id")])
///     .item("/backups", "/backup_id", "/backup_id")
///     .success(&["succeed"])
///     .failure(&["failed"])
///     .reason("/error_message");
/// # let _ = &BACKUP;
/// ```
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
    /// The operation that reports the state, and the pointer to the state in its response.
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

    /// Sets parameters of that operation, with pointers to their values in the response of the call that
    /// started the job. Other path parameters are taken from that call.
    pub const fn parameters(
        mut self,
        parameters: &'static [(Location, &'static str, &'static str)],
    ) -> Self {
        self.parameters = parameters;
        self
    }

    /// Looks for the state in the item of a list whose `property` equals the value at `equals` in the
    /// response of the call that started the job.
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

    /// Sets the states in which the job has succeeded.
    pub const fn success(mut self, states: &'static [&'static str]) -> Self {
        self.success = states;
        self
    }

    /// Sets the states in which the job has failed.
    pub const fn failure(mut self, states: &'static [&'static str]) -> Self {
        self.failure = states;
        self
    }

    /// Sets the pointer to the reason why the job has failed.
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
