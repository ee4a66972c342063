//! Records and drafts of one invented page in every layout.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

mod layouts;

use std::fs;
use std::path::{Path, PathBuf};

use codegen_check::{Diagnostic, Source};
use codegen_document::Document;
use codegen_pages::{MARK, Record, draft, draft_into};
use layouts::{Field, Language, Layout, Notation, Operation, Table, write};
use serde_json::{Value, json};

const SENTENCE: &str = "Invented field.";

/// An operation whose types and values are easily called like something else.
fn operation() -> Operation {
    let fields = |rows: &[Value]| {
        let field = |facts: &Value| Field {
            facts: facts.clone(),
            words: SENTENCE,
        };
        rows.iter().map(field).collect()
    };
    let table = |role, status, type_name, rows: &[Value]| Table {
        role,
        status,
        type_name,
        fields: fields(rows),
    };
    let error = [
        json!({"name": "error_code", "type": "String", "min_length": 8, "max_length": 36}),
        json!({"name": "error_msg", "type": "String"}),
    ];
    Operation {
        title: "Adding Goods",
        method: "POST",
        uri: "/v2/{shop_id}/goods",
        tables: vec![
            table(
                "path",
                None,
                None,
                &[json!({"name": "shop_id", "required": true, "type": "String", "max_length": 64})],
            ),
            table(
                "query",
                None,
                None,
                &[
                    json!({"name": "limit", "required": false, "type": "Integer", "minimum": 1, "maximum": 500, "default": 20}),
                    json!({"name": "sort", "required": false, "type": "String", "values": [{"value": "on"}, {"value": "off"}]}),
                ],
            ),
            table(
                "body",
                None,
                None,
                &[
                    json!({"name": "name", "required": true, "type": "String", "min_length": 2, "max_length": 36}),
                    json!({"name": "owner", "required": true, "type": "Owner object"}),
                ],
            ),
            table(
                "type",
                None,
                Some("Owner"),
                &[json!({"name": "owner_name", "required": true, "type": "String"})],
            ),
            table(
                "response",
                Some("200"),
                None,
                &[
                    json!({"name": "total", "type": "Long", "minimum": 0, "maximum": 9_999_999_999u64}),
                    json!({"name": "owner", "type": "Owner object"}),
                    json!({"name": "goods", "type": "Array of good objects", "min_items": 0, "max_items": 500}),
                ],
            ),
            table(
                "type",
                Some("200"),
                Some("Owner"),
                &[
                    json!({"name": "owner_name", "type": "String"}),
                    json!({"name": "owner_id", "type": "String"}),
                ],
            ),
            table(
                "type",
                Some("200"),
                Some("good"),
                &[
                    json!({"name": "price", "type": "Float", "minimum": 0, "maximum": 1000}),
                    json!({"name": "state", "type": "String", "values": [{"value": "SOLD_OUT"}, {"value": "IN_STOCK"}]}),
                ],
            ),
            table("response", Some("400"), None, &error),
        ],
        examples: vec![
            (
                "request",
                None,
                json!({"name": "chair", "owner": {"owner_name": "x"}}),
            ),
            (
                "response",
                Some("200"),
                json!({
                    "total": 1, "owner": {"owner_name": "x", "owner_id": "7"},
                    "goods": [{"price": 1.5, "state": "SOLD_OUT", "shown_only": {"colour": "red"}}],
                }),
            ),
            (
                "response",
                Some("400"),
                json!({"error_code": "SHOP.0001", "error_msg": "no"}),
            ),
        ],
        statuses: vec!["200", "400"],
    }
}

/// The record of the page in a layout. A list of fragments tells neither method nor address, and
/// its pages belong together by their numbers.
fn record(layout: Layout, language: Language, notation: Notation) -> Record {
    let text = write(&operation(), layout, language, notation);
    let page = codegen_pages::read(Path::new("page"), text.as_bytes()).unwrap();
    let parts: Vec<u32> = page
        .operations
        .iter()
        .filter_map(|part| part.part)
        .collect();
    let address = Some("https://example.com/AddGoods.html".to_owned());
    let mut record = Record::of_page(&page, text.as_bytes(), "AddGoods", &parts, address).unwrap();
    record.facts.method.get_or_insert("POST".to_owned());
    record
        .facts
        .uri
        .get_or_insert("/v2/{shop_id}/goods".to_owned());
    record
}

fn records() -> Vec<(String, Record)> {
    let mut all = Vec::new();
    for layout in Layout::ALL {
        for language in [Language::Chinese, Language::English] {
            for notation in [Notation::Labels, Notation::Blocks] {
                let name = format!("{layout:?} {language:?} {notation:?}");
                all.push((name, record(layout, language, notation)));
            }
        }
    }
    all
}

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

/// What the checks find in a text, by the settings of the documents.
fn checked(text: &str) -> Vec<Diagnostic> {
    let document = Document::parse(specs().join("draft.yaml"), text.to_owned()).unwrap();
    codegen_check::check(&[
        Source::Document(document),
        Source::settings(&specs()).unwrap(),
    ])
}

/// How many texts the checks want written.
fn unwritten(text: &str) -> usize {
    let found = checked(text);
    found
        .iter()
        .filter(|one| one.rule == "unwritten-text")
        .count()
}

/// What the checks find beside the places that are left to write.
fn findings(text: &str) -> Vec<String> {
    let marked = |line: u32| text.lines().nth(line as usize - 1).unwrap().contains(MARK);
    checked(text)
        .into_iter()
        .filter(|finding| !marked(finding.line))
        .map(|finding| format!("{}: {} ({})", finding.line, finding.message, finding.rule))
        .collect()
}

#[test]
fn a_draft_of_every_layout_passes_the_checks() {
    for (name, record) in records() {
        let text = draft(&record).unwrap();
        assert_eq!(findings(&text), [] as [String; 0], "{name}\n{text}");
        // The first line is a comment about the marks.
        let marks = text.matches(MARK).count() - 1;
        assert!(marks > 10, "{text}");
        assert_eq!(unwritten(&text), marks, "{name}\n{text}");
    }
}

#[test]
fn a_draft_has_the_facts_of_the_page() {
    let text = draft(&record(
        Layout::Restructured,
        Language::English,
        Notation::Labels,
    ))
    .unwrap();
    let document: Value = serde_yaml::from_str(&text).unwrap();
    let at = |pointer: &str| document.pointer(pointer).cloned().unwrap_or(Value::Null);
    let operation = "/paths/~1v2~1{shop_id}~1goods/post";
    let limit = at(&format!("{operation}/parameters/1/schema"));
    assert_eq!(
        limit,
        json!({"type": "integer", "format": "int64", "minimum": 1, "maximum": 500, "default": 20})
    );
    assert_eq!(at(&format!("{operation}/x-source/title")), "Adding Goods");
    assert_eq!(
        at(&format!("{operation}/externalDocs/url")),
        "https://example.com/AddGoods.html"
    );
    // Two types of one name keep apart, and one that is called like a field has its owner's name.
    let schemas = at("/components/schemas");
    let names: Vec<&String> = schemas.as_object().unwrap().keys().collect();
    for name in ["Owner", "AddGoodsOwner", "AddGoodsGood", "AddGoodsSort"] {
        assert!(
            names.contains(&&name.to_owned()),
            "{name} is not among {names:?}"
        );
    }
    assert_eq!(schemas["AddGoodsSort"]["enum"], json!(["on", "off"]));
    let shown = &schemas["AddGoodsGood"]["properties"]["shown_only"];
    assert_eq!(shown["x-source"], json!({"example": "200"}), "{shown}");
    assert_eq!(
        schemas["GoodsError"]["properties"]["error_code"]["minLength"],
        8
    );
}

#[test]
fn a_draft_in_a_document_leaves_the_rest_alone_and_uses_what_there_is() {
    let path = specs().join("dcs");
    let bundle = Document::bundle(&path).unwrap();
    let text = serde_yaml::to_string(&bundle.to_json()).unwrap();
    let document = Document::parse("dcs.yaml", text).unwrap();
    let mut record = record(Layout::Restructured, Language::English, Notation::Labels);
    let own = document
        .at("/components/schemas/DcsError/properties")
        .unwrap();
    let keys: Vec<&str> = own.entries().map(|entry| entry.key).collect();
    let failure = record.facts.tables.last_mut().unwrap();
    let row = failure.rows[1].clone();
    failure.rows = keys
        .iter()
        .map(|key| {
            let mut row = row.clone();
            row.name = (*key).to_owned();
            row
        })
        .collect();
    record
        .facts
        .examples
        .retain(|example| example.status.as_deref() != Some("400"));
    let text = draft_into(&record, &document).unwrap();
    let mut rest = text.lines();
    for line in document.text().lines() {
        assert!(rest.any(|known| known == line), "{line} is gone");
    }
    assert_eq!(
        findings(&text)
            .iter()
            .filter(|finding| !finding.contains("dcs"))
            .count(),
        findings(document.text()).len()
    );
    let merged: Value = serde_yaml::from_str(&text).unwrap();
    let at =
        "/paths/~1v2~1{shop_id}~1goods/post/responses/400/content/application~1json/schema/$ref";
    assert_eq!(merged.pointer(at).unwrap(), "#/components/schemas/DcsError");
    let again = Document::parse(&path, text).unwrap();
    let error = draft_into(&record, &again).unwrap_err().to_string();
    assert!(
        error.contains("has AddGoods (POST /v2/{shop_id}/goods) already"),
        "{error}"
    );
}

#[test]
fn a_record_is_the_same_each_time_and_has_no_sentences() {
    let folder = tempfile::tempdir().unwrap();
    for (name, record) in records() {
        let text = record.to_yaml();
        assert!(!text.contains(SENTENCE), "{name}\n{text}");
        for fact in [
            "title: Adding Goods",
            "https://example.com/AddGoods.html",
            "sha256: ",
        ] {
            assert!(
                text.contains(fact) || name.starts_with("Lines"),
                "{name}: {fact}\n{text}"
            );
        }
        let path = folder.path().join("AddGoods.yaml");
        fs::write(&path, &text).unwrap();
        let loaded = Record::load(&path).unwrap();
        assert_eq!(loaded.facts.statuses, record.facts.statuses, "{name}");
        let first = &record.facts.tables[0].rows[0];
        let kept = &loaded.facts.tables[0].rows[0];
        assert_eq!(loaded.page_line(kept.line), Some(first.line), "{name}");
    }
    let one = record(Layout::Html, Language::English, Notation::Blocks).to_yaml();
    assert_eq!(
        one,
        record(Layout::Html, Language::English, Notation::Blocks).to_yaml()
    );
}
