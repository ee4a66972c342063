//! Files that are written all together or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Texts by their paths in the workspace.
#[derive(Default)]
pub(super) struct Addition(BTreeMap<PathBuf, String>);

impl Addition {
    pub(super) fn set(&mut self, path: impl Into<PathBuf>, text: String) {
        self.0.insert(path.into(), text);
    }

    /// The files in a folder.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&PathBuf, &String)> {
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(folder))
    }

    /// Writes all files, and gives their number. Where one cannot be written, those before it become
    /// what they were.
    pub(super) fn write(&self, root: &Path) -> anyhow::Result<usize> {
        let mut undo = Undo::default();
        for (path, text) in &self.0 {
            let path = root.join(path);
            let written = undo.write(&path, text);
            if let Err(error) = written {
                undo.carry_out();
                return Err(error).with_context(|| {
                    format!("cannot write {}, so nothing was added", path.display())
                });
            }
        }
        Ok(self.0.len())
    }
}

/// What was there before.
#[derive(Default)]
struct Undo {
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
    folders: Vec<PathBuf>,
}

impl Undo {
    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let before = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        let missing: Vec<_> = folder.ancestors().take_while(|it| !it.exists()).collect();
        self.folders
            .extend(missing.into_iter().rev().map(Path::to_owned));
        fs::create_dir_all(folder)?;
        self.files.push((path.to_owned(), before));
        put(path, text.as_bytes())
    }

    /// As far as it goes: the error that led here is the one to report.
    fn carry_out(&self) {
        for (path, before) in self.files.iter().rev() {
            let _ = match before {
                Some(bytes) => put(path, bytes),
                None => fs::remove_file(path),
            };
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes to a temporary file next to the target, then renames it.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    // A temporary file is for its owner alone, which a source file is not.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

    use super::*;

    #[test]
    fn where_one_file_cannot_be_written_nothing_is() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.txt"), "before").unwrap();
        fs::write(root.path().join("z"), "a file where a folder belongs").unwrap();
        let mut addition = Addition::default();
        addition.set("a.txt", "after".to_owned());
        addition.set("new/folder/b.txt", "new".to_owned());
        addition.set("z/c.txt", "impossible".to_owned());
        let error = addition.write(root.path()).unwrap_err().to_string();
        assert!(error.contains("nothing was added"), "{error}");
        assert_eq!(
            fs::read_to_string(root.path().join("a.txt")).unwrap(),
            "before"
        );
        assert!(!root.path().join("new").exists());
    }
}
