//! `cargo xtask check`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use codegen_check::{Diagnostic, Severity, Source};
use codegen_document::Ledger;

/// Check the OpenAPI documents.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Files and folders; a folder's `ledger.yaml` holds its exceptions. [default: specs]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// For people, or one JSON object a line.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Exit with 1 also where there are only warnings.
    #[arg(long)]
    deny_warnings: bool,

    /// Tell what a rule is for, instead of checking; without a name, list the rules.
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(rule) = &arguments.explain {
        anstream::print!("{}", explain(rule)?);
        return Ok(ExitCode::SUCCESS);
    }
    let sources = sources(&arguments.paths)?;
    let diagnostics = codegen_check::check(&sources);
    match arguments.format {
        Format::Human => anstream::print!("{}", codegen_check::human(&diagnostics, &sources)),
        Format::Json => anstream::print!("{}", codegen_check::json(&diagnostics)),
    }
    Ok(exit_code(&diagnostics, arguments.deny_warnings))
}

fn exit_code(diagnostics: &[Diagnostic], deny_warnings: bool) -> ExitCode {
    let failing = diagnostics
        .iter()
        .any(|diagnostic| deny_warnings || diagnostic.severity == Severity::Error);
    ExitCode::from(u8::from(failing))
}

fn explain(name: &str) -> anyhow::Result<String> {
    if name.is_empty() {
        let lines = codegen_check::rules()
            .iter()
            .map(|rule| format!("{:26}{}\n", rule.name(), rule.summary()));
        return Ok(lines.collect());
    }
    let Some(rule) = codegen_check::rule(name) else {
        bail!("there is no rule `{name}`; `--explain` without a name lists the rules");
    };
    Ok(format!(
        "{} ({}): {}\n\n{}\n",
        rule.name(),
        rule.severity(),
        rule.summary(),
        rule.explanation()
    ))
}

fn sources(paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let default = [specs()?];
    let paths = if paths.is_empty() { &default } else { paths };
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut sources)?;
        } else {
            file(path, &mut sources)?;
        }
    }
    if sources.is_empty() {
        bail!("there are no OpenAPI documents there: name a `.yaml`, `.yml` or `.json` file");
    }
    Ok(sources)
}

/// The folder of the documents, as a path that reads well from where the user is.
fn specs() -> anyhow::Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("xtask is not in a workspace")?;
    let specs = root.join("specs");
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    Ok(match specs.strip_prefix(&here) {
        Ok(relative) => relative.to_path_buf(),
        Err(_) => specs,
    })
}

/// A folder's documents, with the exceptions for them.
fn folder(path: &Path, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    for file in files(path)? {
        if file
            .file_name()
            .is_some_and(|name| name == Ledger::FILE_NAME)
        {
            let folder = file.parent().unwrap_or(path);
            add(sources, Source::ledger(folder)?);
            continue;
        }
        let source = Source::document(&file)?;
        if is_openapi(&source) {
            add(sources, source);
        }
    }
    Ok(())
}

/// One document, with the exceptions for it.
fn file(path: &Path, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let ledger = folder.join(Ledger::FILE_NAME);
    if path != ledger {
        add(sources, Source::document(path)?);
    }
    if ledger.is_file() {
        add(sources, Source::ledger(folder)?);
    }
    Ok(())
}

/// Adds a source, unless the same file was named before.
fn add(sources: &mut Vec<Source>, source: Source) {
    if sources.iter().all(|known| known.path() != source.path()) {
        sources.push(source);
    }
}

/// The YAML and JSON files of a folder and of the folders in it, in the order of their names.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    let unreadable = || format!("cannot read the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        entries.push(entry.with_context(unreadable)?);
    }
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.path();
        let kind = entry.file_type().with_context(unreadable)?;
        let extension = path.extension().and_then(|extension| extension.to_str());
        if kind.is_dir() {
            files.extend(self::files(&path)?);
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether a file in a folder is meant as an OpenAPI document: other YAML may lie beside it.
/// A file that cannot be read as YAML counts, since nobody can tell.
fn is_openapi(source: &Source) -> bool {
    let Source::Document(document) = source else {
        return true;
    };
    ["openapi", "swagger", "info", "paths", "components"]
        .iter()
        .any(|key| document.root().get(key).is_some())
}
