//! The command `docs draft`.

mod whole;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print};
use anyhow::{Context, bail};
use codegen_check::Source;
use codegen_document::{Document, Ledger};
use codegen_pages::{Page, Record};

use crate::docs::read;

/// Draft an OpenAPI document from a page, or from a whole definition
///
/// With `--all`, official definitions become documents by resource in a folder. `draft.toml` in
/// that folder names the documents. Existing documents only get operations that they lack. The text
/// of the sources is written to `target/worklist-sources.json`.
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The saved page; with `--all`, official definitions.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Draft every operation of the definitions.
    #[arg(long, requires = "into", conflicts_with_all = ["operation", "part", "address", "method", "uri", "output"])]
    all: bool,

    /// Only operations whose name, document or tag matches; `*` matches anything.
    #[arg(long, value_name = "PATTERN", requires = "all")]
    only: Option<String>,

    /// A folder of API Explorer definitions: examples, limits, longer descriptions.
    #[arg(long, value_name = "FOLDER", requires = "all")]
    explorer: Option<PathBuf>,

    /// A folder of pages, each named after its operation: examples and limits.
    #[arg(long, value_name = "FOLDER", requires = "all")]
    pages: Option<PathBuf>,

    /// The operation's identifier. [default: from the title or the definition, or a name made from
    /// method and path]
    #[arg(long, value_name = "ID")]
    operation: Option<String>,

    /// The fragments that belong to the operation, on a page that lists fragments.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    part: Vec<u32>,

    /// The URL of the page.
    #[arg(long, value_name = "URL")]
    address: Option<String>,

    /// The HTTP method, if the page does not state it.
    #[arg(long)]
    method: Option<String>,

    /// The path, if the page does not state it.
    #[arg(long)]
    uri: Option<String>,

    /// Write the draft to a new file.
    #[arg(long, value_name = "NEW FILE", conflicts_with = "into")]
    output: Option<PathBuf>,

    /// Add the operation and its schemas to a document; with `--all`, the folder of the documents.
    #[arg(long, value_name = "DOCUMENT")]
    into: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    if let Some(folder) = arguments.into.as_ref().filter(|_| arguments.all) {
        return whole::run(arguments, folder);
    }
    let [file] = arguments.files.as_slice() else {
        bail!(
            "expected one page, found {}: draft them one by one, or add `--all`",
            arguments.files.len()
        );
    };
    let page = read::whole_page(file)?;
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let stated = arguments.operation.clone().or_else(|| identifier(&page));
    let id = stated.map_or_else(|| proposed(arguments, &page), Ok)?;
    let address = arguments.address.clone();
    let mut record = Record::of_page(&page, &bytes, &id, &arguments.part, address)
        .with_context(|| file.display().to_string())?;
    let facts = &mut record.facts;
    facts.method = facts.method.take().or_else(|| arguments.method.clone());
    facts.uri = facts.uri.take().or_else(|| arguments.uri.clone());
    match (&arguments.into, &arguments.output) {
        (Some(path), _) => {
            let document = Document::load(path)?;
            let text = codegen_pages::draft_into(&record, &document)?;
            fs::write(path, &text).with_context(|| format!("cannot write {}", path.display()))?;
            eprintln!("{}: {id} added", path.display());
            report(path, &text, &record)
        }
        (None, Some(path)) => {
            let text = codegen_pages::draft(&record)?;
            create(path, &text)?;
            report(path, &text, &record)
        }
        (None, None) => {
            let text = codegen_pages::draft(&record)?;
            print!("{text}");
            report(Path::new("draft.yaml"), &text, &record)
        }
    }
}

/// Writes a new file.
fn create(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| {
        format!(
            "cannot write {}: pass the path of a new file, or use `--into` to add to a document",
            path.display()
        )
    })
}

/// Reports the work that is left: descriptions, and findings of the checks.
fn report(path: &Path, text: &str, record: &Record) -> anyhow::Result<ExitCode> {
    let marks = text.matches(codegen_pages::MARK).count();
    eprintln!(
        "{marks} texts marked {} are left to write",
        codegen_pages::MARK
    );
    for (line, why) in &record.unplaced {
        eprintln!("review line {line} of the page: {why}");
    }
    let document = Document::parse(path, text.to_owned())?;
    let mut sources = vec![Source::Document(document)];
    let beside = path.parent().unwrap_or(Path::new(""));
    if path.is_file() && beside.join(Ledger::FILE_NAME).is_file() {
        sources.push(Source::ledger(&beside.join(Ledger::FILE_NAME))?);
    }
    // The placeholders are counted already.
    let found = codegen_check::check(&sources).into_iter();
    for diagnostic in found.filter(|one| one.rule != "unwritten-text") {
        eprintln!(
            "decide {}:{}: {} ({})",
            diagnostic.file.display(),
            diagnostic.line,
            diagnostic.message,
            diagnostic.help
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// A provisional name for an operation that the page does not name.
fn proposed(arguments: &Arguments, page: &Page) -> anyhow::Result<String> {
    let operation = page.operations.first().filter(|it| it.part.is_none());
    let method = operation.and_then(|operation| operation.method.clone());
    let uri = operation.and_then(|operation| operation.uri.clone());
    let call = method
        .or_else(|| arguments.method.clone())
        .zip(uri.or_else(|| arguments.uri.clone()));
    let Some((method, uri)) = call else {
        bail!("no operation name found on the page: add `--operation ID`");
    };
    let id = codegen_pages::proposed_name(&method, &uri);
    eprintln!(
        "no operation name found on the page: using {id}; pass `--operation ID` to choose another name"
    );
    Ok(id)
}

/// The identifier in a definition, or at the end of a title.
fn identifier(page: &Page) -> Option<String> {
    let defined = page
        .operations
        .first()
        .and_then(|operation| operation.operation_id.clone());
    defined.or_else(|| {
        let (_, id) = page.title.as_deref()?.rsplit_once(" - ")?;
        let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| id.to_owned())
    })
}
