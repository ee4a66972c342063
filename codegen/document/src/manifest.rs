//! `manifest.toml`: which document becomes which module of which crate.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{LoadError, Problem};
use crate::span::Position;

/// Which document becomes which module of which crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The documents, in the order of the file.
    pub documents: Vec<ManifestEntry>,
}

/// One document of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// The document's file name, relative to the manifest's folder.
    pub file: PathBuf,
    /// The crate that it becomes a part of.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// The module that it becomes; `None` where it is the whole crate.
    pub module: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestFile {
    #[serde(default)]
    document: Vec<ManifestEntry>,
}

impl Manifest {
    /// The file's name in the folder of the documents.
    pub const FILE_NAME: &str = "manifest.toml";

    /// Reads the manifest in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or does not say what a manifest says.
    pub fn load(folder: &Path) -> Result<Manifest, LoadError> {
        let path = folder.join(Manifest::FILE_NAME);
        let text = fs::read_to_string(&path).map_err(|source| LoadError::io(&path, source))?;
        match toml::from_str::<ManifestFile>(&text) {
            Ok(file) => Ok(Manifest {
                documents: file.document,
            }),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                let problem = Problem::new(
                    Position::of_byte(&text, offset),
                    error.message().to_owned(),
                    "each [[document]] has `file`, `crate` and, unless it is the whole crate, `module`",
                );
                Err(LoadError::invalid(&path, text, vec![problem]))
            }
        }
    }
}
