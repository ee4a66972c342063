//! Invalid documents are reported with the place and what to do.

#![allow(clippy::panic, reason = "a test that fails may panic")]

use codegen_document::{Document, LoadError, Problem};

fn problems(text: &str) -> Vec<Problem> {
    match Document::parse("test.yaml", text.to_owned()) {
        Err(LoadError::Invalid(invalid)) => invalid.problems,
        other => panic!("{text:?}: {other:?}"),
    }
}

/// `line:column: message` of the only problem.
fn problem(text: &str) -> String {
    let problems = problems(text);
    assert_eq!(problems.len(), 1, "{problems:?}");
    let Problem {
        position,
        message,
        help,
        ..
    } = &problems[0];
    assert!(!help.is_empty());
    format!("{}:{}: {message}", position.line, position.column)
}

#[test]
fn a_repeated_key() {
    assert_eq!(
        problem("a: 1\nb:\n  c: 1\n  'c': 2\n"),
        "4:3: the key `c` was already used on line 3"
    );
}

#[test]
fn a_problem_covers_the_whole_key() {
    let problem = &problems("a: 1\n  \n'a': 2\n")[0];
    assert_eq!((problem.position.column, problem.end.column), (1, 4));
}

#[test]
fn every_repeated_key_is_reported() {
    let lines: Vec<_> = problems("a: 1\na: {b: 1, b: 2}\na: 3\n")
        .iter()
        .map(|problem| (problem.position.line, problem.position.column))
        .collect();
    assert_eq!(lines, [(2, 1), (2, 11), (3, 1)]);
}

#[test]
fn a_repeated_status_whether_quoted_or_not() {
    assert_eq!(
        problem("200: a\n'200': b\n"),
        "2:1: the key `200` was already used on line 1"
    );
}

#[test]
fn several_documents() {
    assert_eq!(
        problem("a: 1\n---\nb: 2\n"),
        "2:1: a second YAML document begins here"
    );
    assert!(Document::parse("test.yaml", "---\na: 1\n...\n".to_owned()).is_ok());
}

#[test]
fn nothing() {
    assert_eq!(problem(""), "1:1: the file is empty");
    assert_eq!(problem("# only a comment\n"), "1:1: the file is empty");
}

#[test]
fn tabs_as_indentation() {
    assert_eq!(
        problem("a:\n\tb: 1\n"),
        "2:2: not YAML: tabs disallowed within this context (block indentation)"
    );
}

#[test]
fn unclosed_quotes_and_brackets() {
    assert_eq!(
        problem("a: 'text\nb: 1\n"),
        "1:4: not YAML: invalid indentation in quoted scalar"
    );
    assert_eq!(
        problem("a: [1, 2\nb: 1\n"),
        "2:2: not YAML: illegal placement of ':' indicator"
    );
}

#[test]
fn wrong_indentation() {
    assert_eq!(
        problem("a:\n  b: 1\n c: 2\n"),
        "3:2: not YAML: while parsing a block mapping, did not find expected key"
    );
}

#[test]
fn an_unknown_alias_and_one_to_itself() {
    assert_eq!(
        problem("a: *nothing\n"),
        "1:4: not YAML: while parsing node, found unknown anchor"
    );
    assert_eq!(
        problem("a: &a [*a]\n"),
        "1:8: the alias refers to a node that contains it"
    );
}

#[test]
fn an_alias_bomb() {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..20 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &format!("a{level}: &a{level} [{below}]\n");
    }
    assert_eq!(
        problem(&text),
        "7:10: aliases expand the document by more than 4000000 nodes and bytes"
    );
}

#[test]
fn a_long_text_repeated_by_aliases() {
    let text = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(100_000),
        vec!["*a"; 1000].join(", ")
    );
    assert_eq!(
        problem(&text),
        "2:161: aliases expand the document by more than 4000000 nodes and bytes"
    );
}

#[test]
fn too_deep() {
    assert_eq!(
        problem(&"[".repeat(100_000)),
        "1:256: nested more than 128 levels deep"
    );
    let block: String = (0..200)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    assert_eq!(problem(&block), "129:129: nested more than 128 levels deep");
    let mut aliases = format!("a0: &a0 {}{}\n", "[".repeat(100), "]".repeat(100));
    for level in 1..10 {
        aliases += &format!("a{level}: &a{level} [[[[[[[[[[*a{}]]]]]]]]]]\n", level - 1);
    }
    assert_eq!(problem(&aliases), "4:19: nested more than 128 levels deep");
}

#[test]
fn keys_that_json_cannot_have() {
    assert_eq!(
        problem("? [a, b]\n: 1\n"),
        "1:3: a list or mapping as a key"
    );
    assert_eq!(problem(": 1\n"), "1:1: a value without a key");
}

#[test]
fn values_that_json_cannot_have() {
    assert_eq!(
        problem("a: .inf\n"),
        "1:4: `.inf` is not a number that JSON can represent"
    );
    assert_eq!(
        problem("a: !!int text\n"),
        "1:4: `text` does not fit its tag"
    );
    assert_eq!(
        problem("a: !include b.yaml\n"),
        "1:4: this tag has no meaning in an OpenAPI document"
    );
}

#[test]
fn control_characters() {
    assert_eq!(
        problem("a: 1\nb: x\0y\n"),
        "2:5: the control character U+0000 is not allowed in YAML"
    );
}

#[test]
fn bytes_that_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bytes.yaml");
    std::fs::write(&path, b"a: 1\nb: \xFF\n").unwrap();
    let error = Document::load(&path).unwrap_err();
    let location = error.location().unwrap();
    assert_eq!((location.line, location.column), (2, 4));
}

#[test]
fn a_missing_file_is_named() {
    let error = Document::load("nowhere/missing.yaml".as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "cannot read nowhere/missing.yaml");
    assert!(error.location().is_none());
}

#[test]
fn the_message_tells_place_problem_and_remedy() {
    let error = Document::parse("specs/a.yaml", "a: 1\na: 2\n".to_owned()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "specs/a.yaml:2:1: the key `a` was already used on line 1\n  \
         help: keep one of the two; tools disagree about which one counts"
    );
}

#[test]
fn no_bytes_make_it_panic() {
    let seeds = [
        "a: &x [1, {b: *x}]\n? - c\n: |2\n  text\n",
        "%TAG ! tag:x\n--- !a\n'it''s': \"\\u00e9\\x\"\n... \n",
        "{\"a\": [true, null, -1.5e3], \"b\": {\"$ref\": \"#/x\"}}",
    ];
    let alphabet: Vec<char> = "{}[]:,-?&*!|>'\"%@` \t\n\r#ab01.~\\\u{feff}é\u{1F600}"
        .chars()
        .collect();
    // A small generator of our own keeps the inputs the same in every run.
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound as u64) as usize
    };
    for round in 0..20_000 {
        let mut text: Vec<char> = seeds[round % seeds.len()].chars().collect();
        for _ in 0..=next(8) {
            let at = next(text.len());
            let character = alphabet[next(alphabet.len())];
            match next(3) {
                0 => text[at] = character,
                1 => text.insert(at, character),
                _ => text.truncate(at.max(1)),
            }
        }
        let text: String = text.into_iter().collect();
        if let Err(error) = Document::parse("fuzz", text) {
            assert!(error.location().is_some());
        }
    }
}
