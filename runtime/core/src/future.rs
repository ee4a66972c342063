//! The future that a trait object returns.

use std::future::Future;
use std::pin::Pin;

/// A future behind a pointer, for traits whose implementations are chosen at run time.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
