//! The command `docs record`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::println;
use anyhow::{Context, bail};
use codegen_pages::{DocumentedOperation, Record, Rendering};
use codegen_updates::Folder;

use crate::docs::{compare, read};

/// Record the facts of a page, for `docs compare`
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The saved page.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The operation that the page describes.
    #[arg(long, value_name = "ID")]
    operation: String,

    /// The fragments that belong to the operation, on a page that lists fragments.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    part: Vec<u32>,

    /// The URL of the page [default: the one in the document]
    #[arg(long, value_name = "URL")]
    address: Option<String>,

    /// Record it even if no document has the operation, or has it with another method or path.
    #[arg(long)]
    force: bool,

    /// The folder of the documents [default: specs]
    #[arg(long, value_name = "FOLDER")]
    documents: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let page = read::whole_page(&arguments.file)?;
    let bytes = fs::read(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let folder = Folder::load(&compare::folder(arguments.documents.as_deref())?)?;
    let home = home(&folder, &arguments.operation)?;
    let known = home.as_ref().and_then(|home| home.address.clone());
    let address = arguments.address.clone().or(known);
    let id = &arguments.operation;
    let record = Record::of_page(&page, &bytes, id, &arguments.part, address)
        .with_context(|| arguments.file.display().to_string())?;
    if !arguments.force && !page.rendering.is_definition() {
        hold(&record, home.as_ref(), &folder.path)
            .with_context(|| arguments.file.display().to_string())?;
    }
    let path = folder.record_path(&record, definition_of(record.page.rendering));
    let parent = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent).with_context(|| format!("cannot create {}", parent.display()))?;
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

/// The folder for the records of a definition.
fn definition_of(rendering: Rendering) -> &'static Path {
    Path::new(match rendering {
        Rendering::ApiExplorer => "api-explorer",
        _ => "official",
    })
}

/// The operation in the documents, and the URL of its page.
struct Home {
    place: String,
    call: (String, String),
    address: Option<String>,
}

/// Finds the operation in the documents. An operation of a definition need not be in any of them.
fn home(folder: &Folder, id: &str) -> anyhow::Result<Option<Home>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if id.is_empty() || !id.bytes().all(plain) {
        bail!("invalid operation name `{id}`: expected letters, digits and `_`");
    }
    Ok(folder.documents.iter().find_map(|document| {
        let operations = DocumentedOperation::all(document);
        let operation = operations.iter().find(|known| known.id() == Some(id))?;
        let at = format!("{}/externalDocs/url", operation.pointer());
        let address = document.at(&at).and_then(|node| node.as_str());
        Some(Home {
            place: document.location(operation.pointer()).to_string(),
            call: (operation.method().to_owned(), operation.path().to_owned()),
            address: address.map(str::to_owned),
        })
    }))
}

/// Checks that a page describes the operation: method and path must be those of the document.
fn hold(record: &Record, home: Option<&Home>, folder: &Path) -> anyhow::Result<()> {
    let id = &record.operation;
    let Some(home) = home else {
        bail!(
            "unknown operation {id} in {}: check the name, or add the operation first with `docs draft`",
            folder.display()
        );
    };
    let facts = &record.facts;
    let (Some(method), Some(uri)) = (&facts.method, &facts.uri) else {
        return Ok(());
    };
    let path = uri.split('?').next().unwrap_or(uri);
    let (known_method, known_path) = (&home.call.0, &home.call.1);
    if method != known_method || path != known_path {
        bail!(
            "the page describes {method} {path}, but {id} is {known_method} {known_path} ({}): pass the operation that the page describes, or add `--force` if the operation has moved",
            home.place
        );
    }
    Ok(())
}
