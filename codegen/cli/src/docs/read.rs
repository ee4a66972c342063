//! The command `docs read`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::eprintln;
use anyhow::{Context, bail};
use codegen_pages::Page;
use rayon::prelude::*;
use serde::Serialize;

use crate::docs::human;
use crate::progress;

/// Read saved documentation pages as facts
///
/// Exit codes: 0 done, 2 a page could not be read.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Pages: text, HTML, Markdown, reStructuredText, API Explorer or OpenAPI definitions.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Human-readable, or one JSON object per page.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

/// The facts of one page of several, with its file.
#[derive(Serialize)]
struct Named<'a> {
    file: &'a Path,
    #[serde(flatten)]
    page: &'a Page,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    const TOGETHER: usize = 64;
    let several = arguments.files.len() > 1;
    let bar = progress::bar(arguments.files.len());
    let mut failures = 0;
    let mut output = io::BufWriter::new(anstream::stdout());
    for files in arguments.files.chunks(TOGETHER) {
        let texts: Vec<_> = files
            .par_iter()
            .map(|file| {
                let read = read(file, several, arguments.format);
                bar.inc(1);
                read
            })
            .collect();
        for read in texts {
            let read = read?;
            output
                .write_all(read.text.as_bytes())
                .context("could not write the facts")?;
            if let Some(problem) = read.problem {
                failures += 1;
                bar.suspend(|| eprintln!("error: {problem}"));
            }
        }
    }
    output.flush().context("could not write the facts")?;
    bar.finish_and_clear();
    Ok(ExitCode::from(if failures > 0 { 2 } else { 0 }))
}

/// The output for a file, and why it could not be read completely.
#[derive(Default)]
struct Read {
    text: String,
    problem: Option<String>,
}

fn read(file: &Path, several: bool, format: Format) -> anyhow::Result<Read> {
    let page = match codegen_pages::read_file(file) {
        Ok(page) => page,
        Err(error) => {
            return Ok(Read {
                problem: Some(format!("{:#}", anyhow::Error::from(error))),
                ..Read::default()
            });
        }
    };
    let text = match format {
        Format::Human => human::page(file, &page),
        Format::Json if several => line(&Named { file, page: &page })?,
        Format::Json => line(&page)?,
    };
    Ok(Read {
        text,
        problem: truncation(file, &page),
    })
}

/// The location where a page is truncated, if it is.
fn truncation(file: &Path, page: &Page) -> Option<String> {
    let cut = page.truncated.as_ref()?;
    let line = Some(cut.line).filter(|line| *line > 0);
    let place = line.map_or(String::new(), |line| format!(":{line}"));
    let quote = Some(&cut.text).filter(|text| !text.is_empty());
    let quote = quote.map_or(String::new(), |text| format!(" (`{text}`)"));
    let why = &cut.why;
    Some(format!(
        "{}{place}: {why}{quote}: save the whole page",
        file.display()
    ))
}

/// The facts of a complete page.
pub(super) fn whole_page(file: &Path) -> anyhow::Result<Page> {
    let page = codegen_pages::read_file(file)?;
    match truncation(file, &page) {
        Some(problem) => bail!(problem),
        None => Ok(page),
    }
}

fn line(value: &impl Serialize) -> anyhow::Result<String> {
    let mut text = serde_json::to_string(value).context("could not serialize the facts")?;
    text.push('\n');
    Ok(text)
}
