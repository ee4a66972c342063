//! Examples that violate the drafted schemas: reported, and added to the ledger for a decision.

use codegen_check::Source;
use codegen_document::Document;
use serde_json::Value;

use crate::draft::Draft;
use crate::facts;
use crate::ledger::{Claim, Entry};

/// The rules for examples.
const RULES: [&str; 4] = [
    "example-schema",
    "example-format",
    "example-direction",
    "example-unknown-property",
];

/// Reports the examples that violate their schemas.
pub(crate) fn examples(draft: &mut Draft) {
    let text = draft.document.to_string();
    let Ok(document) = Document::parse("draft.json", text) else {
        return;
    };
    for found in codegen_check::check(&[Source::Document(document)]) {
        let Some(rule) = RULES.into_iter().find(|rule| *rule == found.rule) else {
            continue;
        };
        let Some((owner, name, at)) = facts::owner(&draft.document, &found.pointer) else {
            continue;
        };
        let about = about(&draft.document, &found.pointer);
        draft
            .notes
            .contradiction(every(&about), every(&found.message));
        draft.entries.push(Entry {
            owner,
            name,
            at,
            page: format!("The example differs: {}.", found.message),
            claim: Claim::Rule(rule),
        });
    }
}

/// A note without item numbers, so that similar items share one note.
fn every(text: &str) -> String {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts: Vec<&str> = text.split('/').collect();
    for index in 1..parts.len() {
        if is_number(parts[index]) && parts[index - 1] != "responses" {
            parts[index] = "*";
        }
    }
    let text = parts.join("/");
    match text
        .strip_prefix("item ")
        .and_then(|rest| rest.split_once(' '))
    {
        Some((number, rest)) if is_number(number) => format!("an item {rest}"),
        _ => text,
    }
}

fn about(document: &Value, at: &str) -> String {
    let (_, inner) = at.split_once("/paths/").unwrap_or_default();
    let mut parts = inner.splitn(3, '/');
    let item = format!(
        "/paths/{}/{}",
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default()
    );
    let id = document
        .pointer(&format!("{item}/operationId"))
        .and_then(Value::as_str);
    format!(
        "{} {}",
        id.unwrap_or_default(),
        parts.next().unwrap_or_default()
    )
}
