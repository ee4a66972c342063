//! Responses that services should not send, read by the generated clients: never a panic, never a
//! value that was not sent, and an error that names the field.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "hostile/texts.rs"]
mod texts;

use std::collections::HashSet;

use conformance::{
    Answer, Arguments, Case, DocumentedOperation, Example, arguments, case, ledger, nodes,
    operations,
};
use huaweicloud_core::http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_core::testing::CannedResponses;
use huaweicloud_core::{Client, Config, ErrorKind, HttpResponse, Token};
use serde_json::Value;

use self::texts::{endless_bodies, replacements, whole_bodies};

type Given = Result<Answer, huaweicloud_core::Error>;

/// A success example, and a client of its operation that receives the response of a test.
struct Subject {
    operation: DocumentedOperation,
    example: Example,
    case: &'static Case,
    arguments: Arguments,
    answers: CannedResponses,
    client: Client,
}

impl Subject {
    fn new(operation: &DocumentedOperation, example: &Example, case: &'static Case) -> Self {
        let answers = CannedResponses::new();
        let config = Config::builder()
            .endpoint("https://example.com")
            .project_id("p1")
            .instance_id("i1")
            .credential(Token::new("a-token"))
            .transport(answers.clone());
        Self {
            operation: operation.clone(),
            example: example.clone(),
            case,
            arguments: arguments(operation, case),
            answers,
            client: Client::new(config.build().unwrap()).unwrap(),
        }
    }

    /// The result of a call whose response consists of these bytes.
    async fn answered(&self, body: Vec<u8>) -> Given {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("application/json"));
        let answer = HttpResponse::new(StatusCode::OK, headers, body);
        let _ = self.answers.clone().response(answer);
        (self.case.call)(&self.client, &self.arguments)
            .unwrap()
            .await
    }

    /// One location of each property, because all items of a list are read by the same code.
    fn places(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let mut places = nodes(&self.example.value, "");
        places.retain(|pointer| {
            let names = pointer.split('/');
            let names = names.filter(|name| name.parse::<usize>().is_err());
            seen.insert(names.collect::<Vec<_>>().join("/"))
        });
        places
    }
}

/// Every success example that the generated type can read.
fn subjects() -> Vec<Subject> {
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
            // A response of any shape is read unchanged.
            let is_any = (case.read_response)(&Value::Bool(true)).is_ok();
            if example.direction.is_success() && !excused && !is_any {
                found.push(Subject::new(&operation, example, case));
            }
        }
    }
    assert!(found.len() > 10, "only {} examples", found.len());
    found
}

/// A sample of them, for bodies of megabytes, which are all read by the same code.
fn some(subjects: &[Subject], count: usize) -> impl Iterator<Item = &Subject> {
    subjects.iter().step_by(subjects.len().div_ceil(count))
}

/// The example as a string, with another string at one location.
fn with_text(example: &Value, pointer: &str, text: &str) -> String {
    const MARK: &str = "a place that is written over";
    let mut copy = example.clone();
    *copy.pointer_mut(pointer).unwrap() = Value::from(MARK);
    copy.to_string().replace(&format!("\"{MARK}\""), text)
}

/// Whether the value was written back as it was sent.
fn is_what_was_sent(text: &str, sent: &Value, written: Option<&Value>) -> bool {
    match (sent, written) {
        (Value::Number(sent), Some(Value::Number(written))) => {
            match (sent.as_i128(), written.as_i128()) {
                (Some(sent), Some(written)) => sent == written,
                // From the string, because a parser of both could make the same error twice.
                _ => text.parse().ok() == written.as_f64(),
            }
        }
        (sent, written) => written == Some(sent),
    }
}

/// The error in how the client read a replaced value, if any.
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
            // In a truncated document, the path is unknown.
            let names_it = sent.is_err() || error.field_path().is_some();
            let fits = error.kind() == ErrorKind::Decode && names_it;
            (!fits).then(|| format!("{shown} at {pointer}: {error:?}"))
        }
    }
}

#[tokio::test]
async fn no_replaced_value_is_read_as_a_different_value() {
    let mut faults = Vec::new();
    let (mut tried, mut places) = (0, 0);
    for subject in subjects() {
        let example = &subject.example.value;
        // Without the first one, which is the whole value.
        for pointer in subject.places().into_iter().skip(1) {
            // One in three: values of a kind are read by the same code, and there are many of each kind.
            let texts = replacements(example.pointer(&pointer).unwrap());
            for text in texts.into_iter().skip(places % 3).step_by(3) {
                let body = with_text(example, &pointer, text);
                let given = subject.answered(body.into_bytes()).await;
                let fault = fault(&pointer, text, given);
                faults.extend(fault.map(|fault| format!("{}: {fault}", subject.operation.id)));
                tried += 1;
            }
            places += 1;
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
    assert!(tried > 5_000, "only {tried} tried");
}

#[tokio::test]
async fn bodies_that_are_not_responses_are_rejected() {
    for subject in subjects() {
        for (what, body) in whole_bodies(&subject.example.value.to_string()) {
            let is_nothing = body.trim_ascii().is_empty() || body == b"null";
            if is_nothing && subject.operation.may_answer_nothing {
                continue;
            }
            refused(&subject, what, body).await;
        }
    }
}

#[tokio::test]
async fn incomplete_bodies_are_rejected() {
    for subject in some(&subjects(), 10) {
        for (what, body) in endless_bodies() {
            refused(subject, what, body).await;
        }
    }
}

async fn refused(subject: &Subject, what: &str, body: Vec<u8>) {
    let id = &subject.operation.id;
    let error = subject.answered(body).await.unwrap_err();
    let fits = matches!(
        error.kind(),
        ErrorKind::Decode | ErrorKind::UnexpectedResponse
    );
    assert!(fits, "{id}: {what}: {error:?}");
    let length = error.to_string().len();
    assert!(length < 1_000, "{id}: {what}: {length}");
}

#[tokio::test]
async fn truncated_responses_are_never_read() {
    let mut tried = 0;
    for subject in subjects() {
        let text = subject.example.value.to_string();
        // A long response is truncated at a hundred locations and in its last fifty bytes.
        // If one success has no body, an empty body is valid.
        let first = usize::from(subject.operation.may_answer_nothing);
        let spread = (first..text.len()).step_by(text.len() / 100 + 1);
        for end in spread.chain(text.len().saturating_sub(50).max(first)..text.len()) {
            let body = text.as_bytes()[..end].to_vec();
            let given = subject.answered(body).await;
            assert!(given.is_err(), "{}: {end} bytes", subject.operation.id);
            tried += 1;
        }
    }
    assert!(tried > 1_000, "only {tried} tried");
}

#[tokio::test]
async fn duplicate_fields_are_errors() {
    for subject in subjects() {
        let Value::Object(fields) = &subject.example.value else {
            continue;
        };
        let text = subject.example.value.to_string();
        for (name, value) in fields {
            let body = format!("{{{}:{value},{}", Value::from(name.as_str()), &text[1..]);
            let error = subject.answered(body.into_bytes()).await;
            let error = format!("{:?}", error.unwrap_err());
            let names_it = error.contains("duplicate field") && error.contains(name.as_str());
            assert!(names_it, "{}: {error}", subject.operation.id);
        }
    }
}

#[tokio::test]
async fn undocumented_fields_may_contain_anything() {
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    for subject in subjects() {
        for fine in ["1e300", "\"\\u0000\"", "{\"a\":1,\"a\":2}", &deep] {
            let Some(body) = of_tomorrow(&subject, fine) else {
                continue;
            };
            let given = subject.answered(body).await;
            assert!(given.is_ok(), "{}: {fine}: {given:?}", subject.operation.id);
        }
    }
}

#[tokio::test]
async fn undocumented_fields_cannot_exhaust_the_stack() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for subject in some(&subjects(), 10) {
        for trap in [&deep, &"[".repeat(1_000_000)] {
            // Whether it is skipped or rejected, the stack does not overflow.
            if let Some(body) = of_tomorrow(subject, trap) {
                let _ = subject.answered(body).await;
            }
        }
    }
}

/// The example with an undocumented field.
fn of_tomorrow(subject: &Subject, value: &str) -> Option<Vec<u8>> {
    let text = subject.example.value.to_string();
    let rest = text.strip_prefix('{')?;
    let separator = if rest == "}" { "" } else { "," };
    Some(format!("{{\"tomorrow\":{value}{separator}{rest}").into_bytes())
}

#[tokio::test]
async fn a_string_of_ten_megabytes_is_read_completely() {
    let long = "接".repeat(10_000_000 / 3);
    let mut tried = 0;
    for subject in some(&subjects(), 20) {
        let example = &subject.example.value;
        let is_text = |pointer: &String| example.pointer(pointer).unwrap().is_string();
        let Some(pointer) = subject.places().into_iter().find(is_text) else {
            continue;
        };
        let body = with_text(example, &pointer, &format!("\"{long}\""));
        let answer = subject.answered(body.into_bytes()).await.unwrap();
        let written = answer.written.pointer(&pointer).and_then(Value::as_str);
        assert!(
            written == Some(&long),
            "{}: {pointer}",
            subject.operation.id
        );
        tried += 1;
    }
    assert!(tried > 3, "only {tried} tried");
}
