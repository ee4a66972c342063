//! The future that trait objects return.

use std::future::Future;
use std::pin::Pin;

/// A boxed future, as methods of trait objects return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
