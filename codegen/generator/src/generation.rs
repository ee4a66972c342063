//! The way from `specs/` to the generated files, all in memory.

use std::path::{Path, PathBuf};

use codegen_document::{Document, Manifest, ManifestEntry};
use serde_json::Value;

use crate::contract::Contract;
use crate::emit::{self, Emission};
use crate::engine;
use crate::lower::{self, Counts};
use crate::output::GeneratedFile;
use crate::problem::{Error, Problem};
use crate::reading::Generated;

/// What generation made: nothing of it is on disk yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generation {
    /// The files, in no order that matters.
    pub files: Vec<GeneratedFile>,
    /// The folders in which a file that is not among [`files`](Self::files) is stale.
    pub owned: Vec<PathBuf>,
    /// What was read and made, a document each, in the manifest's order.
    pub reports: Vec<Report>,
}

/// What was made of one document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The document's file name.
    pub document: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many structs and enums it became.
    pub types: usize,
    /// How many places each pass changed, in the order of the passes.
    pub passes: Counts,
}

/// Reads the manifest in `specs` and makes the files of the documents named, or of all where none
/// is named.
///
/// # Errors
///
/// A document that cannot be read or cannot become code, with its place and operation.
pub fn generate(specs: &Path, documents: &[String]) -> Result<Generation, Error> {
    let manifest = Manifest::load(specs)?;
    let chosen = choose(&manifest, documents)?;
    let mut generation = Generation {
        files: Vec::new(),
        owned: Vec::new(),
        reports: Vec::new(),
    };
    for entry in chosen {
        let document = Document::load(&specs.join(&entry.file))?;
        let (files, report) =
            of_document(entry, &document).map_err(|problem| problem.locate(&document))?;
        generation.owned.extend(emit::owned_folders(entry));
        generation.files.extend(files);
        generation.reports.push(report);
    }
    generation
        .files
        .extend(emit::shared_files(&manifest.documents));
    if documents.is_empty() {
        generation.owned.extend(emit::roots(&manifest.documents));
    }
    Ok(generation)
}

fn choose<'a>(manifest: &'a Manifest, names: &[String]) -> Result<Vec<&'a ManifestEntry>, Error> {
    let is_named = |entry: &&ManifestEntry, name: &str| {
        let given = Path::new(name).file_name();
        given == entry.file.file_name() || given == entry.file.file_stem()
    };
    if let Some(unknown) = names.iter().find(|name| {
        !manifest
            .documents
            .iter()
            .any(|entry| is_named(&entry, name))
    }) {
        let known: Vec<String> = manifest
            .documents
            .iter()
            .map(|entry| entry.file.display().to_string())
            .collect();
        return Err(Error::UnknownDocument {
            name: unknown.clone(),
            known: known.join(", "),
        });
    }
    let chosen = manifest.documents.iter();
    Ok(chosen
        .filter(|entry| names.is_empty() || names.iter().any(|name| is_named(entry, name)))
        .collect())
}

fn of_document(
    entry: &ManifestEntry,
    document: &Document,
) -> Result<(Vec<GeneratedFile>, Report), Problem> {
    let faithful = document.to_json();
    let mut lowered = faithful.clone();
    let mut passes = lower::run(lower::STRUCTURE, &mut lowered)?;
    let contract = Contract::read(&lowered)?;
    passes.extend(lower::run(lower::DIALECT, &mut lowered)?);
    let source = engine::run(&lowered, &contract)?;
    let generated = Generated::read(&source, &contract)?;
    let report = Report {
        document: entry.file.display().to_string(),
        operations: contract.operations.len(),
        types: contract.structures.len() + contract.enumerations.len(),
        passes,
    };
    let emission = Emission {
        entry,
        contract: &contract,
        generated: &generated,
    };
    Ok((emission.files(&faithful), report))
}

/// The document as progenitor is given it, for the tests of the passes and for people who wonder.
///
/// # Errors
///
/// A document that cannot become code, with its place and operation.
pub fn lowered(document: &Document) -> Result<Value, Error> {
    let mut lowered = document.to_json();
    lower::run(lower::STRUCTURE, &mut lowered)
        .and_then(|_| lower::run(lower::DIALECT, &mut lowered))
        .map_err(|problem| problem.locate(document))?;
    Ok(lowered)
}
