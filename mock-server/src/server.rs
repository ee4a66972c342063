//! The server.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::builder::{Builder, mock};
use crate::current_mock::CurrentMock;
use crate::document::Operation;
use crate::error::{MockResponseError, StartError};
use crate::mock_response::MockResponse;
use crate::request_log::ReceivedRequest;

/// A mock server that listens until it is dropped.
///
/// ```
/// use huaweicloud_mock_server::MockServer;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::start().await?;
/// println!("serving {} operations on {}", server.routes().len(), server.url());
/// server.stop().await;
/// # Ok(())
/// # }
/// ```
pub struct MockServer {
    pub(crate) address: SocketAddr,
    pub(crate) current: Arc<CurrentMock>,
    pub(crate) task: JoinHandle<()>,
    pub(crate) stop: watch::Sender<bool>,
}

/// A route of a server.
///
/// ```
/// use huaweicloud_mock_server::MockServer;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = MockServer::builder().embedded("dcs").start().await?;
/// for route in server.routes() {
///     println!("{} {}: {} of {}", route.method, route.path, route.operation, route.document);
/// }
/// # Ok(())
/// # }
/// ```
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
        Builder::new()
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
    ///
    /// ```
    /// use huaweicloud_mock_server::MockServer;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let server = MockServer::builder().embedded("dcs").start().await?;
    /// assert!(server.shadowed_routes().is_empty());
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// use huaweicloud_mock_server::{MockResponse, MockServer};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let server = MockServer::builder().embedded("dcs").start().await?;
    /// server.respond("DeleteSingleInstance", MockResponse::status(404))?;
    /// // A misspelled name is an error.
    /// let error = server.respond("DeleteSingelInstance", MockResponse::status(404)).unwrap_err();
    /// assert!(error.to_string().contains("DeleteSingleInstance"));
    /// server.clear_responses();
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// use huaweicloud_mock_server::{MockResponse, MockServer};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let server = MockServer::builder().embedded("dcs").start().await?;
    /// // The first call is throttled, the second one fails, and the third one succeeds.
    /// server.respond_once("ListInstances", MockResponse::status(429).header("Retry-After", "1"))?;
    /// server.respond_once("ListInstances", MockResponse::status(500))?;
    /// # Ok(())
    /// # }
    /// ```
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
    /// ```
    /// use huaweicloud_mock_server::MockServer;
    /// use serde_json::json;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let empty = json!({"openapi": "3.0.3", "info": {"title": "shop", "version": "1"}, "paths": {}});
    /// let server = MockServer::builder().document(empty.clone()).start().await?;
    ///
    /// let mut newer = empty;
    /// newer["paths"]["/carts"]["get"] =
    ///     json!({"operationId": "ListCarts", "responses": {"204": {"description": "None."}}});
    /// server.replace_documents(&[("shop".to_owned(), newer)])?;
    /// assert_eq!(server.routes()[0].operation, "ListCarts");
    /// # Ok(())
    /// # }
    /// ```
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
