//! A product is added to a copy of the workspace, as a newcomer would.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A copy of the files that git knows.
fn copy() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(&root)
        .output()
        .unwrap();
    let copy = tempfile::tempdir().unwrap();
    for path in String::from_utf8(listed.stdout)
        .unwrap()
        .split_terminator('\0')
    {
        if !root.join(path).is_file() {
            continue;
        }
        let target = copy.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root.join(path), target).unwrap();
    }
    copy
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Every file with its text, but for what cargo makes.
fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
}

#[test]
fn a_new_product_is_complete_and_comes_once() {
    let root = copy();
    let title = [
        "new",
        "cloud-eye",
        "--title",
        "Cloud Eye",
        "--region",
        "cn-north-4",
        "--region",
        "ru-moscow-1",
    ];
    let output = run(root.path(), &title);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));

    let output = run(root.path(), &["generate", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let output = run(root.path(), &["check", "--deny-warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));

    let manifest = fs::read_to_string(root.path().join("Cargo.toml")).unwrap();
    let before =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml")).unwrap();
    let added: Vec<_> = manifest
        .lines()
        .filter(|line| !before.contains(line))
        .collect();
    insta::assert_snapshot!(added.join("\n"), @r#"
    huaweicloud-cloud-eye = { path = "generated-client/cloud-eye", version = "0.1.0" }
    huaweicloud-cloud-eye-model = { path = "generated-client/cloud-eye-model", version = "0.1.0", default-features = false }
    "#);
    assert_eq!(
        manifest.lines().count(),
        before.lines().count() + 2,
        "comments and order stay"
    );
    let lines: Vec<_> = manifest.lines().collect();
    let position = lines
        .iter()
        .position(|line| line.starts_with("huaweicloud-cloud-eye ="))
        .unwrap();
    assert!(
        lines[position + 2].starts_with("huaweicloud-codegen ="),
        "{}",
        lines[position + 2]
    );
    for name in ["cloud-eye", "cloud-eye-model"] {
        for file in [
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "README.md",
            "src/generated/mod.rs",
        ] {
            let path = root.path().join("generated-client").join(name).join(file);
            assert!(path.is_file(), "{}", path.display());
        }
    }

    let mut before = Vec::new();
    files(root.path(), &mut before);
    for (arguments, expected) in [
        (
            ["new", "cloud-eye"],
            "the product `cloud-eye` exists: specs/manifest.toml lists it",
        ),
        (
            ["new", "dcs"],
            "the product `dcs` exists: specs/manifest.toml lists it",
        ),
        (["new", "core"], "the name `core` is reserved"),
        (
            ["new", "Object Storage"],
            "`Object Storage` cannot be the name of a product",
        ),
    ] {
        let output = run(root.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(text(&output).contains(expected), "{}", text(&output));
    }
    let mut after = Vec::new();
    files(root.path(), &mut after);
    assert!(before == after, "a refusal writes nothing");
}

/// What is built of other crates is used again. Run it with `cargo test -p xtask --test new -- --ignored`.
#[test]
#[ignore = "compiles a copy of the workspace"]
fn the_new_crates_compile_and_their_tests_pass() {
    let root = copy();
    let output = run(root.path(), &["new", "cloud-eye", "--title", "Cloud Eye"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let crates = [
        "-p",
        "huaweicloud-cloud-eye",
        "-p",
        "huaweicloud-cloud-eye-model",
    ];
    for arguments in [
        &["test", "--offline"][..],
        &["check", "--offline", "-p", "conformance", "--all-targets"],
    ] {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).args(crates).current_dir(root.path());
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
        let output = cargo.env("CARGO_TARGET_DIR", target).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
    }
}
