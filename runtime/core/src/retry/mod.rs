//! Whether a failed call is attempted again, and after how long.

mod after;
mod attempts;
mod backoff;
mod budget;
mod policy;

use after::retry_after;
pub(crate) use attempts::{Attempts, RetrySettings};
pub use backoff::Backoff;
pub use budget::RetryBudget;
pub use policy::{FailedAttempt, LimitAttempts, LimitTime, Never, RetryPolicy, Transient};
