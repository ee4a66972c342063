//! `cargo xtask docs record`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::println;
use anyhow::{Context, bail};
use codegen_document::Document;
use codegen_pages::Record;

use crate::docs::{compare, read};

/// Keep the facts of a page, for `docs compare`
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The saved page.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The operation that the page is about.
    #[arg(long, value_name = "ID")]
    operation: String,

    /// The fragments that belong to the operation, on a page that lists fragments.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    part: Vec<u32>,

    /// The page's address. [default: the one that the document has]
    #[arg(long, value_name = "URL")]
    address: Option<String>,

    /// The folder of the documents. [default: specs]
    #[arg(long, value_name = "FOLDER")]
    documents: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let page = read::whole_page(&arguments.file)?;
    let bytes = fs::read(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let folder = compare::folder(arguments.documents.as_deref());
    let known = address(&folder, &arguments.operation)?;
    let address = arguments.address.clone().or(known);
    let id = &arguments.operation;
    let record = Record::of_page(&page, &bytes, id, &arguments.part, address)
        .with_context(|| arguments.file.display().to_string())?;
    let mut folder = compare::records_folder(&folder);
    if page.rendering.is_definition() {
        folder.push(compare::OFFICIAL);
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(Record::file_name(id));
    fs::write(&path, record.to_yaml())
        .with_context(|| format!("cannot write {}", path.display()))?;
    let rows: usize = record
        .facts
        .tables
        .iter()
        .map(|table| table.rows.len())
        .sum();
    println!(
        "{}: {} tables, {rows} rows, {} examples, {} statuses; {} not placed",
        path.display(),
        record.facts.tables.len(),
        record.facts.examples.len(),
        record.facts.statuses.len(),
        record.unplaced.len(),
    );
    Ok(ExitCode::SUCCESS)
}

/// The address of an operation's page, as its document has it.
fn address(folder: &Path, id: &str) -> anyhow::Result<Option<String>> {
    if id.is_empty()
        || !id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        bail!("`{id}` is no name of an operation: letters, digits and `_` only");
    }
    let documents = compare::documents(folder)?;
    Ok(documents.iter().find_map(|document| external(document, id)))
}

fn external(document: &Document, id: &str) -> Option<String> {
    let paths = document.root().get("paths")?;
    let operations = paths.entries().flat_map(|path| path.value.entries());
    let operation = operations
        .map(|entry| entry.value)
        .find(|node| node.get("operationId").and_then(|node| node.as_str()) == Some(id))?;
    Some(operation.at("/externalDocs/url")?.as_str()?.to_owned())
}
