//! What is listed.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod documents;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen_check::{Source, check};
use codegen_descriptions::{Named, Pattern, Selection, Sources, Text, Worklist, read};
use codegen_document::Document;

use documents::{documents, list};

#[test]
fn each_meaning_is_listed_once_with_its_places_and_the_words_of_others() {
    insta::assert_snapshot!(list().to_yaml());
}

#[test]
fn without_sources_a_name_has_one_meaning() {
    let list = Worklist::of(&documents(), &Sources::default(), &Selection::default());
    let names: Vec<_> = list
        .entries
        .iter()
        .filter(|entry| entry.name == "name")
        .collect();
    assert_eq!(names.len(), 1);
    assert_eq!(names[0].places.len(), 2);
}

#[test]
fn what_is_written_is_listed_when_asked_for() {
    let selection = Selection {
        all: true,
        name: Some(Pattern::new("*hing*")),
        documents: vec!["specs/things.yaml".to_owned()],
    };
    let list = Worklist::of(&documents(), &Sources::default(), &selection);
    insta::assert_snapshot!(list.to_yaml());
}

#[test]
fn what_was_written_is_kept_also_where_an_entry_was_divided() {
    let entry = |text: &str, places: &str| {
        format!("  - {{kind: property, name: example, places: [{places}], text: {text}}}\n")
    };
    let old = format!(
        "texts:\n{}{}{}",
        entry("One.", "specs/things.yaml:1 Thing"),
        entry("Two.", "specs/others.yaml:1 Other"),
        entry("Lost.", "specs/things.yaml:1 Gone"),
    );
    let old = read(&Document::parse("old.yaml", old).unwrap()).unwrap();
    let mut list = list();
    let lost = list.keep(&old, &documents());
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].new_text(), Some("Lost."));
    let entries = list.entries.iter().filter(|entry| entry.name == "example");
    let texts: Vec<_> = entries
        .map(|entry| (entry.text.as_str(), entry.places.len()))
        .collect();
    assert_eq!(texts, [("One.", 1), ("Two.", 1)]);
}

/// Every text that stands on one line, as still to write.
fn unwritten(text: &str) -> String {
    let keys = ["title", "summary", "description"];
    let lines = text.lines().map(|line| {
        let content = line.trim_start().trim_start_matches("- ");
        let found = keys.iter().find(|key| {
            let value = content
                .strip_prefix(**key)
                .and_then(|rest| rest.strip_prefix(": "));
            value.is_some_and(|value| !value.starts_with(['|', '>', '{', '[']))
        });
        match found {
            Some(key) => format!("{}{key}: TODO", &line[..line.len() - content.len()]),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_list_has_what_the_rule_unwritten_text_finds() {
    let mut seen = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let specs = documents::files(&root.join("specs")).into_iter();
    let others = [
        "codegen/check/tests/fixtures/complete.yaml",
        "codegen/descriptions/tests/fixtures/things.yaml",
    ];
    for path in specs.chain(others.map(|path| root.join(path))) {
        let text = fs::read_to_string(&path).unwrap();
        let Ok(document) = Document::parse("a.yaml", unwritten(&text)) else {
            continue;
        };
        if document.root().get("openapi").is_none() {
            continue;
        }
        let texts = Text::all(&document).into_iter().filter(Text::is_unwritten);
        let listed: BTreeSet<String> = texts.map(|text| text.pointer().to_owned()).collect();
        let found = check(&[Source::Document(document)]).into_iter();
        let found = found.filter(|one| one.rule == "unwritten-text");
        let found: BTreeSet<String> = found.map(|one| one.pointer).collect();
        assert_eq!(listed, found, "{}", path.display());
        seen += found.len();
    }
    assert!(seen > 600, "{seen}");
}

#[test]
fn places_are_told_apart() {
    for Named { document, .. } in documents() {
        let texts = Text::all(&document);
        let places: BTreeSet<_> = texts
            .iter()
            .map(|text| (text.phrase(), text.name(), text.place()))
            .collect();
        assert_eq!(places.len(), texts.len());
    }
}
