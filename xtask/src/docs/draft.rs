//! `cargo xtask docs draft`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::print;
use anyhow::{Context, bail};
use codegen_pages::{Page, Record};

use crate::docs::read;

/// Write a first OpenAPI document of a page
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The saved page.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The operation's identifier. [default: what the title or the definition says]
    #[arg(long, value_name = "ID")]
    operation: Option<String>,

    /// The fragments that belong to the operation, on a page that lists fragments.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    part: Vec<u32>,

    /// The page's address.
    #[arg(long, value_name = "URL")]
    address: Option<String>,

    /// The HTTP method, where the page does not tell it.
    #[arg(long)]
    method: Option<String>,

    /// The path, where the page does not tell it.
    #[arg(long)]
    uri: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let page = read::whole_page(&arguments.file)?;
    let bytes = fs::read(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let id = match arguments.operation.clone().or_else(|| identifier(&page)) {
        Some(id) => id,
        None => bail!("the page does not name its operation: add `--operation ID`"),
    };
    let address = arguments.address.clone();
    let mut record = Record::of_page(&page, &bytes, &id, &arguments.part, address)
        .with_context(|| arguments.file.display().to_string())?;
    let facts = &mut record.facts;
    facts.method = facts.method.take().or_else(|| arguments.method.clone());
    facts.uri = facts.uri.take().or_else(|| arguments.uri.clone());
    print!("{}", codegen_pages::draft(&record)?);
    Ok(ExitCode::SUCCESS)
}

/// The identifier that a definition has, or that a title ends with.
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
