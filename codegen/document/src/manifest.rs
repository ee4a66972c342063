//! `manifest.toml`: which documents become which module of which crate.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{LoadError, Problem};
use crate::span::Position;

/// Which documents become which module of which crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The modules, in the order of the file.
    pub modules: Vec<ManifestEntry>,
}

/// One module of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestEntry {
    /// The folder whose documents are read as one, or a single document; relative to the manifest's
    /// folder.
    #[serde(alias = "file")] // until 0.1.0, when a module was one file
    pub documents: PathBuf,
    /// The crate that it becomes a part of.
    #[serde(rename = "crate")]
    pub crate_name: String,
    /// The module that it becomes; `None` where it is the whole crate.
    pub module: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestFile {
    #[serde(default, alias = "document")]
    module: Vec<ManifestEntry>,
}

impl ManifestEntry {
    /// What the documents are called together: `roma-apic` for those in `roma/apic`.
    pub fn name(&self) -> String {
        let path = self.documents.with_extension("");
        let parts = path.iter().map(|part| part.to_string_lossy());
        parts.collect::<Vec<_>>().join("-")
    }
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
                modules: file.module,
            }),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                let problem = Problem::new(
                    Position::of_byte(&text, offset),
                    error.message().to_owned(),
                    "each [[module]] has `documents`, `crate` and, unless it is the whole crate, `module`",
                );
                Err(LoadError::invalid(&path, text, vec![problem]))
            }
        }
    }
}
