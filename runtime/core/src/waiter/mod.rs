//! Waiting for jobs that a call starts and that continue after its response.

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

/// How long to wait for a job by default.
const DEFAULT_LIMIT: Duration = Duration::from_secs(30 * 60);

/// Sends the call that starts the job.
type Sending<A> = fn(Call) -> BoxFuture<'static, Result<Response<A>, Error>>;

/// Starts a job and waits until it has finished. `.await` it, or use [`start`](Waiter::start) to get the
/// response of the call first.
///
/// The operation that reports the state of the job is called repeatedly, less and less often, with the
/// settings and the retry policy of the call. The wait ends with the first documented final state. Any other
/// state, even an undocumented one, means that the job is still running.
///
/// Dropping the waiter stops the waiting, not the job.
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

/// How to wait for a job.
#[derive(Clone)]
struct Wait {
    progress: &'static Progress,
    limit: Duration,
    backoff: Backoff,
    observer: Option<Observer>,
}

/// A function that is called with each new state.
type Observer = Arc<dyn Fn(&str) + Send + Sync>;

impl<A, T> Waiter<A, T> {
    /// Creates a waiter; used by generated code, which knows how to start the job and to follow it.
    ///
    /// ```
    /// use huaweicloud_core::testing::{CannedResponses, ManualClock};
    /// use huaweicloud_core::{Client, Config, Json, Location, Operation, Progress, Token, Waiter};
    ///
    /// static COPY: Operation = Operation::new("CopyInstance", "POST", "/v2/backups");
    /// static JOB: Operation = Operation::new("ShowJob", "GET", "/v2/jobs/{job_id}");
    /// static FINISHED: Progress = Progress::new(&JOB, "/status")
    ///     .parameters(&[(Location::Path, "job_id", "/job_id")])
    ///     .success(&["SUCCESS"])
    ///     .failure(&["FAIL"]);
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # huaweicloud_core::Blocking::new()?.wait(async {
    /// let service = CannedResponses::new()
    ///     .json(202, r#"{"job_id": "j-1"}"#)
    ///     .json(200, r#"{"status": "RUNNING"}"#)
    ///     .json(200, r#"{"status": "SUCCESS"}"#);
    /// let config = Config::builder()
    ///     .endpoint("https://dcs.example.com")
    ///     .credential(Token::new("token"))
    ///     .clock(ManualClock::at(std::time::SystemTime::UNIX_EPOCH))
    ///     .transport(service.clone());
    /// let call = Client::new(config.build()?)?.request(&COPY);
    /// let waiter: Waiter<Json, Json> = Waiter::new(call, &FINISHED, |call| Box::pin(call.send()));
    /// let report = waiter.observe(|state| println!("{state}")).await?;
    /// assert_eq!(report.at("/status"), Json::from("SUCCESS"));
    /// assert_eq!(service.requests()[2].url.path(), "/v2/jobs/j-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })
    /// # }
    /// ```
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

    /// Sets how long to wait for the job. Default: 30 minutes.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.wait.limit = limit;
        self
    }

    /// Sets how long to wait between requests for the state. Default: 2 seconds initially, at most 30.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use huaweicloud_core::{Backoff, Json, Waiter};
    ///
    /// /// Requests the state every five to ten seconds, for up to two hours.
    /// fn patient(waiter: Waiter<Json, Json>) -> Waiter<Json, Json> {
    ///     let ten_seconds = Duration::from_secs(10);
    ///     let backoff = Backoff::new().initial(ten_seconds).maximum(ten_seconds);
    ///     waiter.backoff(backoff).timeout(Duration::from_secs(7200))
    /// }
    /// ```
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.wait.backoff = backoff;
        self
    }

    /// Calls a function with each new state, for example to show progress.
    ///
    /// ```
    /// use huaweicloud_core::{Json, Waiter};
    ///
    /// fn verbose(waiter: Waiter<Json, Json>) -> Waiter<Json, Json> {
    ///     waiter.observe(|state| eprintln!("the backup is in state {state}"))
    /// }
    /// ```
    pub fn observe(mut self, observer: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.wait.observer = Some(Arc::new(observer));
        self
    }

    /// Sends the call, and returns its response and the means to wait.
    ///
    /// ```
    /// use huaweicloud_core::{Error, Json, Waiter};
    ///
    /// async fn backup(copy_instance: Waiter<Json, Json>) -> Result<(), Error> {
    ///     let started = copy_instance.start().await?;
    ///     println!("backup {} has started", started.response().at("/backup_id"));
    ///     started.wait().await?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The call fails, or its response does not identify the job.
    pub async fn start(self) -> Result<Started<A, T>, Error> {
        not_zero("timeout", self.wait.limit)?;
        let call = self.call.clone();
        let answer = (self.send)(self.call).await?;
        let report = Report::of(self.wait.progress, &call, answer.raw_body());
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

/// A job that was started, and the response of the call that started it.
pub struct Started<A, T> {
    answer: Response<A>,
    report: Report,
    wait: Wait,
    ended: PhantomData<fn() -> T>,
}

impl<A, T: DeserializeOwned> Started<A, T> {
    /// The response of the call that started the job.
    pub fn response(&self) -> &Response<A> {
        &self.answer
    }

    /// Waits until the job has succeeded, and returns its last report. It can be called again, for example
    /// after a timeout.
    ///
    /// ```
    /// use huaweicloud_core::{Error, ErrorKind, Json, Started};
    ///
    /// /// Waits once more if the first wait was too short.
    /// async fn finish(started: &Started<Json, Json>) -> Result<Json, Error> {
    ///     let report = match started.wait().await {
    ///         Err(error) if error.kind() == ErrorKind::WaitTimeout => started.wait().await?,
    ///         outcome => outcome?,
    ///     };
    ///     Ok(report.into_inner())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::WorkFailed`](crate::ErrorKind::WorkFailed): the job has failed; [`Error::state`] is
    ///   its state, and [`Error::body`] the report.
    /// - [`ErrorKind::WaitTimeout`](crate::ErrorKind::WaitTimeout): the job is still running at the time
    ///   limit; [`Error::state`] is its last reported state.
    /// - The state could not be requested, with the configured retries.
    pub async fn wait(&self) -> Result<Response<T>, Error> {
        let mut reached = None;
        let following = self.follow(&mut reached);
        match executor::within(self.wait.limit, following).await? {
            Some(outcome) => outcome,
            None => Err(self.report.out_of_time(self.wait.limit, reached)),
        }
    }

    /// Requests the state until the job has finished.
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
                    "the job has a new state"
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

/// The last report in its type.
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
