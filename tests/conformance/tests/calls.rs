//! The generated clients over real HTTP, against the mock server.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::error::Error;

use conformance::{
    Arguments, Direction, DocumentedOperation, Example, case, leaves, ledger, operations,
};
use huaweicloud_core::{Client, Config, ErrorKind, Token};
use huaweicloud_mock_server::{Answer, MockServer};
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

const PROJECT: &str = "73d69ae0cfcf460190522d06b60f05ad";
const INSTANCE: &str = "f0fa1789-3b76-433b-a787-9892951c620e";

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

/// The documented parameters, and something for each further one that is required.
fn arguments(operation: &DocumentedOperation) -> Arguments {
    let mut parameters = operation
        .request
        .clone()
        .map(|(_, given)| given)
        .unwrap_or_default();
    for parameter in &operation.parameters {
        let name = parameter["name"].as_str().unwrap_or_default();
        let is_configured = matches!(name, "project_id" | "instance_id");
        if parameter["required"] == true && !is_configured && !parameters.contains_key(name) {
            let value = match parameter["schema"]["type"].as_str() {
                Some("integer") => json!(1),
                Some("boolean") => json!(true),
                _ => json!("c5bb8eb6"),
            };
            parameters.insert(name.to_owned(), value);
        }
    }
    let is_request = |example: &&Example| example.direction == Direction::Request;
    let documented = operation.examples.iter().find(is_request);
    let case = case(&operation.document, &operation.id);
    let has_body = case.is_some_and(|case| case.read_request.is_some());
    // A body that the page shows no example of is sent empty.
    let body = documented
        .map(|example| example.value.clone())
        .or_else(|| has_body.then(|| json!({})));
    Arguments {
        parameters,
        body,
        ..Arguments::default()
    }
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
async fn every_success_example_arrives_through_the_client() -> Outcome {
    let ledger = ledger()?;
    let server = MockServer::start().await?;
    let client = client(&server)?;
    for (operation, example) in examples(Direction::is_success) {
        let label = operation.label(&example);
        let answer = Answer::status(status(&example)).example(&example.name);
        server.answer(&operation.id, answer)?;
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        let outcome = call(&client, &arguments(&operation))?.await;
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
async fn every_error_example_becomes_the_one_error() -> Outcome {
    let server = MockServer::start().await?;
    let client = client(&server)?;
    let is_error = |direction| matches!(direction, Direction::Response(status) if status >= 400);
    for (operation, example) in examples(is_error) {
        let label = operation.label(&example);
        server.answer(
            &operation.id,
            Answer::status(status(&example)).example(&example.name),
        )?;
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        let error = call(&client, &arguments(&operation))?
            .await
            .expect_err(&label);
        let documented = |name: &str| example.value.get(name).and_then(Value::as_str);
        assert_eq!(error.kind(), ErrorKind::Api, "{label}");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(status(&example)),
            "{label}"
        );
        assert_eq!(error.code(), documented("error_code"), "{label}");
        assert_eq!(error.message(), documented("error_msg"), "{label}");
        if let Some(request_id) = documented("request_id") {
            assert_eq!(error.request_id(), Some(request_id), "{label}");
        }
        assert_eq!(error.operation(), Some(operation.id.as_str()), "{label}");
    }
    Ok(())
}

#[tokio::test]
async fn every_documented_request_is_what_the_client_sends() -> Outcome {
    let server = MockServer::start().await?;
    let client = client(&server)?;
    let mut compared = 0;
    for operation in operations()? {
        let arguments = arguments(&operation);
        let call = case(&operation.document, &operation.id)
            .ok_or("no case")?
            .call;
        server.clear_requests();
        // Only what is sent matters here; what comes back has its own tests.
        let _ = call(&client, &arguments)?.await;
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
            let sent = match request.raw_query() {
                Some(query) => format!("{}?{query}", request.path()),
                None => request.path().to_owned(),
            };
            assert_eq!(sent, documented_target(url), "{}", operation.id);
            compared += 1;
        }
        if let Some(body) = &arguments.body {
            let lost = leaves::differences(body, &request.json()?);
            assert!(lost.is_empty(), "{}: {}", operation.id, lost.join("\n"));
        }
    }
    assert!(compared > 0);
    Ok(())
}

/// Path and query of a documented URL, with our identifiers in place of its placeholders, which
/// pages write as `{project_id}`, `{{project_id}}` and `:project_id`.
fn documented_target(url: &str) -> String {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let target = after_scheme
        .find('/')
        .map_or("", |start| &after_scheme[start..]);
    [("project_id", PROJECT), ("instance_id", INSTANCE)]
        .iter()
        .fold(target.to_owned(), |target, (name, value)| {
            target
                .replace(&format!("{{{{{name}}}}}"), value)
                .replace(&format!("{{{name}}}"), value)
                .replace(&format!(":{name}"), value)
        })
}

#[tokio::test]
async fn a_call_without_its_credential_is_an_error_that_says_so() -> Outcome {
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
async fn identifiers_that_would_change_the_path_are_refused_before_sending() -> Outcome {
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
