//! The command `client`: what it writes, updates and rejects.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: ListPets
      tags: [pets]
      responses:
        '200':
          description: All pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
  /pets/{name}:
    delete:
      operationId: DeletePet
      tags: [pets]
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
      responses:
        '204': {description: The pet was removed.}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string, description: Name of the pet.}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    folder
}

/// The exit code and the output. Times differ between runs and are removed.
fn client(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .arg("client")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let mut text = String::new();
    writeln!(text, "$ client {}", arguments.join(" ")).unwrap();
    for stream in [&output.stdout, &output.stderr] {
        for line in String::from_utf8_lossy(stream).lines() {
            let line = line.split_once(", in ").map_or(line, |(line, _)| line);
            writeln!(text, "{line}").unwrap();
        }
    }
    writeln!(text, "exit code {}\n", output.status.code().unwrap()).unwrap();
    text
}

#[test]
fn a_crate_is_written_compared_and_updated() {
    let folder = folder();
    let root = folder.path();
    let arguments = ["pets.yaml", "--output", "pets", "--name", "pets"];
    let check = [&arguments[..], &["--check"]].concat();
    let mut text = client(root, &arguments);
    text += &client(root, &check);

    fs::write(root.join("pets/NOTES.md"), "mine").unwrap();
    let old = root.join("pets/src/client/delete_pet.rs");
    assert!(old.exists());
    fs::write(
        root.join("pets.yaml"),
        PETS.replace("DeletePet", "RemovePet"),
    )
    .unwrap();
    let outdated = client(root, &check);
    assert!(outdated.ends_with("exit code 1\n\n"), "{outdated}");
    assert!(old.exists(), "`--check` wrote");
    text += &client(root, &arguments);
    text += &client(root, &check);
    assert!(
        !old.exists(),
        "the file of a former operation is still there"
    );
    assert!(root.join("pets/src/client/remove_pet.rs").exists());
    assert_eq!(
        fs::read_to_string(root.join("pets/NOTES.md")).unwrap(),
        "mine"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn unusable_input_is_an_error_and_writes_nothing() {
    let folder = folder();
    let root = folder.path();
    for (name, text) in [
        ("broken.json", "{"),
        ("text.yaml", "just a text\n"),
        (
            "swagger.yaml",
            "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths: {}\n",
        ),
        (
            "newer.yaml",
            "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n",
        ),
        (
            "no-paths.yaml",
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\n",
        ),
        (
            "no-operations.yaml",
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n",
        ),
    ] {
        fs::write(root.join(name), text).unwrap();
    }
    fs::create_dir(root.join("empty")).unwrap();
    fs::create_dir(root.join("foreign")).unwrap();
    fs::write(root.join("foreign/main.rs"), "fn main() {}").unwrap();
    let mut text = String::new();
    for arguments in [
        &["missing.yaml", "--output", "crate"][..],
        &["broken.json", "--output", "crate"],
        &["text.yaml", "--output", "crate"],
        &["swagger.yaml", "--output", "crate"],
        &["newer.yaml", "--output", "crate"],
        &["no-paths.yaml", "--output", "crate"],
        &["no-operations.yaml", "--output", "crate"],
        &["empty", "--output", "crate"],
        &["pets.yaml", "--output", "foreign"],
        &["pets.yaml", "--output", "pets.yaml"],
        &["pets.yaml", "--output", "pets.yaml/crate"],
        &["pets.yaml", "--output", "crate", "--name", "1 pet"],
        &["pets.yaml", "--output", "crate", "--runtime", "empty"],
    ] {
        text += &client(root, arguments);
    }
    assert!(!root.join("crate").exists());
    assert_eq!(fs::read_dir(root.join("foreign")).unwrap().count(), 1);
    insta::assert_snapshot!(text);
}
