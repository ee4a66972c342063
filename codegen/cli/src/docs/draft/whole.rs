//! The command `docs draft --all`: a whole definition.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, println};
use anyhow::{Context, bail};
use codegen_document::Document;
use codegen_draft::{DraftError, Drafted, Input, Names, Note, Pages};
use indexmap::IndexMap;
use rayon::prelude::*;
use serde_json::Value;

use crate::docs::draft::Arguments;
use crate::progress;
use crate::table::Table;
use crate::workspace;

/// The file for the text of the sources, read by `docs worklist`.
const SOURCES: &str = "target/worklist-sources.json";

pub(super) fn run(arguments: &Arguments, folder: &Path) -> anyhow::Result<ExitCode> {
    let definitions = load(&arguments.files)?;
    let explorer = match &arguments.explorer {
        Some(folder) => load(&files(folder, &["json", "yaml"])?)?,
        None => Vec::new(),
    };
    let pages = match &arguments.pages {
        Some(folder) => pages(folder)?,
        None => Pages::default(),
    };
    let names_file = folder.join(Names::FILE_NAME);
    let names = match fs::read_to_string(&names_file) {
        Ok(text) => Some(Names::parse(&names_file, &text)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}", names_file.display()));
        }
    };
    let existing = existing(folder)?;
    let drafted = codegen_draft::draft(&Input {
        definitions: &definitions,
        explorer: &explorer,
        pages: &pages,
        names: names.as_ref(),
        names_file: &names_file,
        existing: &existing,
        only: arguments.only.as_deref(),
    });
    let drafted = match drafted {
        Err(DraftError::NoNames { path, proposal }) => {
            write(vec![(path.clone(), proposal)])?;
            bail!(
                "created `{}` with a proposal for each tag: edit it, then run the command again",
                path.display()
            );
        }
        other => other?,
    };
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    for file in &drafted.files {
        texts.push((folder.join(&file.path), file.text.clone()));
    }
    let sources = workspace::root()?.join(SOURCES);
    texts.push((sources.clone(), words(&drafted, folder, &sources)?));
    write(texts)?;
    report(&drafted, &sources);
    Ok(ExitCode::SUCCESS)
}

/// The text of the sources: that of earlier drafts, and that of this one. Documents are
/// distinguished by the name of their folder.
fn words(drafted: &Drafted, folder: &Path, path: &Path) -> anyhow::Result<String> {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let known = fs::read_to_string(path).unwrap_or_else(|_| "[]".to_owned());
    let mut words: IndexMap<(String, String), Value> = IndexMap::new();
    let key = |entry: &Value| {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        (text("file"), text("pointer"))
    };
    // An unreadable file is not ours and is replaced.
    for entry in serde_json::from_str::<Vec<Value>>(&known).unwrap_or_default() {
        words.insert(key(&entry), entry);
    }
    for text in &drafted.texts {
        let mut entry = serde_json::to_value(text)?;
        entry["file"] = Value::from(format!("{folder}/{}", text.file));
        words.insert(key(&entry), entry);
    }
    let words: Vec<Value> = words.into_values().collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&words)?))
}

fn load(paths: &[PathBuf]) -> anyhow::Result<Vec<Document>> {
    let documents = paths.par_iter().map(|path| Document::load(path));
    Ok(documents.collect::<Result<_, _>>()?)
}

/// The files in a folder with one of these extensions, sorted.
fn files(folder: &Path, endings: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let listed =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in listed {
        let path = entry
            .with_context(|| format!("cannot read {}", folder.display()))?
            .path();
        let ending = path
            .extension()
            .and_then(|it| it.to_str())
            .unwrap_or_default();
        if endings.contains(&ending) || endings.is_empty() && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The pages in a folder by operation name.
fn pages(folder: &Path) -> anyhow::Result<Pages> {
    let paths = files(folder, &[])?;
    let bar = progress::bar(paths.len());
    let read = paths.par_iter().map(|path| {
        let page = codegen_pages::read_file(path);
        bar.inc(1);
        let name = path.file_stem().map(|it| it.to_string_lossy().into_owned());
        (name.unwrap_or_default(), path, page)
    });
    let read: Vec<_> = read.collect();
    bar.finish_and_clear();
    let mut pages = Pages::default();
    for (name, path, page) in read {
        match page {
            Ok(page) => drop(pages.insert(name, page)),
            Err(error) => eprintln!("skipped {}: {error}", path.display()),
        }
    }
    Ok(pages)
}

/// The existing documents and ledgers, with their paths in the folder.
fn existing(folder: &Path) -> anyhow::Result<Vec<(PathBuf, Document)>> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(current) = open.pop() {
        if !current.is_dir() {
            continue;
        }
        for path in files(&current, &["yaml"])? {
            let document = Document::load(&path)?;
            let inner = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
            found.push((inner, document));
        }
        let listed =
            fs::read_dir(&current).with_context(|| format!("cannot read {}", current.display()))?;
        let folders = listed.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        open.extend(folders.filter(|path| path.is_dir()));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// Writes all files: each next to its target first, then all are renamed.
fn write(texts: Vec<(PathBuf, String)>) -> anyhow::Result<()> {
    let mut ready = Vec::new();
    for (path, text) in texts {
        let folder = path.parent().unwrap_or(Path::new("."));
        let prepare = || -> std::io::Result<tempfile::NamedTempFile> {
            fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            Ok(file)
        };
        let file = prepare().with_context(|| format!("cannot write {}", path.display()))?;
        ready.push((path, file));
    }
    for (path, file) in ready {
        file.persist(&path)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn report(drafted: &Drafted, sources: &Path) {
    let header = [
        "document",
        "operations",
        "schemas",
        "texts to write",
        "ledger",
    ];
    let mut table = Table::new(header, 1);
    let mut sum = [0; 4];
    for file in &drafted.files {
        let counts = [file.operations, file.schemas, file.texts, file.entries];
        for (sum, count) in sum.iter_mut().zip(counts) {
            *sum += count;
        }
        let counts = counts.map(|count| count.to_string());
        table.row(std::iter::once(file.path.display().to_string()).chain(counts));
    }
    table.row(std::iter::once("all".to_owned()).chain(sum.map(|count| count.to_string())));
    println!("{table}");
    let (contradictions, review): (Vec<&Note>, Vec<&Note>) =
        drafted.notes.iter().partition(|note| note.is_contradiction);
    list("needs review", &review);
    list("contradictions", &contradictions);
    println!("the text of the sources is in {}", sources.display());
}

fn list(heading: &str, notes: &[&Note]) {
    println!("\n{heading}: {}", notes.len());
    for note in notes {
        println!("  {}: {}", note.about, note.message);
    }
}
