//! From a request to its response, without a network.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use hyper::header::{ALLOW, HeaderValue, RETRY_AFTER};
use hyper::{HeaderMap, Method, StatusCode, Uri};

use crate::accept::Accept;
use crate::document::{Operation, RawParameters};
use crate::error::MockResponseError;
use crate::fault::{Fault, Faults};
use crate::mock_response::MockResponse;
use crate::nearest;
use crate::outgoing_response::OutgoingResponse;
use crate::overrides::Overrides;
use crate::preference::{Chance, Preference};
use crate::query::Query;
use crate::rejection::rejection;
use crate::request_log::{ReceivedRequest, RequestLog};
use crate::router::{Found, Router};

/// A request whose body has arrived.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// The operations of all documents, ready to respond.
#[derive(Debug)]
pub(crate) struct Mock {
    pub(crate) operations: Vec<Operation>,
    pub(crate) overrides: Overrides,
    pub(crate) shared: Arc<SharedState>,
    router: Router,
    /// Operations that another one with the same method and path shadows.
    pub(crate) shadowed: Vec<usize>,
    /// Operations that share method and path on purpose, by the first of them.
    sharing: HashMap<usize, Vec<usize>>,
}

/// What is kept when other documents are served.
#[derive(Debug)]
pub(crate) struct SharedState {
    pub(crate) log: RequestLog,
    faults: Faults,
    chance: Chance,
    observer: Option<Observer>,
    /// The accepted tokens; if empty, any token is accepted.
    accepted_tokens: Vec<String>,
}

/// A function that is called with every request after the response.
pub(crate) struct Observer(pub(crate) Box<dyn Fn(&ReceivedRequest) + Send + Sync>);

impl std::fmt::Debug for Observer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Observer")
    }
}

impl SharedState {
    pub(crate) fn new(
        kept_requests: usize,
        faults: Faults,
        observer: Option<Observer>,
        accepted_tokens: Vec<String>,
    ) -> Self {
        Self {
            log: RequestLog::keeping(kept_requests),
            chance: Chance::new(faults.seed),
            faults,
            observer,
            accepted_tokens,
        }
    }
}

impl Mock {
    pub(crate) fn new(shared: Arc<SharedState>) -> Self {
        Self {
            operations: Vec::new(),
            overrides: Overrides::default(),
            shared,
            router: Router::default(),
            shadowed: Vec::new(),
            sharing: HashMap::new(),
        }
    }

    /// Adds the operations of a document.
    pub(crate) fn add(&mut self, operations: Vec<Operation>) {
        for operation in operations {
            let index = self.operations.len();
            let (path, is_shared) = match operation.template.split_once('#') {
                Some((path, _)) => (path, true),
                None => (operation.template.as_str(), false),
            };
            match self.router.insert(&operation.method, path, index) {
                Ok(()) => {}
                Err(first) if is_shared && first < index => {
                    self.sharing.entry(first).or_default().push(index);
                }
                Err(_) => self.shadowed.push(index),
            }
            self.operations.push(operation);
        }
    }

    /// All operations of this name, which several documents may use.
    pub(crate) fn named(&self, name: &str) -> Result<Vec<usize>, MockResponseError> {
        let all = self.operations.iter().enumerate();
        let found: Vec<usize> = all
            .filter(|(_, one)| one.id == name)
            .map(|(index, _)| index)
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let names = self.operations.iter().map(|one| one.id.as_str());
        let nearest = nearest::names(name, names).join(", ");
        Err(MockResponseError::UnknownOperation {
            operation: name.to_owned(),
            nearest,
        })
    }

    /// The response of a test, prepared for each operation of this name.
    pub(crate) fn prepare(
        &self,
        operation: &str,
        response: &MockResponse,
    ) -> Result<Vec<(usize, OutgoingResponse)>, MockResponseError> {
        let mut ready = Vec::new();
        for index in self.named(operation)? {
            if let Some(operation) = self.operations.get(index) {
                ready.push((index, response.prepare(operation)?));
            }
        }
        Ok(ready)
    }

    /// Responds to a request and logs it.
    pub(crate) fn respond(&self, call: Call) -> OutgoingResponse {
        let (operation, mut outgoing) = self.dispatch(&call);
        match self.shared.faults.next(&call.headers) {
            Ok(faults) => outgoing.faults.extend(faults),
            Err(error) => {
                let message = format!("header X-Mock-Fault: {error}");
                outgoing = OutgoingResponse::stray_problem(StatusCode::BAD_REQUEST, &message);
            }
        }
        if let Some(seconds) = outgoing.unavailable() {
            outgoing = unavailable(operation, seconds, std::mem::take(&mut outgoing.faults));
        }
        if self.shared.log.is_on() || self.shared.observer.is_some() {
            let request = ReceivedRequest {
                method: call.method,
                uri: call.uri,
                headers: call.headers,
                body: call.body,
                operation: operation.map(|operation| operation.id.clone()),
                status: outgoing.status.as_u16(),
            };
            if let Some(Observer(observe)) = &self.shared.observer {
                observe(&request);
            }
            self.shared.log.add(request);
        }
        outgoing
    }

    fn dispatch(&self, call: &Call) -> (Option<&Operation>, OutgoingResponse) {
        match self.router.find(&call.method, call.uri.path()) {
            Found::Operation(first, values) => {
                let index = self.fitting(first, &values, call);
                match self.operations.get(index) {
                    Some(operation) => (
                        Some(operation),
                        self.respond_for(index, operation, &values, call),
                    ),
                    None => (
                        None,
                        OutgoingResponse::empty(StatusCode::INTERNAL_SERVER_ERROR),
                    ),
                }
            }
            Found::OtherMethods(methods, neighbor) => {
                (None, self.other_method(&call.method, &methods, neighbor))
            }
            Found::Nothing => (None, self.unknown_path(call.uri.path())),
            Found::BrokenText => {
                let message = "the path is not valid UTF-8 when decoded";
                (
                    None,
                    OutgoingResponse::stray_problem(StatusCode::BAD_REQUEST, message),
                )
            }
        }
    }

    /// Of the operations that share method and path, the first one whose schema the request matches.
    fn fitting(&self, first: usize, path_values: &[String], call: &Call) -> usize {
        let Some(others) = self.sharing.get(&first) else {
            return first;
        };
        let query = Query::parse(call.uri.query().unwrap_or_default());
        let raw = RawParameters {
            path: path_values,
            query: &query,
            headers: &call.headers,
        };
        let fits = |index: &usize| {
            let operation = self.operations.get(*index);
            operation.is_some_and(|it| rejection(it, &raw, &call.body).is_none())
        };
        let mut all = std::iter::once(first).chain(others.iter().copied());
        all.find(fits).unwrap_or(first)
    }

    fn respond_for(
        &self,
        index: usize,
        operation: &Operation,
        path_values: &[String],
        call: &Call,
    ) -> OutgoingResponse {
        let query = Query::parse(call.uri.query().unwrap_or_default());
        if let Some(problem) =
            operation
                .security
                .missing(&call.headers, &query, &self.shared.accepted_tokens)
        {
            return OutgoingResponse::problem(operation, StatusCode::UNAUTHORIZED, &problem);
        }
        let raw = RawParameters {
            path: path_values,
            query: &query,
            headers: &call.headers,
        };
        if let Some(rejection) = rejection(operation, &raw, &call.body) {
            return rejection;
        }
        let accept = Accept::read(&call.headers);
        if let Some(outgoing) =
            Preference::read(&call.headers).respond(operation, &accept, &self.shared.chance)
        {
            return outgoing;
        }
        match self.overrides.next(index) {
            Some(outgoing) => (*outgoing).clone(),
            None => OutgoingResponse::success(operation, &accept),
        }
    }

    fn other_method(&self, method: &Method, known: &[Method], neighbor: usize) -> OutgoingResponse {
        let allow = allow(known);
        let mut outgoing = if *method == Method::OPTIONS {
            OutgoingResponse::empty(StatusCode::NO_CONTENT)
        } else {
            let message = format!("this path does not support {method}; it supports {allow}");
            match self.operations.get(neighbor) {
                Some(operation) => {
                    OutgoingResponse::problem(operation, StatusCode::METHOD_NOT_ALLOWED, &message)
                }
                None => OutgoingResponse::stray_problem(StatusCode::METHOD_NOT_ALLOWED, &message),
            }
        };
        outgoing
            .headers
            .extend(HeaderValue::from_str(&allow).map(|value| (ALLOW, value)));
        outgoing
    }

    fn unknown_path(&self, path: &str) -> OutgoingResponse {
        let templates = self
            .operations
            .iter()
            .map(|one| (&one.method, one.template.as_str()));
        let nearest = nearest::routes(path, templates);
        let message = format!(
            "no document has the path {path}; the most similar routes are {}",
            nearest.join(", ")
        );
        OutgoingResponse::stray_problem(StatusCode::NOT_FOUND, &message)
    }
}

/// 503 in the shape of the operation.
fn unavailable(
    operation: Option<&Operation>,
    seconds: u64,
    faults: Vec<Fault>,
) -> OutgoingResponse {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let message = "the fault `unavailable` was requested";
    let mut outgoing = match operation {
        Some(operation) => OutgoingResponse::problem(operation, status, message),
        None => OutgoingResponse::stray_problem(status, message),
    };
    outgoing
        .headers
        .push((RETRY_AFTER, HeaderValue::from(seconds)));
    outgoing.faults = faults;
    outgoing
}

/// The methods that a path supports, including those that the server adds.
fn allow(known: &[Method]) -> String {
    let mut methods: Vec<&str> = known.iter().map(Method::as_str).collect();
    if known.contains(&Method::GET) && !known.contains(&Method::HEAD) {
        methods.push("HEAD");
    }
    if !known.contains(&Method::OPTIONS) {
        methods.push("OPTIONS");
    }
    methods.join(", ")
}
