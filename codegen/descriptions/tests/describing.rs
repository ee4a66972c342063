//! What was written goes to all its places, and nothing else changes.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

mod documents;

use codegen_descriptions::{Outcome, Problem, describe, read};
use codegen_document::Document;

use documents::{documents, list, text};

fn load(name: &str) -> Result<Document, String> {
    let documents = documents().into_iter();
    let mut named = documents.filter(|named| named.name == name);
    let named = named.next().ok_or_else(|| format!("cannot read {name}"))?;
    Ok(named.document)
}

fn described(worklist: &str) -> Result<Outcome, Vec<Problem>> {
    let worklist = Document::parse("list.yaml", worklist.to_owned()).unwrap();
    describe(&read(&worklist)?, &load)
}

/// The outcome for one document under some name.
fn one(name: &str, document: &str, worklist: &str) -> Result<String, Vec<Problem>> {
    let worklist = Document::parse("list.yaml", worklist.to_owned()).unwrap();
    let load = |_: &str| Ok(Document::parse(name, document.to_owned()).unwrap());
    let mut outcome = describe(&read(&worklist)?, &load)?;
    Ok(outcome.files.remove(0).after)
}

/// The list with a text everywhere, every third one long.
fn filled() -> String {
    let mut list = list();
    for (index, entry) in list.entries.iter_mut().enumerate() {
        let name = &entry.name;
        entry.text = match index % 3 {
            1 => format!(
                "Says what `{name}` is about: at such length, that the documents have it in \
                 several\nlines.\n\n- First: one.\n- Second: two."
            ),
            _ => format!("What \"{name}\" is: # {index}."),
        };
    }
    list.to_yaml()
}

fn diff(before: &str, after: &str) -> String {
    let mut shown = String::new();
    let diff = similar::TextDiff::from_lines(before, after);
    for change in diff.iter_all_changes() {
        let sign = match change.tag() {
            similar::ChangeTag::Delete => '-',
            similar::ChangeTag::Insert => '+',
            similar::ChangeTag::Equal => ' ',
        };
        shown.push_str(&format!(
            "{sign}{}\n",
            change.value().trim_end_matches('\n')
        ));
    }
    shown
}

#[test]
fn every_place_has_its_text_and_all_else_is_as_it_was() {
    let outcome = described(&filled()).unwrap();
    assert_eq!(outcome.empty + outcome.unchanged, 0);
    let diffs = outcome
        .files
        .iter()
        .map(|file| diff(&file.before, &file.after));
    insta::assert_snapshot!(diffs.collect::<String>());
}

#[test]
fn the_same_list_once_more_changes_nothing() {
    let outcome = described(&filled()).unwrap();
    let load = |name: &str| {
        let file = outcome
            .files
            .iter()
            .find(|file| file.path.ends_with(name))
            .unwrap();
        Ok(Document::parse(name, file.after.clone()).unwrap())
    };
    let list = Document::parse("list.yaml", filled()).unwrap();
    let again = describe(&read(&list).unwrap(), &load).unwrap();
    assert_eq!(again.files, []);
    assert_eq!(again.unchanged, outcome.written);
}

#[test]
fn an_empty_text_is_left_for_later() {
    let outcome = described(&list().to_yaml()).unwrap();
    assert_eq!((outcome.files.len(), outcome.written), (0, 0));
    assert_eq!(outcome.empty, list().entries.len());
}

#[test]
fn what_does_not_fit_is_refused_line_by_line() {
    let list = r#"texts:
  - {kind: tag, name: things, places: ["specs/things.yaml:8 document"], text: Fits.}
  - kind: schema
    name: Thing
    places:
      - specs/things.yaml:52 Thing
      - specs/things.yaml:52 Gone
      - specs/gone.yaml:1 Thing
    text: A thing.
  - {kind: schema, name: Things, places: ["specs/things.yaml:8 Thing"], text: Unknown.}
  - {kind: status, name: "404", places: ["specs/things.yaml:50 DeleteThing"], text: Another.}
  - {kind: schema, name: Other, now: "A thing.", places: ["specs/others.yaml:1 Other"], text: New.}
  - {kind: operation, name: ShowThing, places: ["specs/things.yaml:17 ShowThing"], text: "Shows. TODO: more."}
  - {kind: operation summary, name: ShowThing, source: "Shows a thing", places: ["specs/things.yaml:16 ShowThing"], text: Shows a thing.}
  - {kind: property, name: example, places: ["specs/things.yaml:1 Thing"], text: One.}
  - {kind: property, name: example, places: ["specs/things.yaml:1 Thing"], text: Two.}
"#;
    let problems = described(list).unwrap_err();
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_is_no_worklist_is_refused_with_its_line() {
    let list = "text: []\ntexts:\n  - {kind: thing, name: a}\n  - {name: a}\n  - kind: tag\n    \
                name: a\n    texts: b\n    places: [somewhere]\n    text: {a: b}\n  - 5\n";
    let problems = described(list).unwrap_err();
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
    assert!(described("5").is_err());
}

const TAG: &str = "texts: [{kind: tag, name: t, places: ['a:1 document'], text: \"One \\\"two\\\".\\n\\nThree.\"}]";

#[test]
fn json_crlf_and_files_without_a_last_line_break_stay_so() {
    let json = "{\"tags\": [{\"name\": \"t\", \"description\": \"TODO\"}]}";
    assert_eq!(
        one("a.json", json, TAG).unwrap(),
        json.replace("TODO", "One \\\"two\\\".\\n\\nThree.")
    );
    assert_eq!(
        one(
            "a.yaml",
            "tags:\r\n- description: TODO # why\r\n  name: t\r\n",
            TAG
        )
        .unwrap(),
        "tags:\r\n- description: |- # why\r\n    One \"two\".\r\n\r\n    Three.\r\n  name: t\r\n"
    );
    assert_eq!(
        one("a.yaml", "tags:\n- name: t\n  description: TODO", TAG).unwrap(),
        "tags:\n- name: t\n  description: |-\n    One \"two\".\n\n    Three."
    );
}

#[test]
fn comments_stay_whatever_stands_in_front_of_them() {
    for value in [
        "TODO",
        "\"TODO: \\\"a\\\" # b\"",
        "'TODO: it''s # b'",
        "\"TODO: a \\\n    more\"",
        "TODO long\n    plain",
        "|-",
        ">2-",
    ] {
        let body = if value.len() < 4 && !value.starts_with('T') {
            "\n    TODO\n\n"
        } else {
            "\n"
        };
        let document = format!("tags:\n- description: {value} # why{body}  name: t\n# end\n");
        for (text, expected) in [
            ("One: two.", "- description: \"One: two.\" # why\n"),
            (
                &"word ".repeat(30),
                "- description: |- # why\n    word word",
            ),
        ] {
            let list = format!(
                "texts: [{{kind: tag, name: t, places: ['a:1 document'], text: '{text}'}}]"
            );
            let after = one("a.yaml", &document, &list).unwrap();
            assert!(after.contains(expected), "{after}");
            assert!(after.ends_with("  name: t\n# end\n"), "{after}");
        }
    }
}

#[test]
fn a_text_that_several_places_share_is_left_to_a_person() {
    let document = "tags:\n- {name: t, description: &a TODO}\n- {name: u, description: *a}\n";
    let problems = one("a.yaml", document, TAG).unwrap_err();
    assert!(
        problems[0].message.contains("unsupported layout"),
        "{problems:?}"
    );
    let document = "x-a: &a\n  name: t\n  description: TODO\ntags:\n- *a\n";
    let problems = one("a.yaml", document, TAG).unwrap_err();
    assert!(
        problems[0].message.contains("something else"),
        "{problems:?}"
    );
}

#[test]
fn the_fixtures_have_every_layout() {
    let text = text("things.yaml");
    for layout in [
        "description: >-",
        "description: |-",
        "{type: string, description: TODO}",
        "- TODO",
    ] {
        assert!(text.contains(layout), "{layout}");
    }
}
