//! Machine-readable findings: SARIF that is valid against its schema, and workflow commands.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use codegen_check::{Source, check_on, github, sarif};
use codegen_document::Document;
use serde_json::Value;

fn findings() -> Vec<codegen_check::Diagnostic> {
    let text = "openapi: 3.0.3\ninfo: {title: 'a: b, 100%', vresion: 1}\npaths:\n  /a?b: {}\n";
    let document = Document::parse("a folder/größe.yaml", text.to_owned()).unwrap();
    check_on(&[Source::Document(document)], "2030-06-15")
}

#[test]
fn sarif_is_valid_against_its_schema() {
    // The pattern has an extra bracket, which this validator rejects.
    let schema =
        include_str!("official/sarif-2.1.0.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let log: Value = serde_json::from_str(&sarif(&findings())).unwrap();
    let errors: Vec<_> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let broken = sarif(&findings()).replace("\"level\"", "\"levle\"");
    assert!(!validator.is_valid(&serde_json::from_str(&broken).unwrap()));
}

#[test]
fn sarif_has_the_rule_and_location() {
    let log: Value = serde_json::from_str(&sarif(&findings())).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), findings().len());
    for (result, finding) in results.iter().zip(findings()) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], finding.rule);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "a%20folder/gr%C3%B6%C3%9Fe.yaml"
        );
        assert_eq!(place["region"]["startLine"], finding.line);
        assert_eq!(place["region"]["startColumn"], finding.column);
    }
}

#[test]
fn workflow_commands_are_escaped() {
    insta::assert_snapshot!(github(&findings()));
}

#[test]
fn many_findings_end_with_a_table_of_their_rules() {
    let schemas: String = (0..12)
        .map(|it| format!("    S{it}: {{type: string}}\n"))
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths:\n  /a/: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let sources = [Source::Document(
        codegen_document::Document::parse("a.yaml", text).unwrap(),
    )];
    let found = codegen_check::check(&sources);
    let plain = |text: String| anstream::adapter::strip_str(&text).to_string();
    let table = plain(codegen_check::summary(&found, &sources));
    assert_eq!(
        table,
        "unused-component      12  first at a.yaml:7\n\
         path-template          1  first at a.yaml:4\n\
         \n\
         1 document checked: 0 errors, 13 warnings\n"
    );
    let short = plain(codegen_check::human_up_to(&found, &sources, 2));
    assert_eq!(short.matches("warning[").count(), 2);
    assert!(short.contains("11 findings not shown"), "{short}");
    assert!(short.ends_with(&table), "{short}");
}
