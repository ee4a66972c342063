//! Writes all files or none.

use std::fs;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::application::report::{ApplyError, FileChange};

/// Writes each file next to its target first. Once all are written, they replace their targets; if
/// one cannot, the others are restored.
///
/// # Errors
///
/// A file cannot be written, or was changed while the command ran.
pub fn write(files: &[FileChange]) -> Result<(), ApplyError> {
    let mut ready = Vec::new();
    for file in files {
        unchanged(file)?;
        let failed = |source| ApplyError::Write {
            path: file.path.clone(),
            source,
        };
        ready.push((
            file,
            temporary_file(&file.path, &file.after).map_err(failed)?,
        ));
    }
    let mut done: Vec<&FileChange> = Vec::new();
    for (file, temporary) in ready {
        let target = target(&file.path);
        if let Err(error) = temporary.persist(&target) {
            return Err(put_back(&done, file, error.error));
        }
        done.push(file);
    }
    Ok(())
}

fn unchanged(file: &FileChange) -> Result<(), ApplyError> {
    let path = file.path.clone();
    match fs::read(&file.path) {
        Ok(bytes) if is_text(&bytes, &file.before) => Ok(()),
        Ok(_) => Err(ApplyError::Changed { path }),
        Err(source) => Err(ApplyError::Read { path, source }),
    }
}

/// A byte order mark, which is kept.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether bytes are a text, with or without a byte order mark.
fn is_text(bytes: &[u8], text: &str) -> bool {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes) == text.as_bytes()
}

/// The file itself if the path is a symbolic link.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn temporary_file(path: &Path, text: &str) -> Result<NamedTempFile, Error> {
    let path = &target(path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new(".")))?;
    if fs::read(path)?.starts_with(BYTE_ORDER_MARK) && !text.starts_with('\u{feff}') {
        file.write_all(BYTE_ORDER_MARK)?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    fs::set_permissions(file.path(), fs::metadata(path)?.permissions())?;
    Ok(file)
}

fn put_back(done: &[&FileChange], failed: &FileChange, source: Error) -> ApplyError {
    for file in done {
        let old = temporary_file(&file.path, &file.before);
        if old.is_err() || old.is_ok_and(|old| old.persist(target(&file.path)).is_err()) {
            return ApplyError::Torn {
                path: failed.path.clone(),
                other: file.path.clone(),
                source,
            };
        }
    }
    ApplyError::Write {
        path: failed.path.clone(),
        source,
    }
}
