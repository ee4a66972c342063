//! The program in a folder that contains only the user's documents.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: ListPets
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 50}}
      responses:
        '200':
          description: Pets.
          content:
            application/json:
              schema: {type: array, items: {type: string}}
              example: [Tom]
components:
  schemas:
    Unused: {type: string}
";

/// A repository with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The exit code, the standard output and the standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The rules with findings in the current folder, with their severities.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (_, lines, error) = run(
        folder,
        &[&["check", "--format", "json"], arguments].concat(),
    );
    assert_eq!(error, "");
    let findings = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let words = findings.map(|it| {
        let text = |key: &str| it[key].as_str().unwrap().to_owned();
        format!("{} {}", text("severity"), text("rule"))
    });
    let mut words: Vec<String> = words.collect();
    words.dedup();
    words
}

#[test]
fn documents_are_checked_outside_a_workspace() {
    let folder = folder(&[
        ("api.yaml", PETS),
        ("node_modules/x/openapi.yaml", "openapi: ["),
        (".cache/openapi.yaml", "openapi: ["),
        ("out/CACHEDIR.TAG", ""),
        ("out/openapi.yaml", "openapi: ["),
    ]);
    let expected = ["warning unused-component"];
    assert_eq!(found(folder.path(), &[]), expected);
    assert_eq!(found(folder.path(), &["api.yaml"]), expected);
    let (code, text, _) = run(folder.path(), &["check", "--deny-warnings"]);
    assert_eq!(code, 1);
    assert!(text.contains("--> api.yaml:18:5"), "{text}");
    let (_, text, _) = run(folder.path(), &["check", "--color", "always"]);
    assert!(text.contains("\u{1b}["), "{text}");
}

#[test]
fn every_level_has_its_rules() {
    let folder = folder(&[("api.yaml", PETS)]);
    let texts = [
        "documented-errors",
        "documented-operation",
        "documented-success",
    ];
    for (level, errors) in [
        ("minimal", None),
        ("recommended", Some("warning unused-component")),
        ("generated-clients", Some("error unused-component")),
    ] {
        write(
            folder.path(),
            "check.toml",
            &format!("extends = \"{level}\"\n"),
        );
        let by_file = found(folder.path(), &[]);
        assert_eq!(
            by_file
                .iter()
                .find(|it| it.ends_with("unused-component"))
                .map(String::as_str),
            errors
        );
        let is_text = |it: &String| texts.iter().any(|rule| it.ends_with(rule));
        assert_eq!(
            by_file.iter().any(is_text),
            level == "generated-clients",
            "{by_file:?}"
        );
        fs::remove_file(folder.path().join("check.toml")).unwrap();
        assert_eq!(
            found(folder.path(), &["--level", level]),
            by_file,
            "{level}"
        );
    }
    let (code, _, error) = run(folder.path(), &["check", "--level", "strict"]);
    assert_eq!(code, 2);
    assert!(error.contains("`generated-clients`"), "{error}");
}

#[test]
fn initial_settings_are_written_once() {
    let folder = folder(&[("api.yaml", PETS)]);
    let (code, text, _) = run(folder.path(), &["check", "--init", "--level", "minimal"]);
    assert_eq!((code, text.as_str()), (0, "check.toml: written\n"));
    assert_eq!(found(folder.path(), &[]), [""; 0]);
    // The commented-out settings are valid.
    let path = folder.path().join("check.toml");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().map(|line| match line.strip_prefix("# ") {
        Some(line) if line.contains(" = ") || line.starts_with('[') => line,
        _ => line,
    });
    let all = lines.collect::<Vec<_>>().join("\n");
    assert!(all.contains("\nunused-component = "), "{all}");
    fs::write(&path, all).unwrap();
    assert_eq!(found(folder.path(), &[]), [""; 0]);
    let (code, _, error) = run(folder.path(), &["check", "--init"]);
    assert_eq!(code, 2);
    assert!(
        error.starts_with("error: cannot write check.toml"),
        "{error}"
    );
}

#[test]
fn settings_are_found_upward_to_the_root_of_the_repository() {
    let folder = folder(&[
        ("check.toml", "rules.unused-component = \"error\"\n"),
        ("repository/.git/HEAD", ""),
        ("repository/services/pets/api.yaml", PETS),
    ]);
    let below = folder.path().join("repository/services/pets");
    assert_eq!(
        found(&below, &[]),
        ["warning unused-component"],
        "another repository's"
    );
    let settings = "rules.unused-component = \"off\"\n";
    write(folder.path(), "repository/check.toml", settings);
    assert_eq!(found(&below, &[]), [""; 0]);
    assert_eq!(found(&below, &["api.yaml"]), [""; 0]);
    assert_eq!(
        found(folder.path(), &["repository/services/pets/api.yaml"]),
        [""; 0]
    );
    // The nearer file takes precedence, and a level discards the files further up.
    write(
        &below,
        "../check.toml",
        "rules.documented-operation = \"error\"\n",
    );
    assert_eq!(found(&below, &[]), ["error documented-operation"]);
    write(&below, "check.toml", "extends = \"recommended\"\n");
    assert_eq!(found(&below, &[]), ["warning unused-component"]);
}

#[test]
fn overrides_apply_to_their_paths_and_the_last_one_takes_precedence() {
    let settings = "\
[[overrides]]
paths = [\"legacy/**\", \"*.draft.yaml\"]
rules.unused-component = \"off\"

[[overrides]]
paths = [\"legacy/v2/*.yaml\"]
rules = { unused-component = \"error\" }
";
    let folder = folder(&[("check.toml", settings)]);
    for (path, expected) in [
        ("api.yaml", Some("warning unused-component")),
        ("legacy/api.yaml", None),
        ("legacy/v1/deep/api.yaml", None),
        ("legacy/v2/api.yaml", Some("error unused-component")),
        ("legacy/v2/deep/api.yaml", None),
        ("api.draft.yaml", None),
        ("deep/api.draft.yaml", Some("warning unused-component")),
    ] {
        write(folder.path(), path, PETS);
        let found = found(folder.path(), &[path]);
        assert_eq!(found.first().map(String::as_str), expected, "{path}");
    }
}

#[test]
fn all_errors_in_settings_are_reported_with_suggestions() {
    let settings = "\
extends = \"recomended\"
rulez = {}

[rules]
unused-componnt = \"off\"
structure = \"fatal\"
syntax = true

[[overrides]]
path = [\"a\"]
[[overrides]]
paths = [\"{a\"]
rules.tagg = \"warn\"
";
    let folder = folder(&[("api.yaml", PETS), ("check.toml", settings)]);
    let (code, text, _) = run(folder.path(), &["check"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(text);
    for (settings, place) in [
        ("extends = \n", "check.toml:1:"),
        ("overrides = 1\n", "check.toml:1:13"),
        ("\nrules = [\"tag\"]\n", "check.toml:2:9"),
    ] {
        write(folder.path(), "check.toml", settings);
        let (code, text, _) = run(folder.path(), &["check"]);
        assert_eq!(code, 1);
        assert!(
            text.contains("error[settings]") && text.contains(place),
            "{text}"
        );
    }
}

#[test]
fn findings_are_written_in_the_formats_of_forges() {
    let folder = folder(&[("api.yaml", PETS)]);
    let (_, sarif, _) = run(folder.path(), &["check", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unused-component");
    let (_, github, _) = run(folder.path(), &["check", "--format", "github"]);
    assert!(
        github.starts_with("::warning file=api.yaml,line=18,"),
        "{github}"
    );
    let (_, gitlab, _) = run(folder.path(), &["check", "--format", "gitlab"]);
    let gitlab: Value = serde_json::from_str(&gitlab).unwrap();
    assert_eq!(gitlab[0]["location"]["lines"]["begin"], 18);
    assert_eq!(gitlab[0]["severity"], "minor");
}

#[test]
fn two_documents_are_compared() {
    let tighter = PETS.replace("maximum: 50", "maximum: 5");
    let folder = folder(&[("old.yaml", PETS), ("new.yaml", &tighter)]);
    let (code, text, _) = run(folder.path(), &["changes", "old.yaml", "new.yaml"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("limit"), "{text}");
    let (code, _, _) = run(folder.path(), &["changes", "new.yaml", "old.yaml"]);
    assert_eq!(code, 0, "a looser limit breaks nothing");
    for arguments in [
        &["changes"][..],
        &["changes", "gone.yaml", "new.yaml"],
        &["changes", "old.yaml", "gone.yaml"],
    ] {
        let (code, _, error) = run(folder.path(), arguments);
        assert_eq!(code, 2, "{error}");
        assert!(!error.contains("specs"), "{error}");
    }
}

#[test]
fn a_document_is_bundled_into_a_file_or_a_folder() {
    let folder = folder(&[("api.yaml", PETS)]);
    for (output, file) in [
        ("dist/pets.json", "dist/pets.json"),
        ("all", "all/api.yaml"),
    ] {
        let (code, _, error) = run(folder.path(), &["bundle", "api.yaml", "--output", output]);
        assert_eq!(code, 0, "{error}");
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains("ListPets"), "{text}");
        assert_eq!(text.starts_with('{'), file.ends_with("json"));
    }
    for arguments in [&["bundle"][..], &["bundle", "gone.yaml"]] {
        let (code, _, error) = run(folder.path(), arguments);
        assert_eq!(code, 2);
        assert!(!error.contains("specs"), "{error}");
    }
}
