//! The builder of a server.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::connection::{self, Service};
use crate::current_mock::CurrentMock;
use crate::document::{Operation, operations};
use crate::error::StartError;
use crate::fault::{FaultRule, Faults};
use crate::generated::DOCUMENTS;
use crate::mock::{Mock, Observer, SharedState};
use crate::node::Document;
use crate::request_log::ReceivedRequest;
use crate::server::MockServer;

/// How many requests are kept by default.
const KEPT_REQUESTS: usize = 1_000;
/// The largest request body by default.
const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// How long headers and body may take to arrive by default.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// Configures and starts a [`MockServer`].
///
/// ```
/// use huaweicloud_mock_server::MockServer;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::builder()
///     .embedded("dcs")
///     .accept_token("only-this-token")
///     .kept_requests(10)
///     .observe(|request| println!("{} {} {}", request.status(), request.method(), request.path()))
///     .start()
///     .await?;
/// # let _ = server;
/// # Ok(())
/// # }
/// ```
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

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
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

    /// Serves this OpenAPI 3.0 document instead of the embedded ones. Can be called repeatedly.
    ///
    /// ```
    /// use huaweicloud_mock_server::MockServer;
    /// use serde_json::json;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let document = json!({
    ///     "openapi": "3.0.3",
    ///     "info": {"title": "shop", "version": "1"},
    ///     "paths": {"/carts": {"get": {"operationId": "ListCarts", "responses": {"204": {"description": "None."}}}}},
    /// });
    /// let server = MockServer::builder().document(document).start().await?;
    /// assert_eq!(server.routes()[0].document, "shop");
    /// # Ok(())
    /// # }
    /// ```
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
    ///
    /// ```
    /// use huaweicloud_mock_server::MockServer;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let server = MockServer::builder().embedded("dcs").embedded("roma-apic").start().await?;
    /// assert!(server.routes().iter().all(|route| route.document != "roma-link"));
    /// # Ok(())
    /// # }
    /// ```
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

/// Reads the documents, each on its own thread. They are dropped afterwards, because a server needs
/// only parts of them.
pub(crate) fn mock(
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
