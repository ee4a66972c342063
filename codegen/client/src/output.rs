//! The folder of a crate: what differs there, and writing all of it or nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen_generator::{Difference, GeneratedFile};

use crate::error::Error;

/// The file that lists the files of the crate, so that the next run updates and removes only these.
pub const RECORD: &str = ".huaweicloud-codegen";

const RECORD_HEADER: &str = "# Files of this crate that `huaweicloud-codegen client` writes and removes. Others are yours.\n";

/// The folder of a crate, with the files to write.
#[derive(Clone, Debug)]
pub struct Output {
    folder: PathBuf,
    files: Vec<GeneratedFile>,
    /// Files of an earlier run that are no longer generated.
    stale: Vec<PathBuf>,
}

impl Output {
    /// The number of files of the crate, including the list of files.
    #[must_use]
    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Reads a folder, which may be missing, empty, or written by an earlier run.
    ///
    /// # Errors
    ///
    /// The folder has other content, or it cannot be read.
    pub fn new(folder: &Path, files: &[GeneratedFile]) -> Result<Self, Error> {
        let existing = folder.ancestors().find(|it| it.exists());
        if let Some(file) = existing.filter(|it| !it.is_dir()) {
            return Err(foreign(file, "not a folder".to_owned()));
        }
        let recorded = recorded(folder)?;
        if recorded.is_none() && !is_empty(folder)? {
            return Err(Error::Foreign {
                path: folder.to_owned(),
                reason: "the folder has files that `client` did not write".to_owned(),
                help: "name an empty folder, or one that `client` wrote before, with `--output`",
            });
        }
        let recorded = recorded.unwrap_or_default();
        let mut files = files.to_vec();
        let names: BTreeSet<PathBuf> = files.iter().map(|it| it.path.clone()).collect();
        for file in &names {
            if folder.join(file).exists() && !recorded.contains(file) {
                return Err(Error::Foreign {
                    path: folder.join(file),
                    reason: "the crate needs this file, and `client` did not write it".to_owned(),
                    help: "move or remove it",
                });
            }
        }
        let lines: String = names
            .iter()
            .map(|it| format!("{}\n", slashed(it)))
            .collect();
        files.push(GeneratedFile::new(
            RECORD,
            format!("{RECORD_HEADER}{lines}"),
        ));
        Ok(Self {
            folder: folder.to_owned(),
            stale: recorded.difference(&names).cloned().collect(),
            files,
        })
    }

    /// The differences from the existing files, by path.
    ///
    /// # Errors
    ///
    /// A file cannot be read.
    pub fn differences(&self) -> Result<Vec<Difference>, Error> {
        let mut differences = codegen_generator::differences(&self.folder, &self.files, &[])
            .map_err(|error| Error::Generation(error.to_string()))?;
        for path in &self.stale {
            let found = match fs::read(self.folder.join(path)) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(source) => return Err(failed(&self.folder.join(path), "read", source)),
            };
            differences.push(Difference::stale(path.clone(), found));
        }
        differences.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(differences)
    }

    /// Applies the differences. All files are first written next to their targets and then moved, so
    /// that an error can restore what was moved.
    ///
    /// # Errors
    ///
    /// A file cannot be written. The folder is then unchanged.
    pub fn write(&self, differences: &[Difference]) -> Result<(), Error> {
        let existed = self.folder.exists();
        let written = self.staged(differences);
        if written.is_err() && !existed {
            // Removes only folders that this run created; it fails for any other content.
            let _ = fs::remove_dir(&self.folder);
        }
        written
    }

    fn staged(&self, differences: &[Difference]) -> Result<(), Error> {
        let folder = &self.folder;
        fs::create_dir_all(folder).map_err(|source| failed(folder, "create", source))?;
        let stage = tempfile::Builder::new()
            .prefix(".huaweicloud-codegen-")
            .tempdir_in(folder)
            .map_err(|source| failed(folder, "write into", source))?;
        for difference in differences {
            if let Some(text) = &difference.wanted {
                let staged = stage.path().join("new").join(&difference.path);
                create(&staged, text)
                    .map_err(|source| failed(&folder.join(&difference.path), "write", source))?;
            }
        }
        let mut moved = Vec::new();
        for difference in differences {
            if let Err(error) = self.exchange(stage.path(), difference) {
                for done in moved.into_iter().rev() {
                    self.restore(stage.path(), done);
                }
                return Err(error);
            }
            moved.push(difference);
        }
        for path in differences.iter().filter(|it| it.wanted.is_none()) {
            remove_empty(folder, &path.path);
        }
        Ok(())
    }

    /// Moves the existing file aside, and the new file to its place.
    fn exchange(&self, stage: &Path, difference: &Difference) -> Result<(), Error> {
        let target = self.folder.join(&difference.path);
        let fault =
            |doing| move |source| failed(&target_of(&self.folder, difference), doing, source);
        if difference.found.is_some() {
            rename(&target, &stage.join("old").join(&difference.path)).map_err(fault("replace"))?;
        }
        if difference.wanted.is_some()
            && let Err(source) = rename(&stage.join("new").join(&difference.path), &target)
        {
            self.restore(stage, difference);
            return Err(fault("write")(source));
        }
        Ok(())
    }

    /// Restores the previous files. Failures to restore are not reported: the error that led
    /// here is reported.
    fn restore(&self, stage: &Path, difference: &Difference) {
        let target = self.folder.join(&difference.path);
        if difference.found.is_some() {
            let _ = rename(&stage.join("old").join(&difference.path), &target);
        } else {
            let _ = fs::remove_file(&target);
            remove_empty(&self.folder, &difference.path);
        }
    }
}

fn target_of(folder: &Path, difference: &Difference) -> PathBuf {
    folder.join(&difference.path)
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(from, to)
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, text)
}

/// Removes the empty parent folders of a file, up to the folder of the crate.
fn remove_empty(folder: &Path, path: &Path) {
    let parents = path.ancestors().skip(1).filter(|it| *it != Path::new(""));
    for parent in parents {
        if fs::remove_dir(folder.join(parent)).is_err() {
            return;
        }
    }
}

/// The files that an earlier run wrote. `None` if there was none.
fn recorded(folder: &Path) -> Result<Option<BTreeSet<PathBuf>>, Error> {
    let path = folder.join(RECORD);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(failed(&path, "read", source)),
    };
    let lines = text
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'));
    let files: BTreeSet<PathBuf> = lines.map(PathBuf::from).collect();
    // It may have been edited: nothing outside the folder is ever removed.
    let is_inside = |path: &PathBuf| {
        let mut parts = path.components();
        parts.all(|it| matches!(it, std::path::Component::Normal(_)))
    };
    match files.iter().find(|path| !is_inside(path)) {
        Some(outside) => Err(foreign(
            &path,
            format!(
                "it lists `{}`, which is outside the folder",
                outside.display()
            ),
        )),
        None => Ok(Some(files)),
    }
}

fn is_empty(folder: &Path) -> Result<bool, Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(failed(folder, "read", source)),
    }
}

fn slashed(path: &Path) -> String {
    let parts = path.iter().map(|it| it.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn foreign(path: &Path, reason: String) -> Error {
    Error::Foreign {
        path: path.to_owned(),
        reason,
        help: "name another folder with `--output`",
    }
}

fn failed(path: &Path, doing: &'static str, source: io::Error) -> Error {
    Error::Files {
        path: path.to_owned(),
        doing,
        source,
    }
}
