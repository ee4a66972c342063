//! Generates all files from `specs/`, in memory.

use std::path::{Path, PathBuf};

use codegen_contract::{Contract, Problem};
use codegen_document::{Document, Manifest, ManifestEntry};
use rayon::prelude::*;

use crate::emit::{self, Destination, Emission, Layout};
use crate::error::{Error, LocatedProblem};
use crate::output::GeneratedFile;
use crate::progenitor;

/// The generated files, which have not been written yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Generation {
    /// The files, in no particular order.
    pub files: Vec<GeneratedFile>,
    /// The folders in which every other file is stale.
    pub owned: Vec<PathBuf>,
    /// A report for each document, in the manifest's order.
    pub reports: Vec<Report>,
}

/// What was generated from a document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// The file or folder of the document, as in the manifest.
    pub document: String,
    /// The number of operations.
    pub operations: usize,
    /// The number of structs and enums.
    pub types: usize,
}

/// Reads the manifest in `specs` and generates the files of the named documents, or of all documents if none
/// is named.
///
/// # Errors
///
/// A document that cannot be read, or everything for which no code can be generated.
pub fn generate(specs: &Path, documents: &[String]) -> Result<Generation, Error> {
    let manifest = Manifest::load(specs)?;
    let chosen = choose(&manifest, documents)?;
    let results: Vec<Result<_, Error>> = chosen
        .par_iter()
        .map(|entry| {
            let document = Document::bundle(&specs.join(&entry.documents))?;
            generate_document(entry, &document).map_err(|problems| locate(problems, &document))
        })
        .collect();
    let mut generation = Generation {
        files: Vec::new(),
        owned: Vec::new(),
        reports: Vec::new(),
    };
    let mut problems = Vec::new();
    for (entry, result) in chosen.into_iter().zip(results) {
        match result {
            Ok((files, report)) => {
                generation.owned.extend(emit::owned_folders(entry));
                generation.files.extend(files);
                generation.reports.push(report);
            }
            Err(Error::Document(found)) => problems.extend(found),
            Err(other) => return Err(other),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Document(problems));
    }
    generation
        .files
        .extend(emit::shared_files(&manifest.modules));
    if documents.is_empty() {
        generation.owned.extend(emit::roots(&manifest.modules));
    }
    Ok(generation)
}

fn locate(problems: Vec<Problem>, document: &Document) -> Error {
    let problems = problems.into_iter();
    let mut problems: Vec<LocatedProblem> = problems
        .map(|problem| LocatedProblem::new(problem, document))
        .collect();
    problems.sort_by(|one, other| one.location.cmp(&other.location));
    Error::Document(problems)
}

fn choose<'a>(manifest: &'a Manifest, names: &[String]) -> Result<Vec<&'a ManifestEntry>, Error> {
    let is_named = |entry: &&ManifestEntry, name: &str| {
        let given = Path::new(name);
        let own = entry.documents.as_path();
        name == entry.name() || given == own || given.file_name() == own.file_name()
    };
    if let Some(unknown) = names
        .iter()
        .find(|name| !manifest.modules.iter().any(|entry| is_named(&entry, name)))
    {
        let known: Vec<String> = manifest
            .modules
            .iter()
            .map(|entry| format!("`{}`", entry.documents.display()))
            .collect();
        return Err(Error::UnknownDocument {
            name: unknown.clone(),
            known: known.join(", "),
        });
    }
    let chosen = manifest.modules.iter();
    Ok(chosen
        .filter(|entry| names.is_empty() || names.iter().any(|name| is_named(entry, name)))
        .collect())
}

fn generate_document(
    entry: &ManifestEntry,
    document: &Document,
) -> Result<(Vec<GeneratedFile>, Report), Vec<Problem>> {
    let json = document.to_json();
    let contract = Contract::read(&json)?;
    progenitor::verify(&contract)?;
    let report = Report {
        document: entry.documents.display().to_string(),
        operations: contract.operations.len(),
        types: contract.types.len(),
    };
    let destination = Destination::of(entry);
    let emission = Emission::new(&destination, &contract, Layout::of_files(document), &json);
    Ok((emit::workspace_files(&emission, &json), report))
}
