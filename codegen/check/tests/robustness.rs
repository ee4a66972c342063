//! A check terminates for any file, and every finding has a position in the file.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::path::Path;

use codegen_check::{Source, check_on, human, json};
use codegen_document::{Document, Ledger};

/// A small random number generator, so that the cases are reproducible.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

fn seeds() -> Vec<String> {
    [
        "structure",
        "reference",
        "example-schema",
        "path-parameter",
        "generated-code",
    ]
    .iter()
    .flat_map(|rule| ["failing", "passing"].map(|name| format!("{rule}/{name}.yaml")))
    .chain([
        "complete.yaml".to_owned(),
        "ledger/failing/ledger.yaml".to_owned(),
    ])
    .map(|name| std::fs::read_to_string(Path::new("tests/fixtures").join(name)).unwrap())
    .collect()
}

/// Inserts, replaces and removes lines and parts of lines.
fn mutated(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let pieces = [
        "$ref: '#'",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "*a",
        "&a ",
        "null",
        "-1",
        "1e400",
        "\t",
        "'",
        "\"",
        "allOf",
        "oneOf",
        "x-",
        "#/components/schemas/Thing",
        "{id}",
        "\u{feff}",
        "é\r",
        "|",
    ];
    for _ in 0..=random.below(2) {
        let at = random.below(lines.len());
        let other = lines[random.below(lines.len())].clone();
        let line = &mut lines[at];
        let boundaries: Vec<_> = line.char_indices().map(|(index, _)| index).collect();
        let cut = boundaries.get(random.below(boundaries.len() + 1)).copied();
        match random.below(5) {
            0 => line.insert_str(
                cut.unwrap_or(line.len()),
                pieces[random.below(pieces.len())],
            ),
            1 => line.truncate(cut.unwrap_or(0)),
            2 => *line = other,
            3 => line.insert(0, ' '),
            _ => drop(line.drain(..cut.unwrap_or(0))),
        }
    }
    lines.join("\n")
}

fn sources(text: String) -> Vec<Source> {
    let ledger = Document::parse("tests/ledger.yaml", text.clone())
        .and_then(|source| Ledger::read(source, None));
    vec![
        Source::of(
            Document::parse("tests/document.yaml", text),
            Source::Document,
        )
        .unwrap(),
        Source::of(ledger, Source::Ledger).unwrap(),
    ]
}

#[test]
fn checks_do_not_panic_on_any_file() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let seeds = seeds();
    let mut readable = 0;
    let rounds = 2000;
    for round in 0..rounds {
        let text = mutated(&mut random, &seeds[round % seeds.len()]);
        let lines = text.split(['\n', '\r']).count();
        let sources = sources(text);
        readable += usize::from(matches!(sources[0], Source::Document(_)));
        let diagnostics = check_on(&sources, "2030-06-15");
        for diagnostic in &diagnostics {
            assert!(
                (1..=lines + 1).contains(&(diagnostic.line as usize)),
                "{diagnostic:?}"
            );
            assert!(diagnostic.column >= 1);
            assert!(!diagnostic.message.is_empty() && !diagnostic.help.is_empty());
        }
        assert_eq!(json(&diagnostics).lines().count(), diagnostics.len());
        assert!(!human(&diagnostics, &sources).is_empty());
    }
    assert!(readable > rounds / 6 && readable < rounds, "{readable}");
}

#[test]
fn circular_schemas_terminate() {
    let mut schemas = String::new();
    for level in 0..40 {
        schemas += &format!(
            "    S{level}: {{anyOf: [{{$ref: '#/components/schemas/S{next}'}}, \
             {{$ref: '#/components/schemas/S{next}'}}]}}\n",
            next = (level + 1) % 40
        );
    }
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents:\n  \
         parameters:\n    P: {{in: query, name: p, schema: {{$ref: '#/components/schemas/S0'}}, \
         example: 1}}\n  schemas:\n{schemas}"
    );
    let found = check_on(&sources(text)[..1], "2030-06-15");
    let complex = found
        .iter()
        .find(|found| found.message.contains("too complex"));
    assert_eq!(complex.unwrap().pointer, "/components/parameters/P/example");
}
