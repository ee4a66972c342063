//! The generated clients over real HTTP, against the mock server.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use conformance::{
    Arguments, Direction, DocumentedOperation, Example, INSTANCE, PROJECT, case, is_placeholder,
    leaves, ledger, operations, pairs, target,
};
use huaweicloud_core::{Client, Config, ErrorKind, Token};
use huaweicloud_mock_server::{MockResponse, MockServer};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

fn client(server: &MockServer) -> Result<Client, huaweicloud_core::Error> {
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id(PROJECT)
        .instance_id(INSTANCE)
        .credential(Token::new("a-token"))
        .build()?;
    Client::new(config)
}

/// A server and its client for each document, because two products may share an address.
struct Services(BTreeMap<String, (MockServer, Client)>);

impl Services {
    async fn start() -> Result<Services, Box<dyn Error>> {
        let mut services = BTreeMap::new();
        let documents: BTreeSet<String> = operations()?.into_iter().map(|it| it.document).collect();
        for document in documents {
            let name = document.replace('/', "-");
            let server = MockServer::builder().embedded(name).start().await?;
            let client = client(&server)?;
            services.insert(document, (server, client));
        }
        Ok(Services(services))
    }

    fn of(&self, operation: &DocumentedOperation) -> (&MockServer, &Client) {
        let (server, client) = &self.0[&operation.document];
        (server, client)
    }
}

/// The arguments of an operation.
fn arguments(operation: &DocumentedOperation) -> Arguments {
    let case = case(&operation.document, &operation.id).unwrap();
    conformance::arguments(operation, case)
}

fn examples(of: impl Fn(Direction) -> bool) -> Vec<(DocumentedOperation, Example)> {
    let mut found = Vec::new();
    for operation in operations().unwrap() {
        for example in operation
            .examples
            .iter()
            .filter(|example| of(example.direction))
        {
            found.push((operation.clone(), example.clone()));
        }
    }
    assert!(!found.is_empty());
    found
}

fn status(example: &Example) -> u16 {
    match example.direction {
        Direction::Response(status) => status,
        Direction::Request => 0,
    }
}

#[tokio::test]
async fn the_client_returns_every_success_example() -> Outcome {
    let ledger = ledger()?;
    let services = Services::start().await?;
    for (operation, example) in examples(Direction::is_success) {
        let (server, client) = services.of(&operation);
        let label = operation.label(&example);
        let answer = MockResponse::status(status(&example)).example(&example.name);
        server.respond(&operation.id, answer)?;
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        let outcome = call(client, &arguments(&operation))?.await;
        let excused = ledger.iter().find(|entry| {
            entry.document == operation.document
                && entry.pointer.starts_with(&example.pointer)
                && entry.parse_fails_at.is_some()
        });
        match (outcome, excused) {
            (Ok(answer), None) => {
                assert_eq!(answer.status, status(&example), "{label}");
                let lost = leaves::differences(&example.value, &answer.written);
                assert!(lost.is_empty(), "{label}: {}", lost.join("\n"));
            }
            (Err(error), Some(entry)) => {
                assert_eq!(
                    error.field_path(),
                    entry.parse_fails_at.as_deref(),
                    "{label}"
                );
            }
            (outcome, _) => panic!("{label}: {outcome:?}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_error_example_becomes_an_error() -> Outcome {
    let services = Services::start().await?;
    let is_error = |direction| matches!(direction, Direction::Response(status) if status >= 400);
    for (operation, example) in examples(is_error) {
        let (server, client) = services.of(&operation);
        let label = operation.label(&example);
        server.respond(
            &operation.id,
            MockResponse::status(status(&example)).example(&example.name),
        )?;
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        let error = call(client, &arguments(&operation))?
            .await
            .expect_err(&label);
        let documented = |name: &str| example.value.get(name).and_then(Value::as_str);
        assert_eq!(error.kind(), ErrorKind::Api, "{label}");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(status(&example)),
            "{label}"
        );
        // A failure that does not match its schema has no such fields.
        if !example.is_excused {
            assert_eq!(error.code(), documented("error_code"), "{label}");
            assert_eq!(error.message(), documented("error_msg"), "{label}");
        }
        if let Some(request_id) = documented("request_id") {
            assert_eq!(error.request_id(), Some(request_id), "{label}");
        }
        assert_eq!(error.operation(), Some(operation.id.as_str()), "{label}");
    }
    Ok(())
}

#[tokio::test]
async fn the_client_sends_every_documented_request() -> Outcome {
    let services = Services::start().await?;
    let ledger = ledger()?;
    let (mut compared, mut faults) = (0, Vec::new());
    for operation in operations()? {
        let (server, client) = services.of(&operation);
        let arguments = arguments(&operation);
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        server.clear_requests();
        // Only the request matters here; responses have their own tests.
        let _ = call(client, &arguments)?.await;
        let requests = server.requests();
        let [request] = requests.as_slice() else {
            panic!("{}: {} requests were sent", operation.id, requests.len());
        };
        assert_eq!(request.method(), operation.method, "{}", operation.id);
        assert_eq!(
            request.operation(),
            Some(operation.id.as_str()),
            "the path {} belongs to another",
            request.path()
        );
        assert_eq!(
            request.header("x-auth-token"),
            Some("a-token"),
            "{}",
            operation.id
        );
        if let Some((url, _)) = &operation.request {
            let query = request.raw_query().unwrap_or_default();
            let missing = not_sent(url, &operation, request.path(), query);
            let is_excused = ledger.iter().any(|entry| {
                entry.document == operation.document
                    && entry.pointer == format!("{}/x-request-example/url", operation.pointer)
            });
            if missing.is_some() != is_excused {
                faults.push(format!("{}: {missing:?}", operation.id));
            }
            compared += 1;
        }
        if let Some(body) = &arguments.body {
            let lost = leaves::differences(body, &request.json()?);
            assert!(lost.is_empty(), "{}: {}", operation.id, lost.join("\n"));
        }
    }
    assert!(compared > 0);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// The parts of a documented URL that the client did not send. Placeholders such as
/// `{project_id}` are ignored.
fn not_sent(url: &str, operation: &DocumentedOperation, path: &str, query: &str) -> Option<String> {
    if !operation.is_of_its_path() {
        return Some(format!("the path of {url}"));
    }
    let (documented_path, documented_query) = target(url);
    let ours = [PROJECT, INSTANCE];
    for (documented, sent) in documented_path.split('/').zip(path.split('/')) {
        if documented != sent && !is_placeholder(documented) && !ours.contains(&sent) {
            return Some(format!("{documented} in the path"));
        }
    }
    let sent: Vec<(&str, &str)> = pairs(query).collect();
    let of = |name: &str| sent.iter().filter(|pair| pair.0 == name).count();
    for (name, value) in pairs(documented_query) {
        let is_sent = sent.contains(&(name, value));
        let is_other =
            is_placeholder(value) && operation.parameters.iter().any(|it| it["name"] == name);
        let is_repeated = of(name) > 0 && ours.contains(&value);
        if !is_sent && !is_other && !is_repeated {
            return Some(format!("{name}={value} in the query"));
        }
    }
    None
}

#[tokio::test]
async fn calls_without_credentials_are_errors() -> Outcome {
    let server = MockServer::start().await?;
    let config = Config::builder()
        .endpoint(server.url())
        .allow_http(true)
        .project_id(PROJECT)
        .instance_id(INSTANCE)
        .credential(Token::new(""))
        .build();
    match config.and_then(Client::new) {
        Err(error) => assert_eq!(error.kind(), ErrorKind::Configuration),
        Ok(client) => {
            for operation in operations()? {
                let call = case(&operation.document, &operation.id)
                    .ok_or("no case")?
                    .call;
                let error = call(&client, &arguments(&operation))?
                    .await
                    .expect_err("no token");
                assert!(
                    error.is_unauthorized() || error.kind() == ErrorKind::Credential,
                    "{error:?}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn identifiers_that_would_change_the_path_are_rejected_before_sending() -> Outcome {
    let server = MockServer::start().await?;
    let client = client(&server)?;
    for operation in operations()? {
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| parameter["in"] == "path")
        {
            let name = parameter["name"]
                .as_str()
                .ok_or("a parameter without a name")?;
            if parameter["schema"]["type"] != "string" {
                continue;
            }
            for refused in ["", ".", ".."] {
                let mut arguments = arguments(&operation);
                arguments.parameters.insert(name.to_owned(), json!(refused));
                let call = case(&operation.document, &operation.id)
                    .ok_or("no case")?
                    .call;
                let error = call(&client, &arguments)?.await.expect_err("a dot segment");
                assert_eq!(
                    error.kind(),
                    ErrorKind::InvalidRequest,
                    "{}: {name} {refused:?}",
                    operation.id
                );
                assert!(error.to_string().contains(name), "{error}");
            }
        }
    }
    assert!(server.requests().is_empty());
    Ok(())
}
