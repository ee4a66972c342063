//! Answers that no service should give, through the generated clients: never a panic, never a
//! value that was not sent, and an error that names the field.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "hostile/texts.rs"]
mod texts;

use std::error::Error;

use conformance::{
    Answer, Case, DocumentedOperation, Example, arguments, case, ledger, nodes, operations,
};
use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_core::testing::Answers;
use huaweicloud_core::{Client, Config, ErrorKind, HttpResponse, Token};
use serde_json::Value;

use crate::texts::{replacements, whole_bodies};

type Outcome = Result<(), Box<dyn Error>>;
type Given = Result<Answer, huaweicloud_core::Error>;

/// Every success example that the generated type can read.
fn success_examples() -> Vec<(DocumentedOperation, Example, &'static Case)> {
    let ledger = ledger().unwrap();
    let mut found = Vec::new();
    for operation in operations().unwrap() {
        for example in &operation.examples {
            let excused = ledger.iter().any(|entry| {
                entry.document == operation.document
                    && entry.pointer.starts_with(&example.pointer)
                    && entry.parse_fails_at.is_some()
            });
            let case = case(&operation.document, &operation.id).unwrap();
            // An answer of any shape is read as it is.
            let is_any = (case.read_response)(&Value::Bool(true)).is_ok();
            if example.direction.is_success() && !excused && !is_any {
                found.push((operation.clone(), example.clone(), case));
            }
        }
    }
    assert!(found.len() > 10, "only {} examples", found.len());
    found
}

/// What a call gives that is answered with these bytes.
async fn answered(operation: &DocumentedOperation, case: &Case, body: Vec<u8>) -> Given {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let answer = HttpResponse::new(StatusCode::OK, headers, body);
    let config = Config::builder()
        .endpoint("https://example.com")
        .project_id("p1")
        .instance_id("i1")
        .credential(Token::new("a-token"))
        .transport(Answers::new().response(answer));
    let client = Client::new(config.build()?)?;
    (case.call)(&client, &arguments(operation, case))
        .unwrap()
        .await
}

/// The example as text, with another text at one place.
fn with_text(example: &Value, pointer: &str, text: &str) -> String {
    const MARK: &str = "a place that is written over";
    let mut copy = example.clone();
    *copy.pointer_mut(pointer).unwrap() = Value::from(MARK);
    copy.to_string().replace(&format!("\"{MARK}\""), text)
}

/// Whether what was written back is what was sent.
fn is_what_was_sent(text: &str, sent: &Value, written: Option<&Value>) -> bool {
    match (sent, written) {
        (Value::Number(sent), Some(Value::Number(written))) => {
            match (sent.as_i128(), written.as_i128()) {
                (Some(sent), Some(written)) => sent == written,
                // From the text: what reads both would err twice.
                _ => text.parse().ok() == written.as_f64(),
            }
        }
        (sent, written) => written == Some(sent),
    }
}

/// What is wrong with what the client made of a text in the place of a value, if anything.
fn fault(pointer: &str, text: &str, given: Given) -> Option<String> {
    let shown = text.chars().take(40).collect::<String>();
    let sent: Result<Value, _> = serde_json::from_str(text);
    match (sent, given) {
        (Ok(sent), Ok(answer)) => {
            let written = answer.written.pointer(pointer);
            let same = is_what_was_sent(text, &sent, written);
            (!same).then(|| format!("{shown} at {pointer} became {written:?}"))
        }
        (Err(_), Ok(_)) => Some(format!("{shown} at {pointer} is not JSON and was read")),
        (sent, Err(error)) => {
            // Within a document that breaks off, no reader can say where.
            let names_it = sent.is_err() || error.field_path().is_some();
            let fits = error.kind() == ErrorKind::Decode && names_it;
            (!fits).then(|| format!("{shown} at {pointer}: {error:?}"))
        }
    }
}

#[tokio::test]
async fn no_text_in_the_place_of_a_value_becomes_another_value() {
    let mut faults = Vec::new();
    let mut tried = 0;
    for (operation, example, case) in success_examples() {
        // Without the first, which is the whole.
        for pointer in nodes(&example.value, "").into_iter().skip(1) {
            for text in replacements(example.value.pointer(&pointer).unwrap()) {
                let body = with_text(&example.value, &pointer, text);
                let given = answered(&operation, case, body.into_bytes()).await;
                let fault = fault(&pointer, text, given);
                faults.extend(fault.map(|fault| format!("{}: {fault}", operation.id)));
                tried += 1;
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 5_000, "only {tried} tried");
}

#[tokio::test]
async fn bodies_that_are_no_answer_are_refused() -> Outcome {
    for (operation, example, case) in success_examples() {
        for (what, body) in whole_bodies(&example.value.to_string()) {
            let is_nothing = body.trim_ascii().is_empty() || body == b"null";
            if is_nothing && operation.may_answer_nothing {
                continue;
            }
            let error = answered(&operation, case, body).await.unwrap_err();
            let fits = matches!(
                error.kind(),
                ErrorKind::Decode | ErrorKind::UnexpectedResponse
            );
            assert!(fits, "{}: {what}: {error:?}", operation.id);
            let length = error.to_string().len();
            assert!(length < 1_000, "{}: {what}: {length}", operation.id);
        }
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_never_read() {
    for (operation, example, case) in success_examples() {
        let text = example.value.to_string();
        // Where one success has no body, no body is an answer.
        for end in usize::from(operation.may_answer_nothing)..text.len() {
            let body = text.as_bytes()[..end].to_vec();
            let given = answered(&operation, case, body).await;
            assert!(given.is_err(), "{}: {end} bytes", operation.id);
        }
    }
}

#[tokio::test]
async fn a_field_that_comes_twice_is_no_guess() {
    for (operation, example, case) in success_examples() {
        let Value::Object(fields) = &example.value else {
            continue;
        };
        for (name, value) in fields {
            let text = example.value.to_string();
            let body = format!("{{{}:{value},{}", Value::from(name.as_str()), &text[1..]);
            let error = answered(&operation, case, body.into_bytes()).await;
            let error = format!("{:?}", error.unwrap_err());
            let names_it = error.contains("duplicate field") && error.contains(name.as_str());
            assert!(names_it, "{}: {error}", operation.id);
        }
    }
}

#[tokio::test]
async fn a_field_of_tomorrow_may_hold_anything_but_a_trap() {
    let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    for (operation, example, case) in success_examples() {
        let text = example.value.to_string();
        let Some(rest) = text.strip_prefix('{') else {
            continue;
        };
        let with = |value: &str| format!("{{\"tomorrow\":{value},{rest}").into_bytes();
        for fine in ["1e300", "\"\\u0000\"", "{\"a\":1,\"a\":2}", &deep(100)] {
            let given = answered(&operation, case, with(fine)).await;
            assert!(given.is_ok(), "{}: {fine}: {given:?}", operation.id);
        }
        for trap in [deep(100_000), "[".repeat(1_000_000)] {
            // Whether it is skipped or refused: the stack holds.
            let _ = answered(&operation, case, with(&trap)).await;
        }
    }
}

#[tokio::test]
async fn a_text_of_ten_megabytes_is_read_whole() {
    let long = "接".repeat(10_000_000 / 3);
    for (operation, example, case) in success_examples() {
        let is_text = |pointer: &String| example.value.pointer(pointer).unwrap().is_string();
        let Some(pointer) = nodes(&example.value, "").into_iter().find(is_text) else {
            continue;
        };
        let body = with_text(&example.value, &pointer, &format!("\"{long}\""));
        let answer = answered(&operation, case, body.into_bytes()).await.unwrap();
        let written = answer.written.pointer(&pointer).and_then(Value::as_str);
        assert!(written == Some(&long), "{}: {pointer}", operation.id);
    }
}
