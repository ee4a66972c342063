//! The generated files: compared with what is there, or written so that no file is ever half done.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GeneratedFile {
    /// Where, relative to the workspace's root.
    pub path: PathBuf,
    /// Its whole text.
    pub text: String,
    /// The document it comes from; `None` where it comes from the manifest.
    pub document: Option<String>,
}

impl GeneratedFile {
    /// A file that comes from no document.
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
    /// Where, relative to the workspace's root.
    pub path: PathBuf,
    /// What is on disk; `None` where the file is missing.
    pub found: Option<String>,
    /// The generated text; `None` if the file is stale.
    pub wanted: Option<String>,
    /// The document that the wanted file comes from.
    pub document: Option<String>,
}

impl Difference {
    /// A file that is there and should not be.
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

/// Compares the wanted files, and the set of files in the folders that generation owns, with what
/// is under `root`. Sorted by path.
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
/// A file that cannot be written; files before it, by path, have been written whole.
pub fn write(root: &Path, differences: &[Difference]) -> Result<(), Error> {
    for difference in differences {
        let path = root.join(&difference.path);
        match &difference.wanted {
            Some(text) => write_whole(&path, text)
                .map_err(|source| failed(&path, "cannot be written", source))?,
            None => {
                fs::remove_file(&path)
                    .map_err(|source| failed(&path, "cannot be removed", source))?;
                // Fails, as it should, where the folder still holds something.
                let _ = path.parent().map(fs::remove_dir);
            }
        }
    }
    Ok(())
}

fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // A temporary file is for its owner alone, which a source file is not.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// The text of a file; `None` if it does not exist. A file that is not UTF-8 differs from every generated text,
/// so it is shown as well as it can be.
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

fn failed(path: &Path, doing: &'static str, source: io::Error) -> Error {
    Error::Write {
        path: path.to_owned(),
        doing,
        source,
    }
}
