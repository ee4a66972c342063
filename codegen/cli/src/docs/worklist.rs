//! The command `docs worklist`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, println};
use anyhow::{Context, bail};
use codegen_check::Source;
use codegen_descriptions::{Filled, Named, Pattern, Problem, Selection, Sources, Worklist};
use codegen_document::Document;
use codegen_html::count;

use crate::{check, workspace};

/// List the texts to write, once per distinct meaning
///
/// An existing list is rewritten: texts that are not in the documents yet are kept. `docs describe`
/// copies the texts to the documents.
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Documents and folders whose texts are listed [default: specs]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The text of the sources, as written by `docs draft --all`. May be given several times
    /// [default: target/worklist-sources.json, if it exists]
    #[arg(long, value_name = "FILE")]
    sources: Vec<PathBuf>,

    /// The list [default: target/worklist.yaml]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Also list written texts, to revise them at all their places.
    #[arg(long)]
    all: bool,

    /// Only the texts of things with this name; `*` matches anything.
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut documents = documents(&arguments.paths)?;
    let selection = Selection {
        all: arguments.all,
        name: arguments.name.as_deref().map(Pattern::new),
        documents: documents.iter().map(|named| named.name.clone()).collect(),
    };
    if !arguments.paths.is_empty() && workspace::root().is_ok() {
        add_others(&mut documents)?;
    }
    let sources = sources(&arguments.sources)?;
    let mut worklist = Worklist::of(&documents, &sources, &selection);
    let output = output(arguments.output.as_deref())?;
    let kept = keep(&mut worklist, &output, &documents)?;
    write(&output, &worklist.to_yaml())?;
    summarize(&worklist, &output, arguments.all, kept);
    Ok(ExitCode::SUCCESS)
}

/// The documents in files and folders, with their names in a worklist.
fn documents(paths: &[PathBuf]) -> anyhow::Result<Vec<Named>> {
    let mut documents = Vec::new();
    for source in check::sources(paths)? {
        match source {
            Source::Document(document) => documents.push(Named {
                name: name(document.path())?,
                document,
            }),
            Source::Invalid(invalid) => bail!("{invalid}"),
            _ => {}
        }
    }
    Ok(documents)
}

/// Adds the other documents of the workspace, which provide existing wordings.
fn add_others(documents: &mut Vec<Named>) -> anyhow::Result<()> {
    for other in self::documents(&[])? {
        if documents.iter().all(|named| named.name != other.name) {
            documents.push(other);
        }
    }
    Ok(())
}

/// The folder that names of documents in a worklist are relative to.
pub(super) fn base() -> anyhow::Result<PathBuf> {
    let root = workspace::root().or_else(|_| std::env::current_dir());
    let root = root.context("cannot determine the current folder")?;
    std::path::absolute(&root).with_context(|| format!("cannot resolve {}", root.display()))
}

/// The path of a document relative to the root of the workspace, or the absolute path if it is
/// elsewhere.
fn name(path: &Path) -> anyhow::Result<String> {
    let whole =
        std::path::absolute(path).with_context(|| format!("cannot resolve {}", path.display()))?;
    let short = whole.strip_prefix(base()?).unwrap_or(&whole);
    Ok(short.display().to_string())
}

/// The file with the text of the sources, written by `docs draft --all`.
const SOURCES: &str = "target/worklist-sources.json";

fn sources(files: &[PathBuf]) -> anyhow::Result<Sources> {
    let mut sources = Sources::default();
    let usual = workspace::root().map(|root| root.join(SOURCES));
    let usual = usual.ok().filter(|file| files.is_empty() && file.is_file());
    for file in files.iter().chain(&usual) {
        let read = fs::read_to_string(file);
        let text = read.with_context(|| format!("cannot read {}", file.display()))?;
        sources
            .add(&text)
            .with_context(|| file.display().to_string())?;
    }
    Ok(sources)
}

/// The default path of the list: not in version control, because it contains the text of the
/// sources.
pub(super) fn output(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    match named {
        Some(path) => Ok(path.to_owned()),
        None => Ok(workspace::from_here(
            workspace::root()?.join("target/worklist.yaml"),
        )),
    }
}

/// Keeps the texts of an existing list. Returns their number.
fn keep(worklist: &mut Worklist, path: &Path, documents: &[Named]) -> anyhow::Result<usize> {
    if !path.exists() {
        return Ok(0);
    }
    let help = "correct it, remove it, or choose another file with `--output`";
    let old = Document::load(path).map_err(anyhow::Error::from);
    let old = old.and_then(|old| read(&old));
    let old = old.with_context(|| format!("the existing list cannot be read: {help}"))?;
    let lost = worklist.keep(&old, documents);
    if let Some(first) = lost.first() {
        bail!(
            "{}: this text and {} others are not in the documents, and have no place in the new \
             list\n  help: remove them, or name another file with `--output`",
            first.location(),
            lost.len() - 1
        );
    }
    let written = |filled: &&Filled| filled.new_text().is_some();
    let kept = worklist.entries.iter();
    let kept =
        kept.filter(|entry| !entry.text.is_empty() && entry.now.as_ref() != Some(&entry.text));
    Ok(kept.count().min(old.iter().filter(written).count()))
}

/// The entries of a list.
pub(super) fn read(worklist: &Document) -> anyhow::Result<Vec<Filled>> {
    codegen_descriptions::read(worklist).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
        anyhow::Error::msg(lines.join("\n"))
    })
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        let made = fs::create_dir_all(folder);
        made.with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn summarize(worklist: &Worklist, output: &Path, all: bool, kept: usize) {
    let distinct = worklist.entries.len();
    let texts = count(worklist.places(), "text");
    let what = if all { "" } else { " to write" };
    println!("{}: {texts}{what}, {distinct} distinct", output.display());
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in &worklist.entries {
        let counts = kinds.entry(&entry.phrase).or_default();
        counts.0 += 1;
        counts.1 += entry.places.len();
    }
    for (kind, (entries, places)) in kinds {
        println!("  {kind:24}{entries:>6} at {}", count(places, "place"));
    }
    if kept > 0 {
        let texts = count(kept, "text");
        eprintln!("kept from the existing list: {texts} not in the documents yet");
    }
}
