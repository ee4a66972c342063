//! The way from `specs/` to the generated files, all in memory.

use std::path::{Path, PathBuf};

use codegen_contract::{Contract, Problem};
use codegen_document::{Document, Manifest, ManifestEntry};
use rayon::prelude::*;

use crate::emit::{self, Destination, Emission, Layout};
use crate::error::{Error, LocatedProblem};
use crate::output::GeneratedFile;
use crate::progenitor;

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
    /// The document's file or folder, as the manifest names it.
    pub document: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many structs and enums it became.
    pub types: usize,
}

/// Reads the manifest in `specs` and makes the files of the documents named, or of all where none
/// is named.
///
/// # Errors
///
/// A document that cannot be read; or everything that cannot become code, with its place and
/// operation.
pub fn generate(specs: &Path, documents: &[String]) -> Result<Generation, Error> {
    let manifest = Manifest::load(specs)?;
    let chosen = choose(&manifest, documents)?;
    let made: Vec<Result<_, Error>> = chosen
        .par_iter()
        .map(|entry| {
            let document = Document::bundle(&specs.join(&entry.documents))?;
            of_document(entry, &document).map_err(|problems| refused(problems, &document))
        })
        .collect();
    let mut generation = Generation {
        files: Vec::new(),
        owned: Vec::new(),
        reports: Vec::new(),
    };
    let mut refusals = Vec::new();
    for (entry, made) in chosen.into_iter().zip(made) {
        match made {
            Ok((files, report)) => {
                generation.owned.extend(emit::owned_folders(entry));
                generation.files.extend(files);
                generation.reports.push(report);
            }
            Err(Error::Document(found)) => refusals.extend(found),
            Err(other) => return Err(other),
        }
    }
    if !refusals.is_empty() {
        return Err(Error::Document(refusals));
    }
    generation
        .files
        .extend(emit::shared_files(&manifest.modules));
    if documents.is_empty() {
        generation.owned.extend(emit::roots(&manifest.modules));
    }
    Ok(generation)
}

fn refused(problems: Vec<Problem>, document: &Document) -> Error {
    let problems = problems.into_iter();
    let mut refusals: Vec<LocatedProblem> = problems
        .map(|problem| LocatedProblem::new(problem, document))
        .collect();
    refusals.sort_by(|one, other| one.location.cmp(&other.location));
    Error::Document(refusals)
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

fn of_document(
    entry: &ManifestEntry,
    document: &Document,
) -> Result<(Vec<GeneratedFile>, Report), Vec<Problem>> {
    let faithful = document.to_json();
    let contract = Contract::read(&faithful)?;
    progenitor::verify(&contract)?;
    let report = Report {
        document: entry.documents.display().to_string(),
        operations: contract.operations.len(),
        types: contract.types.len(),
    };
    let destination = Destination::of(entry);
    let emission = Emission::new(
        &destination,
        &contract,
        Layout::of_files(document),
        &faithful,
    );
    Ok((emit::workspace_files(&emission, &faithful), report))
}
