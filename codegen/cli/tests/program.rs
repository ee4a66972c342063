//! Help, version, completions and man pages.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::{Command, Output};

use huaweicloud_codegen::{help, program};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huaweicloud-codegen"))
        .args(arguments)
        .output()
        .unwrap()
}

/// The commands without subcommands, as lists of words.
fn commands() -> Vec<(String, clap::Command)> {
    let mut open = vec![(String::new(), program::command())];
    let mut found = Vec::new();
    while let Some((words, command)) = open.pop() {
        let inner = command.get_subcommands();
        let inner: Vec<_> = inner
            .map(|it| (format!("{words} {}", it.get_name()), it.clone()))
            .collect();
        if inner.is_empty() {
            found.push((words.trim().to_owned(), command));
        }
        open.extend(inner);
    }
    found
}

/// The words of an example, split as by a shell.
fn split(example: &str) -> Vec<String> {
    let plain = example.replace('"', "'");
    let parts = plain.split('\'').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    std::iter::once("huaweicloud-codegen".to_owned())
        .chain(words)
        .collect()
}

#[test]
fn the_help_of_every_command_ends_with_two_examples_that_are_valid() {
    for (words, mut command) in commands() {
        let examples = help::examples(&words).unwrap_or_else(|| panic!("no examples of {words}"));
        let text = command.render_long_help().to_string();
        let (_, last) = text.split_once("\nExamples:\n").unwrap();
        let shown = examples.map(|it| format!("  huaweicloud-codegen {it}\n"));
        assert_eq!(last.trim_end(), shown.concat().trim_end());
        assert!(text.contains("Exit codes: 0 "), "{words}: {text}");
        for example in examples {
            assert!(example.starts_with(&words), "{example}");
            let parsed = program::command().try_get_matches_from(split(example));
            assert!(parsed.is_ok(), "{example}: {}", parsed.unwrap_err());
        }
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let output = run(&["--version"]);
    let expected = format!("huaweicloud-codegen {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn every_shell_has_completions() {
    for (shell, sign) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef huaweicloud-codegen"),
        ("fish", "complete -c huaweicloud-codegen"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let output = run(&["completions", shell]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains(sign), "{shell}: {script}");
        assert!(script.contains("deny-warnings"), "{shell}: {script}");
    }
    assert_eq!(run(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn every_command_has_a_man_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("share/man1");
    let output = run(&["man", "--output", pages.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0));
    for (words, _) in commands() {
        let name = format!("huaweicloud-codegen-{}.1", words.replace(' ', "-"));
        let page = std::fs::read_to_string(pages.join(&name)).unwrap();
        assert!(page.contains("Exit codes"), "{name}: {page}");
    }
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "").unwrap();
    let output = run(&["man", "--output", in_the_way.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
}
