//! The examples that the help of every command ends with.

use clap::Command;

/// Two examples for every command, by its words.
const EXAMPLES: &[(&str, [&str; 2])] = &[
    (
        "bundle",
        ["bundle api.yaml", "bundle api.yaml --output bundled.json"],
    ),
    (
        "changes",
        [
            "changes old.yaml new.yaml",
            "changes v1.0.0 api.yaml --format markdown",
        ],
    ),
    (
        "check",
        [
            "check api.yaml",
            "check specs --level minimal --format sarif",
        ],
    ),
    (
        "client",
        [
            "client ecs.json --output huaweicloud-ecs",
            "client api.yaml --output my-client --name my-client --check",
        ],
    ),
    ("completions", ["completions bash", "completions fish"]),
    (
        "docs apply",
        [
            "docs apply ListBooks.html --dry-run",
            "docs apply ListBooks.html --operation ListBooks",
        ],
    ),
    (
        "docs compare",
        [
            "docs compare --documents specs",
            "docs compare ListBooks --format html",
        ],
    ),
    (
        "docs coverage",
        ["docs coverage", "docs coverage --readme --check"],
    ),
    (
        "docs describe",
        ["docs describe --dry-run", "docs describe worklist.yaml"],
    ),
    (
        "docs diff",
        [
            "docs diff ListBooks.html",
            "docs diff ListBooks.html --documents specs --format json",
        ],
    ),
    (
        "docs draft",
        [
            "docs draft page.html --into specs/dcs/backups.yaml",
            "docs draft dcs.json --all --only '*Backup*' --into specs/dcs",
        ],
    ),
    (
        "docs read",
        [
            "docs read ListBooks.html",
            "docs read ListBooks.html ShowBook.html --format json",
        ],
    ),
    (
        "docs record",
        [
            "docs record ListBooks.html --operation ListBooks",
            "docs record page.md --operation ListBooks --documents specs",
        ],
    ),
    (
        "docs worklist",
        [
            "docs worklist api.yaml --output worklist.yaml",
            "docs worklist --all --name 'project_*'",
        ],
    ),
    ("generate", ["generate", "generate --check roma/apic"]),
    (
        "import",
        [
            "import ecs.json --output ecs.yaml",
            "import ecs.json --output ecs.json --quiet",
        ],
    ),
    (
        "man",
        ["man --output man", "man --output /usr/local/share/man/man1"],
    ),
    (
        "mock",
        [
            "mock api.yaml",
            "mock api.yaml --port 0 --fault unavailable=5@0.1",
        ],
    ),
    (
        "new",
        [
            "new obs",
            "new obs --title \"Object Storage Service (OBS)\" --region cn-north-4",
        ],
    ),
];

/// The command with the examples of its commands, as they are called with this program.
#[must_use]
pub fn with_examples(command: Command, program: &str) -> Command {
    of_commands(command, program, "")
}

fn of_commands(command: Command, program: &str, above: &str) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|it| it.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        let words = format!("{above}{name}");
        command.mut_subcommand(&name, |inner| {
            let inner = match examples(&words) {
                Some(examples) => {
                    let lines = examples.map(|example| format!("  {program} {example}"));
                    inner.after_help(format!("Examples:\n{}", lines.join("\n")))
                }
                None => inner,
            };
            of_commands(inner, program, &format!("{words} "))
        })
    })
}

/// The examples of a command.
#[must_use]
pub fn examples(words: &str) -> Option<&'static [&'static str; 2]> {
    let found = EXAMPLES.iter().find(|(known, _)| *known == words);
    found.map(|(_, examples)| examples)
}
