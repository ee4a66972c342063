//! Checking that the asynchronous runtime has what calls need.

use std::cell::Cell;
use std::future::Future;
use std::net::UdpSocket as StdSocket;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::runtime::{Handle, Id};

use crate::error::{Error, ErrorKind};

thread_local! {
    /// The last runtimes on this thread that were found to have timers and sockets.
    static WITH_TIMERS: Cell<Option<Id>> = const { Cell::new(None) };
    static WITH_SOCKETS: Cell<Option<Id>> = const { Cell::new(None) };
}

/// Checks that a runtime with timers runs the caller, and returns its ID.
///
/// # Errors
///
/// There is no Tokio runtime, or it was built without timers.
pub(crate) fn check() -> Result<Id, Error> {
    let handle = Handle::try_current().map_err(|_| {
        Error::configuration(
            "the call was not awaited in a Tokio runtime: use `#[tokio::main]`, or wait for it with \
             `huaweicloud_core::Blocking`",
        )
    })?;
    let id = handle.id();
    if WITH_TIMERS.get() == Some(id) {
        return Ok(id);
    }
    // Tokio cannot be asked; creating a timer panics if there are none.
    let probe = || drop(tokio::time::sleep(Duration::ZERO));
    if catch_unwind(AssertUnwindSafe(probe)).is_err() {
        return Err(lacking("timers", "enable_time"));
    }
    WITH_TIMERS.set(Some(id));
    Ok(id)
}

/// Checks that the runtime can use the network.
///
/// # Errors
///
/// It was built without sockets.
pub(crate) fn check_sockets() -> Result<(), Error> {
    let id = check()?;
    if WITH_SOCKETS.get() == Some(id) {
        return Ok(());
    }
    // Bound to the loopback address only. If this fails, the call itself reports why.
    let Ok(socket) = StdSocket::bind("127.0.0.1:0") else {
        return Ok(());
    };
    if socket.set_nonblocking(true).is_err() {
        return Ok(());
    }
    let probe = || drop(UdpSocket::from_std(socket));
    if catch_unwind(AssertUnwindSafe(probe)).is_err() {
        return Err(lacking("input and output", "enable_io"));
    }
    WITH_SOCKETS.set(Some(id));
    Ok(())
}

fn lacking(what: &str, method: &str) -> Error {
    Error::configuration(format!(
        "the Tokio runtime has no {what}: call `.enable_all()` (or `.{method}()`) on the \
         `tokio::runtime::Builder`"
    ))
}

/// Awaits a future for a limited time; `None` if it was not ready by then.
///
/// # Errors
///
/// The runtime has no timers.
pub(crate) async fn within<F: Future>(
    limit: Duration,
    future: F,
) -> Result<Option<F::Output>, Error> {
    check()?;
    Ok(tokio::time::timeout(limit, future).await.ok())
}

/// The error of a task that ended without a result.
pub(crate) fn interrupted() -> Error {
    Error::new(
        ErrorKind::Credential,
        "the credential provider was interrupted before it returned a credential: its runtime was \
         shut down, or the provider panicked",
    )
}
