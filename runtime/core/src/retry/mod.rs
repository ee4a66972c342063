//! When a call is made again, and when.

mod after;
mod backoff;
mod budget;
mod policy;

pub(crate) use after::retry_after;
pub use backoff::Backoff;
pub use budget::RetryBudget;
pub use policy::{FailedAttempt, LimitAttempts, LimitTime, Never, RetryPolicy, Transient};
