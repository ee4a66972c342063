//! Waiting for work that a call starts and that goes on after its answer.

mod progress;
mod report;

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use self::progress::Progress;

use self::report::Report;
use crate::call::{Call, not_zero, read_json};
use crate::error::Error;
use crate::executor;
use crate::future::BoxFuture;
use crate::response::Response;
use crate::retry::Backoff;

/// How long work is waited for unless the caller says otherwise.
const DEFAULT_LIMIT: Duration = Duration::from_secs(30 * 60);

/// Sends the call that starts the work.
type Sending<A> = fn(Call) -> BoxFuture<'static, Result<Response<A>, Error>>;

/// Starts work and waits until it has ended: `.await` it, or [`start`](Waiter::start) it to have the
/// answer of the call first.
///
/// The operation that reports the state is called again and again, less often the longer it takes,
/// with the settings and the retry policy of the call. The wait ends with the first state that ends
/// the work; any other state, also one that is not documented, means that the work goes on.
///
/// Dropping it stops the waiting, not the work.
///
/// ```no_run
/// # use std::time::Duration;
/// # use huaweicloud_core::{Error, Json, Waiter};
/// # async fn example(copy_instance: Waiter<Json, Json>) -> Result<(), Error> {
/// let backup = copy_instance.timeout(Duration::from_secs(3600)).await?;
/// println!("{:?}", backup.into_inner());
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent before `.await` or `start`"]
pub struct Waiter<A, T> {
    call: Call,
    send: Sending<A>,
    wait: Wait,
    ended: PhantomData<fn() -> T>,
}

/// How to wait, whatever is waited for.
#[derive(Clone)]
struct Wait {
    progress: &'static Progress,
    limit: Duration,
    backoff: Backoff,
    observer: Option<Observer>,
}

/// Is shown each state that is reached.
type Observer = Arc<dyn Fn(&str) + Send + Sync>;

impl<A, T> Waiter<A, T> {
    /// Waits for what a call starts; generated code knows how both are called.
    pub fn new(call: Call, progress: &'static Progress, send: Sending<A>) -> Self {
        let backoff = Backoff::new()
            .initial(Duration::from_secs(2))
            .maximum(Duration::from_secs(30));
        Self {
            call,
            send,
            wait: Wait {
                progress,
                limit: DEFAULT_LIMIT,
                backoff,
                observer: None,
            },
            ended: PhantomData,
        }
    }

    /// How long to wait for the end of the work; 30 minutes unless set.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.wait.limit = limit;
        self
    }

    /// How long to wait before the state is asked for, each time: 2 seconds at first and 30 at most
    /// unless set.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.wait.backoff = backoff;
        self
    }

    /// Shows each new state to this function, for progress on a screen.
    pub fn observe(mut self, observer: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.wait.observer = Some(Arc::new(observer));
        self
    }

    /// Sends the call, and gives its answer together with the means to wait.
    ///
    /// # Errors
    ///
    /// The call fails, or its answer lacks what identifies the work.
    pub async fn start(self) -> Result<Started<A, T>, Error> {
        not_zero("timeout", self.wait.limit)?;
        let begun = self.call.clone();
        let answer = (self.send)(self.call).await?;
        let report = Report::of(self.wait.progress, &begun, answer.raw_body());
        let report = report.map_err(|error| error.with_response(answer.to_kept()))?;
        Ok(Started {
            answer,
            report,
            wait: self.wait,
            ended: self.ended,
        })
    }
}

impl<A, T> IntoFuture for Waiter<A, T>
where
    A: Send + Sync + 'static,
    T: DeserializeOwned + Send + 'static,
{
    type Output = Result<Response<T>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.start().await?.wait().await })
    }
}

/// Work that was started, with the answer of the call that did.
pub struct Started<A, T> {
    answer: Response<A>,
    report: Report,
    wait: Wait,
    ended: PhantomData<fn() -> T>,
}

impl<A, T: DeserializeOwned> Started<A, T> {
    /// The answer of the call that started the work.
    pub fn answer(&self) -> &Response<A> {
        &self.answer
    }

    /// Waits until the work has ended well, and gives the last report of it. It can be called again,
    /// for instance after it ran out of time.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::WorkFailed`](crate::ErrorKind::WorkFailed): the work ended badly; [`Error::state`] is the state, and
    ///   [`Error::body`] the report.
    /// - [`ErrorKind::WaitTimeout`](crate::ErrorKind::WaitTimeout): it goes on after the time limit; [`Error::state`] is the last
    ///   state that was reported.
    /// - The state could not be asked for, after the retries that the configuration permits.
    pub async fn wait(&self) -> Result<Response<T>, Error> {
        let mut reached = None;
        let following = self.follow(&mut reached);
        match executor::within(self.wait.limit, following).await? {
            Some(outcome) => outcome,
            None => Err(self.report.out_of_time(self.wait.limit, reached)),
        }
    }

    /// Asks for the state until the work has ended.
    async fn follow(&self, reached: &mut Option<String>) -> Result<Response<T>, Error> {
        let settings = self.report.settings();
        for asked in 1.. {
            let delay = self.wait.backoff.delay(asked, settings.random.next(), None);
            settings.clock.sleep(delay).await;
            let Some((state, subject, answer)) = self.report.ask().await? else {
                continue;
            };
            let progress = self.wait.progress;
            if reached.as_ref() != Some(&state) {
                tracing::debug!(
                    operation = progress.name(),
                    state,
                    "the work has a new state"
                );
                if let Some(observer) = &self.wait.observer {
                    observer(&state);
                }
            }
            if progress.fails(&state) {
                return Err(self.report.failed(state, &subject, &answer));
            }
            if progress.succeeds(&state) {
                return read(&subject, answer);
            }
            *reached = Some(state);
        }
        Err(self.report.out_of_time(self.wait.limit, reached.take()))
    }
}

/// The last report as its type.
fn read<T: DeserializeOwned>(
    subject: &Value,
    answer: Response<Bytes>,
) -> Result<Response<T>, Error> {
    let mut head = answer.into_head();
    head.body = Bytes::from(subject.to_string());
    Ok(Response::new(read_json(&head)?, head))
}

impl<A, T> fmt::Debug for Waiter<A, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Waiter");
        shown.field("call", &self.call).finish_non_exhaustive()
    }
}

impl<A, T> fmt::Debug for Started<A, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Started");
        shown.field("report", &self.report).finish_non_exhaustive()
    }
}
