//! Crates of whole definitions: generated, compiled without warnings, and called.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a panic is how a test fails, and the figures are its result"
)]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use codegen_client::{Output, Runtime, Settings, client};

/// Generates a crate from every definition in the folder `DEFINITIONS`, in one workspace in the folder
/// `CRATES` or a temporary one. Unless `CRATES` is set, it runs Clippy, rustdoc and all tests:
///
/// ```text
/// DEFINITIONS=folder cargo test -p huaweicloud-codegen-client --test definitions -- --ignored --nocapture
/// ```
#[test]
#[ignore = "compiles every definition of a folder, which takes minutes each"]
fn definitions_of_a_folder_become_crates_that_compile_and_can_be_called() {
    let definitions = PathBuf::from(std::env::var_os("DEFINITIONS").unwrap());
    let kept = std::env::var_os("CRATES").map(PathBuf::from);
    let temporary = tempfile::tempdir().unwrap();
    let root = kept.clone().unwrap_or_else(|| temporary.path().to_owned());
    let found = generated(&definitions, &root);
    assert!(found > 0, "no definition in {}", definitions.display());
    if kept.is_some() {
        return;
    }
    for arguments in [
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ][..],
        &["doc", "--workspace", "--no-deps"],
        &[
            "test",
            "--workspace",
            "--no-fail-fast",
            "--tests",
            "--",
            "--nocapture",
        ],
    ] {
        cargo(&root, arguments);
    }
}

/// Generates all crates, prints the result of each, and returns their number.
fn generated(definitions: &Path, root: &Path) -> usize {
    let mut paths: Vec<PathBuf> = fs::read_dir(definitions)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let settings = Settings {
        runtime: Runtime::of_program(),
        ..Settings::default()
    };
    fs::create_dir_all(root).unwrap();
    fs::write(
        root.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\nexclude = [\"target\"]\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n",
    )
    .unwrap();
    let (mut refused, mut totals) = (String::new(), [0; 6]);
    for path in &paths {
        let start = Instant::now();
        let made = match client(path, &settings, &|_| {}) {
            Ok(made) => made,
            Err(error) => {
                writeln!(refused, "{error}").unwrap();
                continue;
            }
        };
        let time = start.elapsed();
        let folder = root.join(&made.name);
        let output = Output::new(&folder, &made.files).unwrap();
        output.write(&output.differences().unwrap()).unwrap();
        let longest = made
            .files
            .iter()
            .filter(|it| it.path.extension().is_some_and(|it| it == "rs"));
        let longest = longest.map(|it| it.text.lines().count()).max().unwrap();
        println!(
            "{}: {} of {} operations, {} types, {} corrections, {} omissions, longest file {longest} lines, {} ms",
            made.name,
            made.operations,
            made.found,
            made.types,
            made.corrections.len(),
            made.omissions.len(),
            time.as_millis()
        );
        for omission in &made.omissions {
            println!("  {omission}");
        }
        for (total, number) in totals.iter_mut().zip([
            1,
            made.found,
            made.operations,
            made.types,
            made.corrections.len(),
            made.omissions.len(),
        ]) {
            *total += number;
        }
    }
    println!("crates, found, operations, types, corrections, omissions: {totals:?}");
    assert!(refused.is_empty(), "refused:\n{refused}");
    paths.len()
}

fn cargo(root: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .current_dir(root)
        .status()
        .unwrap();
    if !status.success() {
        panic!("`cargo {}` failed", arguments.join(" "));
    }
}
