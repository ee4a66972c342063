//! Versions and manifests as texts say them, wherever the texts come from.

use std::path::{Path, PathBuf};

use codegen_document::{Manifest, ManifestEntry};
use semver::Version;
use serde::Deserialize;
use toml::Table;

/// Why a text could not be had.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a version or manifest could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The file could not be read.
    #[error("cannot read it")]
    Read(#[source] BoxError),
    /// The file is not TOML, or not what it should be.
    #[error("{} is not what it should be", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: Box<toml::de::Error>,
    },
    /// The file lacks something.
    #[error("{} has no {key}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// What it lacks.
        key: &'static str,
    },
    /// The version is none.
    #[error("the version in {} is none", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: semver::Error,
    },
}

/// The name and version of the package in a folder of a workspace; `None` where there is none.
///
/// `read` gives the text of a file by its path in the workspace.
///
/// # Errors
///
/// The package's `Cargo.toml`, or the workspace's, cannot be read or lacks name or version.
pub fn package(
    folder: &Path,
    read: impl Fn(&Path) -> Result<Option<String>, BoxError>,
) -> Result<Option<(String, Version)>, PackageError> {
    let path = folder.join("Cargo.toml");
    let Some(text) = read(&path).map_err(PackageError::Read)? else {
        return Ok(None);
    };
    let table = parse::<Table>(&text, &path)?;
    let package = table.get("package");
    let text_at = |key: &str| package.and_then(|package| package.get(key)?.as_str());
    let name = text_at("name").ok_or_else(|| PackageError::Missing {
        path: path.clone(),
        key: "package.name",
    })?;
    let version = match text_at("version") {
        Some(version) => version.to_owned(),
        None => workspace_version(read)?,
    };
    let version =
        Version::parse(&version).map_err(|source| PackageError::Version { path, source })?;
    Ok(Some((name.to_owned(), version)))
}

fn workspace_version(
    read: impl Fn(&Path) -> Result<Option<String>, BoxError>,
) -> Result<String, PackageError> {
    let path = PathBuf::from("Cargo.toml");
    let text = read(&path).map_err(PackageError::Read)?.unwrap_or_default();
    let table = parse::<Table>(&text, &path)?;
    let workspace = table.get("workspace");
    let version = workspace.and_then(|it| it.get("package")?.get("version")?.as_str());
    version.map(str::to_owned).ok_or(PackageError::Missing {
        path,
        key: "workspace.package.version",
    })
}

/// The manifest that a text is: an older one, which is no file.
///
/// # Errors
///
/// The text is no manifest.
pub fn manifest(path: &Path, text: &str) -> Result<Manifest, PackageError> {
    #[derive(Deserialize)]
    struct File {
        #[serde(default, alias = "document")]
        module: Vec<ManifestEntry>,
    }
    let file = parse::<File>(text, path)?;
    Ok(Manifest {
        modules: file.module,
    })
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, path: &Path) -> Result<T, PackageError> {
    toml::from_str(text).map_err(|source| PackageError::Toml {
        path: path.to_owned(),
        source: Box::new(source),
    })
}
