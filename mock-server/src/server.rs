//! The server and its builder.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::connection::{self, Service};
use crate::current_mock::CurrentMock;
use crate::document::{Operation, operations};
use crate::error::{MockResponseError, StartError};
use crate::fault::{FaultRule, Faults};
use crate::generated::DOCUMENTS;
use crate::mock::{Mock, Observer, SharedState};
use crate::mock_response::MockResponse;
use crate::node::Document;
use crate::request_log::ReceivedRequest;

/// How many requests are kept by default.
const KEPT_REQUESTS: usize = 1_000;
/// The largest request body by default.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// How long headers and body may take to arrive by default.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// A mock server that listens until it is dropped.
pub struct MockServer {
    address: SocketAddr,
    current: Arc<CurrentMock>,
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

/// A route of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Route {
    /// The name of the document.
    pub document: String,
    /// The method, such as `GET`.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// The name of the operation.
    pub operation: String,
}

/// Configures and starts a [`MockServer`].
#[derive(Debug)]
#[must_use = "a server must be started"]
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

/// Tokens, which `Debug` output does not contain.
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
    /// No port is free.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Configures a server, for example with other documents or another address.
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

    /// The URL of the server, without a slash at the end: `http://127.0.0.1:54321`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All routes, in the order of the documents.
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        self.current
            .mock()
            .operations
            .iter()
            .map(Route::of)
            .collect()
    }

    /// The routes that cannot be reached, because an earlier document has the same method and path. To reach
    /// them, serve fewer documents, or each document with its own server.
    #[must_use]
    pub fn shadowed_routes(&self) -> Vec<Route> {
        let mock = self.current.mock();
        let shadowed = mock.shadowed.iter();
        shadowed
            .filter_map(|index| mock.operations.get(*index))
            .map(Route::of)
            .collect()
    }

    /// The most recent requests, oldest first; by default at most a thousand.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.current.mock().shared.log.list()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.current.mock().shared.log.clear();
    }

    /// Sets the response of an operation to valid requests.
    ///
    /// # Errors
    /// There is no such operation or example, or the response is invalid.
    pub fn respond(
        &self,
        operation: &str,
        response: MockResponse,
    ) -> Result<(), MockResponseError> {
        let mock = self.current.mock();
        for (index, response) in mock.prepare(operation, &response)? {
            mock.overrides.always(index, response);
        }
        Ok(())
    }

    /// Sets the response of an operation to its next valid request. Several such responses are sent one after
    /// another, each once.
    ///
    /// # Errors
    /// There is no such operation or example, or the response is invalid.
    pub fn respond_once(
        &self,
        operation: &str,
        response: MockResponse,
    ) -> Result<(), MockResponseError> {
        let mock = self.current.mock();
        for (index, response) in mock.prepare(operation, &response)? {
            mock.overrides.once(index, response);
        }
        Ok(())
    }

    /// Stops accepting connections, lets calls in progress finish briefly, and ends the server.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        // The task fails only if it is aborted, in which case it has ended too.
        let _ = (&mut self.task).await;
    }

    /// Lets all operations respond as documented again.
    pub fn clear_responses(&self) {
        self.current.mock().overrides.clear();
    }

    /// Serves these documents, each with its name, instead of the current ones, from the next request on.
    /// Connections stay open, and calls in progress are completed with the documents that they started with.
    /// Responses that were set for operations are discarded.
    ///
    /// # Errors
    ///
    /// A document cannot be served. The current documents are kept then.
    pub fn replace_documents(&self, documents: &[(String, Value)]) -> Result<(), StartError> {
        let shared = Arc::clone(&self.current.mock().shared);
        self.current.replace(mock(shared, &[], documents)?);
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
    /// Serves this OpenAPI 3.0 document instead of the embedded ones. Can be called repeatedly.
    pub fn document(self, document: Value) -> Self {
        let title = document.pointer("/info/title").and_then(Value::as_str);
        let name = title.unwrap_or("document").to_owned();
        self.named_document(name, document)
    }

    /// Like [`document`](Self::document), with a name for messages and routes.
    pub fn named_document(mut self, name: impl Into<String>, document: Value) -> Self {
        self.documents.push((name.into(), document));
        self
    }

    /// Serves only this embedded document. Can be called repeatedly.
    pub fn embedded(mut self, name: impl Into<String>) -> Self {
        self.embedded.push(name.into());
        self
    }

    /// Listens on this address instead of 127.0.0.1.
    pub fn address(mut self, address: IpAddr) -> Self {
        self.address = address;
        self
    }

    /// Listens on this port. Default: 0, which selects a free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Accepts only this token (or other key). Can be called repeatedly. By default any token is accepted.
    pub fn accept_token(mut self, token: impl Into<String>) -> Self {
        self.accepted_tokens.0.push(token.into());
        self
    }

    /// How many requests [`MockServer::requests`] returns at most. Default: 1,000.
    pub fn kept_requests(mut self, count: usize) -> Self {
        self.kept_requests = count;
        self
    }

    /// The largest request body, in bytes; the response to a larger one is 413. Default: 4 MiB.
    pub fn largest_body(mut self, bytes: usize) -> Self {
        self.largest_body = bytes;
        self
    }

    /// How long the headers of a request may take to arrive, and then its body. A connection without a request
    /// is closed after that time. Default: 30 seconds.
    pub fn read_timeout(mut self, time: Duration) -> Self {
        self.read_timeout = time;
        self
    }

    /// Injects a fault into every call, or into some of them. Can be called repeatedly.
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

    /// The seed that determines which calls faults with a probability affect, and the values of responses to
    /// `Prefer: dynamic=true`. With the same seed they are the same, if the order of the calls is.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Calls a function with every request after the response, for example to log it.
    pub fn observe(mut self, observer: impl Fn(&ReceivedRequest) + Send + Sync + 'static) -> Self {
        self.observer = Some(Observer(Box::new(observer)));
        self
    }

    /// Reads the documents and starts to listen.
    ///
    /// # Errors
    /// A document cannot be served, or the server cannot listen on the address.
    pub async fn start(self) -> Result<MockServer, StartError> {
        let (ip, port, largest_body) = (self.address, self.port, self.largest_body);
        let read_timeout = self.read_timeout;
        let current = Arc::new(CurrentMock::new(self.mock()?));
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
        let shared = SharedState::new(kept, faults, self.observer, tokens);
        mock(Arc::new(shared), &embedded, &self.documents)
    }

    /// The requested embedded documents, or all of them if no documents were requested.
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

/// Reads the documents, each on a thread of its own. They are dropped afterwards, because a server needs
/// only parts of them.
fn mock(
    shared: Arc<SharedState>,
    texts: &[(&str, &str)],
    values: &[(String, Value)],
) -> Result<Mock, StartError> {
    let mut mock = Mock::new(shared);
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
        // A thread has no result only if it panicked; the panic is resumed here.
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
    operations(&Document { name, root }).map_err(|problem| StartError::Document {
        name: name.to_owned(),
        pointer: problem.pointer,
        problem: problem.message,
    })
}
