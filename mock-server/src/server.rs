//! The server and how it is built.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::answer::Answer;
use crate::connection::{self, Service};
use crate::current::Current;
use crate::document::{Operation, Source, operations};
use crate::error::{AnswerError, StartError};
use crate::fault::{FaultRule, Faults};
use crate::generated::DOCUMENTS;
use crate::mock::{Habits, Mock, Observer};
use crate::received::ReceivedRequest;

/// How many of the last requests are kept unless the builder says otherwise.
const KEPT_REQUESTS: usize = 1_000;
/// The largest request body that is read unless the builder says otherwise.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// How long headers and body may take to arrive unless the builder says otherwise.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// A mock server that listens until it is dropped.
pub struct MockServer {
    address: SocketAddr,
    current: Arc<Current>,
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

/// A route of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The document that has it.
    pub document: String,
    /// The method, such as `GET`.
    pub method: String,
    /// The path with its parameters in braces.
    pub path: String,
    /// The operation's name.
    pub operation: String,
}

/// Documents, address and habits of a server to be started.
#[derive(Debug)]
#[must_use = "a server is only there once it is started"]
pub struct Builder {
    documents: Vec<(String, Value)>,
    embedded: Vec<String>,
    address: IpAddr,
    port: u16,
    kept_requests: usize,
    largest_body: usize,
    read_timeout: Duration,
    faults: Vec<FaultRule>,
    seed: u64,
    observer: Option<Observer>,
    accepted_tokens: AcceptedTokens,
}

/// Tokens, which Debug output does not show.
#[derive(Default)]
struct AcceptedTokens(Vec<String>);

impl fmt::Debug for AcceptedTokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[redacted; {}]", self.0.len())
    }
}

impl MockServer {
    /// Serves the embedded documents on a free port of 127.0.0.1, until it is dropped.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Other documents, another address, other habits.
    pub fn builder() -> Builder {
        Builder {
            documents: Vec::new(),
            embedded: Vec::new(),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            kept_requests: KEPT_REQUESTS,
            largest_body: LARGEST_BODY,
            read_timeout: READ_TIMEOUT,
            faults: Vec::new(),
            seed: 0,
            observer: None,
            accepted_tokens: AcceptedTokens::default(),
        }
    }

    /// Where the server is, without a slash at the end: `http://127.0.0.1:54321`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every route, in the order of the documents.
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        self.current
            .mock()
            .operations
            .iter()
            .map(Route::of)
            .collect()
    }

    /// The routes that do not answer, because an earlier document has the same method and
    /// path. Serve fewer documents, or each by a server of its own, to reach them.
    #[must_use]
    pub fn shadowed_routes(&self) -> Vec<Route> {
        let mock = self.current.mock();
        let shadowed = mock.shadowed.iter();
        shadowed
            .filter_map(|index| mock.operations.get(*index))
            .map(Route::of)
            .collect()
    }

    /// The last requests, oldest first: a thousand unless the builder says otherwise.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.current.mock().habits.received.list()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.current.mock().habits.received.clear();
    }

    /// From now on the operation answers good requests like this.
    ///
    /// # Errors
    /// When there is no such operation or example, or the answer cannot be sent.
    pub fn answer(&self, operation: &str, answer: Answer) -> Result<(), AnswerError> {
        let mock = self.current.mock();
        for (index, reply) in mock.prepare(operation, &answer)? {
            mock.answers.always(index, reply);
        }
        Ok(())
    }

    /// The operation answers its next good request like this. Asked for several times, the
    /// answers are given one after another, each once.
    ///
    /// # Errors
    /// When there is no such operation or example, or the answer cannot be sent.
    pub fn answer_once(&self, operation: &str, answer: Answer) -> Result<(), AnswerError> {
        let mock = self.current.mock();
        for (index, reply) in mock.prepare(operation, &answer)? {
            mock.answers.once(index, reply);
        }
        Ok(())
    }

    /// Stops accepting, lets calls that are being answered finish for a moment, and ends.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // The task fails only when it is aborted, and then it has ended as well.
        let _ = (&mut self.task).await;
    }

    /// Every operation answers as documented again.
    pub fn clear_answers(&self) {
        self.current.mock().answers.clear();
    }

    /// Serves these documents, each with its name, instead of those so far, from the next request
    /// on. Connections stay open, and calls that are being answered get the answer of the documents
    /// that they began with. Answers that were set for operations are forgotten.
    ///
    /// # Errors
    /// When a document cannot be served. Then the documents so far stay.
    pub fn replace_documents(&self, documents: &[(String, Value)]) -> Result<(), StartError> {
        let habits = Arc::clone(&self.current.mock().habits);
        self.current.replace(mock(habits, &[], documents)?);
        Ok(())
    }
}

impl Route {
    fn of(operation: &Operation) -> Self {
        Self {
            document: operation.document.to_string(),
            method: operation.method.to_string(),
            path: operation.template.clone(),
            operation: operation.id.clone(),
        }
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MockServer")
            .field("address", &self.address)
            .field("operations", &self.current.mock().operations.len())
            .finish_non_exhaustive()
    }
}

impl Builder {
    /// Serves this OpenAPI 3.0 document instead of the embedded ones; more than one is fine.
    pub fn document(self, document: Value) -> Self {
        let title = document.pointer("/info/title").and_then(Value::as_str);
        let name = title.unwrap_or("document").to_owned();
        self.named_document(name, document)
    }

    /// Like `document`, with the name that messages and routes give it.
    pub fn named_document(mut self, name: impl Into<String>, document: Value) -> Self {
        self.documents.push((name.into(), document));
        self
    }

    /// Serves this one of the embedded documents; more than one is fine.
    pub fn embedded(mut self, name: impl Into<String>) -> Self {
        self.embedded.push(name.into());
        self
    }

    /// Listens on this address instead of 127.0.0.1.
    pub fn address(mut self, address: IpAddr) -> Self {
        self.address = address;
        self
    }

    /// Listens on this port; 0, as without this call, takes a free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Accepts this token (or other key) and none that is not given here; without this call,
    /// any token will do.
    pub fn accept_token(mut self, token: impl Into<String>) -> Self {
        self.accepted_tokens.0.push(token.into());
        self
    }

    /// How many of the last requests `MockServer::requests` gives; 0 keeps none.
    pub fn kept_requests(mut self, count: usize) -> Self {
        self.kept_requests = count;
        self
    }

    /// The size of a request body, in bytes, above which the answer is 413.
    pub fn largest_body(mut self, bytes: usize) -> Self {
        self.largest_body = bytes;
        self
    }

    /// How long the headers of a request may take to arrive, and then its body; 30 seconds without
    /// this call. A connection on which nothing comes is closed after that time.
    pub fn read_timeout(mut self, time: Duration) -> Self {
        self.read_timeout = time;
        self
    }

    /// Something that goes wrong in every call, or in some of them; several may.
    ///
    /// ```
    /// # use huaweicloud_mock_server::{Fault, FaultError, FaultRule, MockServer};
    /// # fn build() -> Result<(), FaultError> {
    /// let unreliable = MockServer::builder()
    ///     .fault(FaultRule::new(Fault::Reset, 0.1)) // one call in ten
    ///     .fault("delay=20ms".parse::<FaultRule>()?) // every call
    ///     .seed(7); // the same calls in every run
    /// # Ok(())
    /// # }
    /// ```
    pub fn fault(mut self, rule: impl Into<FaultRule>) -> Self {
        self.faults.push(rule.into());
        self
    }

    /// Decides which calls the faults with a probability hit, and what values answers to
    /// `Prefer: dynamic=true` have: the same ones for the same seed, as long as the calls come in
    /// the same order.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Shows every request to this function after it has been answered, for logs.
    pub fn observe(mut self, observer: impl Fn(&ReceivedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer(Box::new(observer)));
        self
    }

    /// Reads the documents and begins to listen.
    ///
    /// # Errors
    /// When a document cannot be served or the address cannot be listened on.
    pub async fn start(self) -> Result<MockServer, StartError> {
        let (ip, port, largest_body) = (self.address, self.port, self.largest_body);
        let read_timeout = self.read_timeout;
        let current = Arc::new(Current::new(self.mock()?));
        let address = SocketAddr::new(ip, port);
        let listener =
            connection::listen(address).map_err(|source| StartError::Listen { address, source })?;
        let address = listener
            .local_addr()
            .map_err(|source| StartError::Listen { address, source })?;
        let (stop, stopped) = watch::channel(false);
        let service = Service {
            current: Arc::clone(&current),
            largest_body,
            read_timeout,
        };
        let task = tokio::spawn(connection::serve(listener, service, stopped));
        Ok(MockServer {
            address,
            current,
            task,
            stop,
        })
    }

    fn mock(self) -> Result<Mock, StartError> {
        let embedded = self.embedded_documents()?;
        let faults = Faults::new(self.faults, self.seed);
        let (kept, tokens) = (self.kept_requests, self.accepted_tokens.0);
        let habits = Habits::new(kept, faults, self.observer, tokens);
        mock(Arc::new(habits), &embedded, &self.documents)
    }

    /// The embedded documents asked for; all of them where nothing was asked for.
    fn embedded_documents(&self) -> Result<Vec<(&'static str, &'static str)>, StartError> {
        if self.embedded.is_empty() {
            let all = if self.documents.is_empty() {
                DOCUMENTS
            } else {
                &[]
            };
            return Ok(all.to_vec());
        }
        let find = |name: &String| {
            let found = DOCUMENTS.iter().find(|(known, _)| known == name);
            found.copied().ok_or_else(|| StartError::UnknownDocument {
                name: name.clone(),
                names: DOCUMENTS
                    .iter()
                    .map(|(known, _)| *known)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
        };
        self.embedded.iter().map(find).collect()
    }
}

/// Takes the documents apart, each on a thread of its own. None of them is kept: a server needs a
/// part of each only.
fn mock(
    habits: Arc<Habits>,
    texts: &[(&str, &str)],
    values: &[(String, Value)],
) -> Result<Mock, StartError> {
    let mut mock = Mock::new(habits);
    let read: Vec<_> = thread::scope(|scope| {
        let texts = texts.iter();
        let texts = texts.map(|(name, text)| scope.spawn(|| read_text(name, text)));
        let values = values.iter();
        let values = values.map(|(name, document)| scope.spawn(|| read(name, document)));
        let threads: Vec<_> = texts.chain(values).collect();
        threads
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect()
    });
    for operations in read {
        // A thread ends without a result only where it panics, which goes on here.
        mock.add(operations.unwrap_or_else(|panic| resume_unwind(panic))?);
    }
    Ok(mock)
}

fn read_text(name: &str, text: &str) -> Result<Vec<Operation>, StartError> {
    let document = serde_json::from_str(text).map_err(|error| StartError::Document {
        name: name.to_owned(),
        pointer: "#".to_owned(),
        problem: error.to_string(),
    })?;
    read(name, &document)
}

fn read(name: &str, root: &Value) -> Result<Vec<Operation>, StartError> {
    operations(&Source { name, root }).map_err(|problem| StartError::Document {
        name: name.to_owned(),
        pointer: problem.pointer,
        problem: problem.message,
    })
}
