//! Reads a definition from a file or a folder.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Document, may_be_document, reference};
use serde_json::Value;

use crate::error::Error;
use crate::omission::Omission;
use crate::origins::Origins;
use crate::swagger;

/// A definition as it was read.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) document: Document,
    /// The files that it was merged from; none if it was read as it is.
    pub(crate) origins: Option<Origins>,
    /// The parts that could not be read.
    pub(crate) omissions: Vec<Omission>,
}

/// Reads a definition.
///
/// # Errors
///
/// There is none, or it has another version.
pub(crate) fn read(path: &Path) -> Result<Read, Error> {
    if path.is_dir() {
        return folder(path);
    }
    let mut document = Document::load(path)?;
    if swagger::is_explorer(&document.to_json()) {
        return merged(path, vec![document]);
    }
    if has_other_files(&document.to_json()) {
        document = Document::bundle(path)?;
    }
    checked(path, document)
}

fn folder(path: &Path) -> Result<Read, Error> {
    let files = files(path)?;
    let Some(first) = files.first() else {
        return Err(wrong(
            path,
            "no definitions in this folder: expected `.json`, `.yaml` or `.yml` files",
        ));
    };
    if swagger::is_explorer(&Document::load(first)?.to_json()) {
        let loaded: Result<Vec<_>, _> = files.iter().map(|it| Document::load(it)).collect();
        return merged(path, loaded?);
    }
    checked(path, Document::bundle(path)?)
}

/// The definitions in a folder, by their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |source| Error::Files {
        path: path.to_owned(),
        doing: "read",
        source,
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        let is_document = file.is_file() && may_be_document(&file);
        if is_document {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// Merges the definitions of single operations.
fn merged(path: &Path, documents: Vec<Document>) -> Result<Read, Error> {
    let (whole, origins, omissions) = swagger::merge(documents);
    let document = Document::parse(path, whole.to_string())?;
    Ok(Read {
        document,
        origins: Some(origins),
        omissions,
    })
}

/// A document that has a supported version and paths.
fn checked(path: &Path, document: Document) -> Result<Read, Error> {
    let root = document.to_json();
    if !root.is_object() {
        let kind = document.root().kind();
        let message = format!("not an OpenAPI definition: expected a mapping, found {kind}");
        return Err(wrong(path, &message));
    }
    if let Some(version) = root.get("swagger") {
        let version = version
            .as_str()
            .map_or_else(|| version.to_string(), str::to_owned);
        let message = format!(
            "unsupported version {version}: expected OpenAPI 3.0\n  \
             help: convert it first, for instance with `npx swagger2openapi`"
        );
        return Err(wrong(path, &message));
    }
    match root.get("openapi").and_then(Value::as_str) {
        Some(version) if !version.starts_with("3.0") => {
            let message = format!(
                "unsupported version {version}: expected OpenAPI 3.0\n  \
                 help: export it as OpenAPI 3.0"
            );
            return Err(wrong(path, &message));
        }
        _ => {}
    }
    match root.get("paths") {
        Some(Value::Object(_)) => Ok(Read {
            document,
            origins: None,
            omissions: Vec::new(),
        }),
        Some(_) => Err(wrong(
            path,
            "`paths` is not a mapping of addresses to operations",
        )),
        None => Err(wrong(
            path,
            "not an OpenAPI definition: missing field `paths`",
        )),
    }
}

fn wrong(path: &Path, message: &str) -> Error {
    Error::Definition {
        path: path.to_owned(),
        message: message.to_owned(),
    }
}

/// Whether a reference refers to another file.
fn has_other_files(value: &Value) -> bool {
    reference::all(value).into_iter().any(|target| {
        let file = target.split('#').next().unwrap_or_default();
        may_be_document(Path::new(file))
    })
}
