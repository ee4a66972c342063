//! `cargo xtask docs read`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::eprintln;
use anyhow::{Context, bail};
use codegen_pages::Page;
use rayon::prelude::*;
use serde::Serialize;

use crate::docs::{human, progress};

/// Turn saved documentation pages into facts
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Pages: text, HTML, Markdown, reStructuredText, API Explorer or OpenAPI definitions.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// For people, or one JSON object a page.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Human,
    Json,
}

/// The facts of a page among several, with the file that they are from.
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
                let text = text(file, several, arguments.format);
                bar.inc(1);
                text
            })
            .collect();
        for text in texts {
            match text? {
                Ok(text) => output
                    .write_all(text.as_bytes())
                    .context("cannot write the facts")?,
                Err(message) => {
                    failures += 1;
                    bar.suspend(|| eprintln!("error: {message}"));
                }
            }
        }
    }
    output.flush().context("cannot write the facts")?;
    bar.finish_and_clear();
    Ok(ExitCode::from(if failures > 0 { 2 } else { 0 }))
}

/// What is printed of a file, or why it could not be read.
fn text(file: &Path, several: bool, format: Format) -> anyhow::Result<Result<String, String>> {
    let page = match whole_page(file) {
        Ok(page) => page,
        Err(error) => return Ok(Err(format!("{error:#}"))),
    };
    Ok(Ok(match format {
        Format::Human => human::page(file, &page),
        Format::Json if several => line(&Named { file, page: &page })?,
        Format::Json => line(&page)?,
    }))
}

/// The facts of a page that is there from its beginning to its end.
pub(super) fn whole_page(file: &Path) -> anyhow::Result<Page> {
    let page = codegen_pages::read_file(file)?;
    let Some(cut) = &page.truncated else {
        return Ok(page);
    };
    let place = if cut.line > 0 { format!(":{}", cut.line) } else { String::new() };
    let quote = if cut.text.is_empty() { String::new() } else { format!(" (`{}`)", cut.text) };
    bail!("{}{place}: {}{quote}: save the whole page", file.display(), cut.why)
}

fn line(value: &impl Serialize) -> anyhow::Result<String> {
    let mut text = serde_json::to_string(value).context("the facts are no JSON")?;
    text.push('\n');
    Ok(text)
}
