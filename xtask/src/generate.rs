//! `cargo xtask generate`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::{eprintln, print, println};
use codegen_generator::{Difference, Generation};
use huaweicloud_codegen::{difference, table::Table, workspace};

/// Regenerate the model and client crates from the documents
///
/// Reads specs/, runs progenitor, and writes what differs: generated-client/*/src/generated, and
/// what the conformance tests and the mock server need of the documents. Nothing is written when a
/// document cannot become code.
///
/// Exit codes: 0 done or up to date, 1 with --check where something differs, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Write nothing: print what differs, as a unified diff, and exit with 1 if anything does
    #[arg(long)]
    check: bool,
    /// Modules of the manifest, for instance roma/apic or dcs [default: all]
    documents: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let root = &workspace::root()?;
    let generation = codegen_generator::generate(&root.join("specs"), &arguments.documents)?;
    let differences = codegen_generator::differences(root, &generation.files, &generation.owned)?;
    if arguments.check {
        return Ok(report_check(&generation, &differences));
    }
    codegen_generator::write(root, &differences)?;
    println!("{}", summary(&generation, &differences, start.elapsed()));
    Ok(ExitCode::SUCCESS)
}

fn report_check(generation: &Generation, differences: &[Difference]) -> ExitCode {
    for difference in differences {
        print!("{}", difference::unified(difference));
    }
    match differences.len() {
        0 => {
            println!("up to date: {} files", generation.files.len());
            ExitCode::SUCCESS
        }
        count => {
            eprintln!(
                "{count} of {} files out of date; run `cargo xtask generate`, and correct the document or the generator where the result is wrong",
                generation.files.len()
            );
            ExitCode::from(1)
        }
    }
}

fn summary(generation: &Generation, differences: &[Difference], time: Duration) -> String {
    let header = [
        "document",
        "operations",
        "types",
        "files",
        "lines",
        "changed",
    ];
    let mut table = Table::new(header, 1);
    let mut totals = [0; 5];
    for report in &generation.reports {
        let of_document = |document: &Option<String>| document.as_ref() == Some(&report.document);
        let files = generation
            .files
            .iter()
            .filter(|file| of_document(&file.document));
        let is_rust = |path: &std::path::Path| path.extension().is_some_and(|it| it == "rs");
        let lines = files
            .clone()
            .filter(|file| is_rust(&file.path))
            .map(|file| file.text.lines().count());
        let changed = differences
            .iter()
            .filter(|difference| of_document(&difference.document));
        let numbers = [
            report.operations,
            report.types,
            files.clone().count(),
            lines.sum(),
            changed.count(),
        ];
        for (total, number) in totals.iter_mut().zip(numbers) {
            *total += number;
        }
        table.row(row(&report.document, numbers));
    }
    table.row(row("together", totals));
    let others = differences
        .iter()
        .filter(|difference| difference.document.is_none());
    let (stale, lists): (Vec<_>, Vec<_>) =
        others.partition(|difference| difference.wanted.is_none());
    let mut notes = String::new();
    for (count, what) in [
        (lists.len(), "module lists changed"),
        (stale.len(), "stale files removed"),
    ] {
        if count > 0 {
            notes += &format!("{count} {what}; ");
        }
    }
    format!("{table}\n{notes}{} ms", time.as_millis())
}

fn row(name: &str, numbers: [usize; 5]) -> Vec<String> {
    std::iter::once(name.to_owned())
        .chain(numbers.map(|number| number.to_string()))
        .collect()
}
