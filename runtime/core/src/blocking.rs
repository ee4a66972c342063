//! Waiting for calls in programs without an asynchronous runtime.

use std::future::{Future, IntoFuture};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Runtime};

use crate::error::Error;

/// Waits for calls in programs that are not asynchronous.
///
/// One value is enough for a whole program and all its threads; a clone is cheap. A background thread
/// maintains the connections and renews credentials.
///
/// ```
/// use huaweicloud_core::testing::CannedResponses;
/// use huaweicloud_core::{Blocking, Client, Config, Json, Operation, Token};
///
/// const LIST: Operation = Operation::new("ListApps", "GET", "/v2/apps");
///
/// fn main() -> Result<(), huaweicloud_core::Error> {
///     let config = Config::builder()
///         .endpoint("https://roma.example.com")
///         .credential(Token::new("token"))
///         .transport(CannedResponses::new().json(200, r#"{"total": 1}"#));
///     let client = Client::new(config.build()?)?;
///     let blocking = Blocking::new()?;
///     let apps = blocking.wait(client.request(&LIST).send::<Json>())?;
///     assert_eq!(apps.at("/total"), Json::from(1));
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Blocking(Arc<Owned>);

#[derive(Debug)]
struct Owned(Option<Runtime>);

impl Blocking {
    /// Starts the background thread.
    ///
    /// # Errors
    ///
    /// The operating system cannot start another thread.
    pub fn new() -> Result<Self, Error> {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).enable_all();
        let builder = builder.thread_name("huaweicloud");
        let runtime = builder.build().map_err(|source| {
            let text = format!("could not start the thread for blocking calls: {source}");
            Error::configuration(text).with_source(source)
        })?;
        Ok(Self(Arc::new(Owned(Some(runtime)))))
    }

    /// Waits for a call or any other future: a page, an item, a download, a
    /// [`Waiter`](crate::Waiter).
    ///
    /// It works on any thread. A thread that runs asynchronous code is blocked in the meantime; use
    /// `.await` there instead.
    ///
    /// ```
    /// use huaweicloud_core::{Blocking, Error, Items};
    ///
    /// /// Prints the names of a list, whose pages are fetched as they are needed.
    /// fn print(blocking: &Blocking, mut names: Items<String>) -> Result<(), Error> {
    ///     while let Some(name) = blocking.wait(names.next()) {
    ///         println!("{}", name?);
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn wait<T>(&self, call: impl IntoFuture<Output = T>) -> T {
        let _entered = self.0.0.as_ref().map(Runtime::enter);
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut call = pin!(call.into_future());
        loop {
            match call.as_mut().poll(&mut context) {
                Poll::Ready(outcome) => return outcome,
                Poll::Pending => thread::park(),
            }
        }
    }
}

/// Wakes the thread that waits. Tokio's `block_on` cannot be used because it panics in asynchronous code.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // Waiting for the thread would panic within another runtime.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
