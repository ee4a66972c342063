//! Compares generated files with those on disk, and writes them atomically.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GeneratedFile {
    /// The path, relative to the root of the workspace.
    pub path: PathBuf,
    /// The contents.
    pub text: String,
    /// The document from which it is generated; `None` if it is generated from the manifest.
    pub document: Option<String>,
}

impl GeneratedFile {
    /// A file that is not generated from a document.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            document: None,
        }
    }
}

/// The difference between a file on disk and the generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The path, relative to the root of the workspace.
    pub path: PathBuf,
    /// The contents on disk; `None` if the file is missing.
    pub found: Option<String>,
    /// The generated contents; `None` if the file is stale.
    pub wanted: Option<String>,
    /// The document from which the file is generated.
    pub document: Option<String>,
}

impl Difference {
    /// A file on disk that is not generated.
    #[must_use]
    pub fn stale(path: PathBuf, found: String) -> Self {
        Self {
            path,
            found: Some(found),
            wanted: None,
            document: None,
        }
    }
}

/// Compares the generated files, and the set of files in the folders that only contain generated files, with
/// the files below `root`. The result is sorted by path.
///
/// # Errors
///
/// A file or folder that cannot be read.
pub fn differences(
    root: &Path,
    wanted: &[GeneratedFile],
    owned: &[PathBuf],
) -> Result<Vec<Difference>, Error> {
    let mut differences = Vec::new();
    for file in wanted {
        let found = read(&root.join(&file.path))?;
        if found.as_ref() != Some(&file.text) {
            differences.push(Difference {
                path: file.path.clone(),
                found,
                wanted: Some(file.text.clone()),
                document: file.document.clone(),
            });
        }
    }
    let known: BTreeSet<&PathBuf> = wanted.iter().map(|file| &file.path).collect();
    for folder in owned {
        for path in files_below(root, folder)? {
            if !known.contains(&path) && !differences.iter().any(|it: &Difference| it.path == path)
            {
                let found = read(&root.join(&path))?;
                differences.push(Difference {
                    path,
                    found,
                    wanted: None,
                    document: None,
                });
            }
        }
    }
    differences.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(differences)
}

/// Applies the differences: each file is written to a temporary file next to it and renamed; stale files
/// and the folders that become empty with them are removed.
///
/// # Errors
///
/// A file that cannot be written. All files before it have been written.
pub fn write(root: &Path, differences: &[Difference]) -> Result<(), Error> {
    for difference in differences {
        let path = root.join(&difference.path);
        match &difference.wanted {
            Some(text) => write_atomically(&path, text)
                .map_err(|source| failed(&path, "cannot be written", source))?,
            None => {
                fs::remove_file(&path)
                    .map_err(|source| failed(&path, "cannot be removed", source))?;
                // Fails, as intended, if the folder is not empty.
                let _ = path.parent().map(fs::remove_dir);
            }
        }
    }
    Ok(())
}

fn write_atomically(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // By default, only the owner can read a temporary file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// The contents of a file; `None` if it does not exist. Invalid UTF-8 is replaced, because such a file differs
/// from every generated one anyway.
fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(failed(path, "cannot be read", source)),
    }
}

fn files_below(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let path = root.join(folder);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed(&path, "cannot be read", source)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| failed(&path, "cannot be read", source))?;
        let below = folder.join(entry.file_name());
        let kind = entry
            .file_type()
            .map_err(|source| failed(&path, "cannot be read", source))?;
        if kind.is_dir() {
            files.extend(files_below(root, &below)?);
        } else {
            files.push(below);
        }
    }
    Ok(files)
}

fn failed(path: &Path, problem: &'static str, source: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        problem,
        source,
    }
}
