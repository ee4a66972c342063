//! From a request to its answer, without a network.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use hyper::header::{ALLOW, HeaderValue, RETRY_AFTER};
use hyper::{HeaderMap, Method, StatusCode, Uri};

use crate::accept::Accept;
use crate::answer::{Answer, Answers, usual};
use crate::document::{Given, Operation};
use crate::error::AnswerError;
use crate::fault::{Fault, Faults};
use crate::nearest;
use crate::preference::{Chance, Preference};
use crate::query::Query;
use crate::received::{Received, ReceivedRequest};
use crate::refusal::refusal;
use crate::reply::Reply;
use crate::router::{Found, Router};

/// A request whose body has arrived.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Everything that the documents say, ready to answer.
#[derive(Debug)]
pub(crate) struct Mock {
    pub(crate) operations: Vec<Operation>,
    pub(crate) answers: Answers,
    pub(crate) habits: Arc<Habits>,
    router: Router,
    /// Operations that another one with the same method and path keeps from answering.
    pub(crate) shadowed: Vec<usize>,
    /// Operations that share method and path on purpose, by the first of them.
    sharing: HashMap<usize, Vec<usize>>,
}

/// What stays when other documents are served.
#[derive(Debug)]
pub(crate) struct Habits {
    pub(crate) received: Received,
    faults: Faults,
    chance: Chance,
    observer: Option<Observer>,
    /// The only tokens that will do; any will where there is none.
    accepted_tokens: Vec<String>,
}

/// Is shown every request after it has been answered.
pub(crate) struct Observer(pub(crate) Box<dyn Fn(&ReceivedRequest) + Send + Sync>);

impl std::fmt::Debug for Observer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Observer")
    }
}

impl Habits {
    pub(crate) fn new(
        kept_requests: usize,
        faults: Faults,
        observer: Option<Observer>,
        accepted_tokens: Vec<String>,
    ) -> Self {
        Self {
            received: Received::keeping(kept_requests),
            chance: Chance::new(faults.seed),
            faults,
            observer,
            accepted_tokens,
        }
    }
}

impl Mock {
    pub(crate) fn new(habits: Arc<Habits>) -> Self {
        Self {
            operations: Vec::new(),
            answers: Answers::default(),
            habits,
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

    /// Every operation of this name: documents may share one.
    pub(crate) fn named(&self, name: &str) -> Result<Vec<usize>, AnswerError> {
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
        Err(AnswerError::UnknownOperation {
            operation: name.to_owned(),
            nearest,
        })
    }

    /// The answers of a test, made ready for each operation of this name.
    pub(crate) fn prepare(
        &self,
        operation: &str,
        answer: &Answer,
    ) -> Result<Vec<(usize, Reply)>, AnswerError> {
        let mut ready = Vec::new();
        for index in self.named(operation)? {
            if let Some(operation) = self.operations.get(index) {
                ready.push((index, answer.prepare(operation)?));
            }
        }
        Ok(ready)
    }

    /// Answers a request and remembers it.
    pub(crate) fn answer(&self, call: Call) -> Reply {
        let (operation, mut reply) = self.reply(&call);
        match self.habits.faults.next(&call.headers) {
            Ok(faults) => reply.faults.extend(faults),
            Err(error) => {
                let message = format!("header X-Mock-Fault: {error}");
                reply = Reply::stray_problem(StatusCode::BAD_REQUEST, &message);
            }
        }
        if let Some(seconds) = reply.unavailable() {
            reply = unavailable(operation, seconds, std::mem::take(&mut reply.faults));
        }
        if self.habits.received.is_on() || self.habits.observer.is_some() {
            let request = ReceivedRequest {
                method: call.method,
                uri: call.uri,
                headers: call.headers,
                body: call.body,
                operation: operation.map(|operation| operation.id.clone()),
                status: reply.status.as_u16(),
            };
            if let Some(Observer(observe)) = &self.habits.observer {
                observe(&request);
            }
            self.habits.received.add(request);
        }
        reply
    }

    fn reply(&self, call: &Call) -> (Option<&Operation>, Reply) {
        match self.router.find(&call.method, call.uri.path()) {
            Found::Operation(first, values) => {
                let index = self.fitting(first, &values, call);
                match self.operations.get(index) {
                    Some(operation) => (
                        Some(operation),
                        self.operate(index, operation, &values, call),
                    ),
                    None => (None, Reply::empty(StatusCode::INTERNAL_SERVER_ERROR)),
                }
            }
            Found::OtherMethods(methods, witness) => {
                (None, self.other_method(&call.method, &methods, witness))
            }
            Found::Nothing => (None, self.unknown_path(call.uri.path())),
            Found::BrokenText => {
                let message = "the path is not UTF-8 when its escapes are decoded";
                (None, Reply::stray_problem(StatusCode::BAD_REQUEST, message))
            }
        }
    }

    /// Of the operations that share method and path, the first one that the request fits.
    fn fitting(&self, first: usize, path_values: &[String], call: &Call) -> usize {
        let Some(others) = self.sharing.get(&first) else {
            return first;
        };
        let query = Query::parse(call.uri.query().unwrap_or_default());
        let given = Given {
            path: path_values,
            query: &query,
            headers: &call.headers,
        };
        let fits = |index: &usize| {
            let operation = self.operations.get(*index);
            operation.is_some_and(|it| refusal(it, &given, &call.body).is_none())
        };
        let mut all = std::iter::once(first).chain(others.iter().copied());
        all.find(fits).unwrap_or(first)
    }

    fn operate(
        &self,
        index: usize,
        operation: &Operation,
        path_values: &[String],
        call: &Call,
    ) -> Reply {
        let query = Query::parse(call.uri.query().unwrap_or_default());
        if let Some(problem) =
            operation
                .security
                .missing(&call.headers, &query, &self.habits.accepted_tokens)
        {
            return Reply::problem(operation, StatusCode::UNAUTHORIZED, &problem);
        }
        let given = Given {
            path: path_values,
            query: &query,
            headers: &call.headers,
        };
        if let Some(refusal) = refusal(operation, &given, &call.body) {
            return refusal;
        }
        let accept = Accept::read(&call.headers);
        if let Some(reply) =
            Preference::read(&call.headers).reply(operation, &accept, &self.habits.chance)
        {
            return reply;
        }
        match self.answers.next(index) {
            Some(reply) => (*reply).clone(),
            None => usual(operation, &accept),
        }
    }

    fn other_method(&self, method: &Method, known: &[Method], witness: usize) -> Reply {
        let allow = allow(known);
        let mut reply = if *method == Method::OPTIONS {
            Reply::empty(StatusCode::NO_CONTENT)
        } else {
            let message = format!("this path does not answer {method}; it answers {allow}");
            match self.operations.get(witness) {
                Some(operation) => {
                    Reply::problem(operation, StatusCode::METHOD_NOT_ALLOWED, &message)
                }
                None => Reply::stray_problem(StatusCode::METHOD_NOT_ALLOWED, &message),
            }
        };
        reply
            .headers
            .extend(HeaderValue::from_str(&allow).map(|value| (ALLOW, value)));
        reply
    }

    fn unknown_path(&self, path: &str) -> Reply {
        let templates = self
            .operations
            .iter()
            .map(|one| (&one.method, one.template.as_str()));
        let nearest = nearest::routes(path, templates);
        let message = format!(
            "no document has the path {path}; the nearest routes are: {}",
            nearest.join(", ")
        );
        Reply::stray_problem(StatusCode::NOT_FOUND, &message)
    }
}

/// 503 in the shape of the operation.
fn unavailable(operation: Option<&Operation>, seconds: u64, faults: Vec<Fault>) -> Reply {
    let status = StatusCode::SERVICE_UNAVAILABLE;
    let message = "the mock server was asked to be unavailable";
    let mut reply = match operation {
        Some(operation) => Reply::problem(operation, status, message),
        None => Reply::stray_problem(status, message),
    };
    reply
        .headers
        .push((RETRY_AFTER, HeaderValue::from(seconds)));
    reply.faults = faults;
    reply
}

/// The methods that a path answers, with those that the server answers for every path.
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
