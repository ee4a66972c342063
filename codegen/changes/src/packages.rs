//! Parses versions and manifests from text, whatever its source.

use std::path::{Path, PathBuf};

use codegen_document::{Manifest, ManifestEntry};
use semver::Version;
use serde::Deserialize;
use toml::Table;

/// Why a text could not be read.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a version or manifest could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackageError {
    /// The file could not be read.
    #[error("could not read the file")]
    Read(#[source] BoxError),
    /// The file is not valid TOML, or lacks the expected structure.
    #[error("could not parse {}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// The parse error.
        source: Box<toml::de::Error>,
    },
    /// A key is missing.
    #[error("missing `{key}` in {}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// The key.
        key: &'static str,
    },
    /// The version is invalid.
    #[error("invalid version in {}", path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// The parse error.
        source: semver::Error,
    },
}

/// The name and version of the package in a folder of a workspace. `None` if there is no package.
///
/// `read` returns the text of a file, given its path in the workspace.
///
/// # Errors
///
/// The `Cargo.toml` of the package or of the workspace cannot be read, or lacks a name or version.
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

/// Parses a manifest from text, such as that of an older revision.
///
/// # Errors
///
/// The text is not a valid manifest.
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
