//! The command as a whole: what it compares and how it exits.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use super::{Arguments, Format, run};

const OLD: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /books:
    get:
      operationId: ListBooks
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 9}}
      responses:
        '200': {description: Books.}
";

fn exit(base: &Path, document: &Path) -> anyhow::Result<bool> {
    exit_at(&base.display().to_string(), document)
}

/// Whether the command fails because of what it found.
fn exit_at(base: &str, document: &Path) -> anyhow::Result<bool> {
    let code = run(&Arguments {
        base: Some(base.to_owned()),
        documents: vec![document.display().to_string()],
        format: Format::Json,
        date: None,
    })?;
    Ok(format!("{code:?}") != format!("{:?}", ExitCode::SUCCESS))
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn breaking_changes_fail_for_documents_without_a_crate() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (
        folder.path().join("old.yaml"),
        folder.path().join("new.yaml"),
    );
    write(&old, OLD);
    write(&new, &OLD.replace("maximum: 9", "maximum: 99"));
    assert!(!exit(&old, &new).unwrap(), "a looser limit is not breaking");
    assert!(exit(&new, &old).unwrap(), "a tighter limit is breaking");
    write(&new, &OLD.replace("ListBooks", "ShowBooks"));
    assert!(
        exit(&old, &new).unwrap(),
        "a new name is a major change for the crates"
    );
}

#[test]
fn folders_are_compared_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    write(&old.join("deep/shop.yaml"), OLD);
    write(&old.join("notes.yaml"), "- not OpenAPI\n");
    write(&new.join("deep/shop.yaml"), OLD);
    write(&new.join("other.yaml"), OLD);
    assert!(
        !exit(&old, &new).unwrap(),
        "an additional document is not breaking"
    );
    fs::remove_file(new.join("deep/shop.yaml")).unwrap();
    assert!(exit(&old, &new).unwrap(), "removing a document is breaking");
}

#[test]
fn a_document_converted_to_json_keeps_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    let json = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Shop\", \"version\": \"1\"}, \"paths\": {}}";
    write(&old.join("shop.json"), json);
    write(
        &new.join("shop.yaml"),
        "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {}\n",
    );
    assert!(!exit(&old, &new).unwrap(), "nothing changed");
    assert!(
        !exit(&old, &new.join("shop.yaml")).unwrap(),
        "nothing changed"
    );
    fs::remove_file(new.join("shop.yaml")).unwrap();
    write(&new.join("other.yaml"), OLD);
    assert!(exit(&old, &new).unwrap(), "the document is gone");
}

#[test]
fn a_document_on_one_side_was_added_or_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    write(&old.join("gone.yaml"), OLD);
    write(&new.join("come.yaml"), OLD);
    assert!(!exit(&old, &new.join("come.yaml")).unwrap(), "it came");
    assert!(exit(&old, &new.join("gone.yaml")).unwrap(), "it went");
    let nowhere = exit(&old, &new.join("nowhere.yaml"))
        .unwrap_err()
        .to_string();
    assert!(nowhere.contains("no such document"), "{nowhere}");
}

#[test]
fn revisions_are_read_from_git() {
    let folder = tempfile::tempdir().unwrap();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
        let status = Command::new("git")
            .arg("-C")
            .arg(folder.path())
            .args(identity)
            .args(arguments)
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
        String::from_utf8(status.stdout).unwrap().trim().to_owned()
    };
    let document = folder.path().join("shop.yaml");
    git(&["init", "--quiet"]);
    write(&document, OLD);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "one"]);
    let changed = OLD.replace("maximum: 9", "maximum: 5");
    write(&document, &changed);
    let base = super::base::Base::Revision(git(&["rev-parse", "HEAD"]));
    let before = base.document(&document, Path::new("shop.yaml")).unwrap();
    let before = before.expect("it was there");
    assert_eq!(before.text(), OLD);
    let missing = base.document(&document.with_file_name("new.yaml"), Path::new("new.yaml"));
    assert!(missing.unwrap().is_none());
}

#[test]
fn invalid_comparisons_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (
        folder.path().join("old.yaml"),
        folder.path().join("new.yaml"),
    );
    write(&old, OLD);
    let missing = exit(&old, &new).unwrap_err().to_string();
    assert!(missing.contains("no such document"), "{missing}");
    write(&new, "openapi: '3.0.3'\n  paths: {}\n");
    assert!(exit(&old, &new).is_err());
    for text in [
        "swagger: '2.0'\npaths: {}\n",
        "\nopenapi: 3.1.0\npaths: {}\n",
        "openapi: 3\n",
    ] {
        write(&new, text);
        let version = exit(&old, &new).unwrap_err().to_string();
        assert!(
            version.contains("3.0") && version.contains("new.yaml:"),
            "{version}"
        );
        let base = exit(&new, &old).unwrap_err().to_string();
        assert!(base.contains("3.0") && base.contains("new.yaml:"), "{base}");
    }
    let base = exit_at("no-such-thing", &old).unwrap_err().to_string();
    assert!(
        base.contains("is not a file, a folder or a git revision"),
        "{base}"
    );
}

#[test]
fn a_breaking_change_requires_a_breaking_version() {
    let specs = crate::workspace::specs().unwrap();
    let documents = specs.join("dcs");
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("dcs");
    fs::create_dir(&old).unwrap();
    for entry in fs::read_dir(&documents).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, old.join(path.file_name().unwrap())).unwrap();
    }
    assert!(!exit(folder.path(), &documents).unwrap(), "nothing changed");
    let file = old.join("instances.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let name = "operationId: ListNumberOfInstancesInDifferentStatus";
    assert!(text.contains(name));
    fs::write(&file, text.replace(name, "operationId: CountInstances")).unwrap();
    assert!(
        exit(folder.path(), &documents).unwrap(),
        "the version has not changed"
    );
}
