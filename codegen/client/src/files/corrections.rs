//! `CORRECTIONS.md`: the differences from the definition.

use std::path::PathBuf;

use codegen_document::Location;
use codegen_generator::{CrateTarget, GeneratedFile};
use codegen_importer::Outcome;

use crate::{Client, Subject};

pub(crate) fn file(client: &Client, target: &CrateTarget) -> GeneratedFile {
    let mut text = format!(
        "# Differences from the definition\n\n\
         Written by {}. The crate has {} of {} operations.\n",
        target.origin, client.operations, client.found
    );
    let omissions: Vec<String> = client
        .omissions
        .iter()
        .map(|it| match &it.subject {
            Subject::Operation(id) => {
                format!(
                    "- {}: operation `{id}`: {}",
                    place(&it.location),
                    line(&it.reason)
                )
            }
            Subject::Parameter { operation, name } => format!(
                "- {}: the parameter `{name}` of `{operation}`: {}",
                place(&it.location),
                line(&it.reason)
            ),
            Subject::Authentication(scheme) => format!(
                "- {}: the authentication `{scheme}`: {}",
                place(&it.location),
                line(&it.reason)
            ),
            Subject::Schema(name) => format!(
                "- {}: the type of `{name}`, which accepts any JSON: {}",
                place(&it.location),
                line(&it.reason)
            ),
        })
        .collect();
    text += &section("Left out of the crate", &omissions);
    let renamed: Vec<String> = client
        .renamed
        .iter()
        .map(|(old, new)| {
            format!("- `{old}` to `{new}`: the crate uses the name for something else")
        })
        .collect();
    text += &section("Renamed", &renamed);
    for (title, outcome) in [
        ("Left out of the document", Outcome::LeftOut),
        ("Corrected, needs review", Outcome::Review),
        ("Corrected", Outcome::Corrected),
    ] {
        let of_outcome = client.corrections.iter().filter(|it| it.outcome == outcome);
        let lines: Vec<String> = of_outcome
            .map(|it| {
                format!(
                    "- {}: {} [{}]",
                    place(&it.location),
                    line(&it.message),
                    it.rule
                )
            })
            .collect();
        text += &section(title, &lines);
    }
    GeneratedFile::new("CORRECTIONS.md", text)
}

fn section(title: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("\n## {title}: {}\n\n{}\n", lines.len(), lines.join("\n"))
}

/// The location without the folder, which differs between machines.
fn place(location: &Location) -> String {
    let file = location
        .file
        .file_name()
        .unwrap_or(location.file.as_os_str());
    let mut short = location.clone();
    short.file = PathBuf::from(file);
    format!("`{short}`")
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
