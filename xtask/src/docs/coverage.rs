//! `cargo xtask docs coverage`.

mod collection;
mod html;
mod human;
mod readme;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::{eprintln, print, println};
use anyhow::Context;
use codegen_coverage::{Coverage, Register};
use huaweicloud_codegen::workspace;

/// Show how much of the official definitions the documents have
///
/// By product, component and resource: which operations are in the documents, have a recorded page
/// and documented examples, are described and tested.
///
/// Exit codes: 0 done, 1 with --check the README is out of date, 2 could not run.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Official definitions, each called after its product. [default: the lists in specs/records]
    #[arg(value_name = "DEFINITION")]
    definitions: Vec<PathBuf>,

    /// Human-readable, one JSON object an operation, or a page for the browser
    #[arg(long, value_enum, default_value = "human")]
    format: Format,

    /// Keep the definitions' lists of operations in `specs/records/<product>/operations.yaml`
    #[arg(long, requires = "definitions")]
    record: bool,

    /// Write the figures into `README.md`, between its two comments
    #[arg(long, conflicts_with_all = ["definitions", "record"])]
    readme: bool,

    /// Only compare the figures in `README.md`
    #[arg(long, requires = "readme")]
    check: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let registers = collection::registers(&arguments.definitions)?;
    if arguments.record {
        for register in &registers {
            record(register)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let coverages = registers.iter().map(collection::coverage);
    let coverages = coverages.collect::<anyhow::Result<Vec<Coverage>>>()?;
    if arguments.readme {
        return readme::run(&coverages, arguments.check);
    }
    match arguments.format {
        Format::Human => print!("{}", human::text(&coverages)),
        Format::Html => print!("{}", html::page(&coverages)),
        Format::Json => json(&coverages)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn json(coverages: &[Coverage]) -> anyhow::Result<()> {
    for coverage in coverages {
        for operation in &coverage.operations {
            let mut line = serde_json::to_value(operation).context("the result is not JSON")?;
            if let Some(members) = line.as_object_mut() {
                members.insert("product".to_owned(), coverage.product.clone().into());
            }
            println!("{line}");
        }
    }
    Ok(())
}

fn record(register: &Register) -> anyhow::Result<()> {
    let folder = workspace::specs()?.join("records").join(&register.product);
    let path = folder.join(Register::FILE_NAME);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, register.to_yaml()))
        .with_context(|| format!("cannot write {}", path.display()))?;
    let count = register.operations.len();
    eprintln!("{}: {count} operations", path.display());
    Ok(())
}
