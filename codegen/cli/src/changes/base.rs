//! The base of the comparison.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use codegen_document::{Disk, Document, Files, Ledger, LoadError, Manifest, may_be_document};

use super::git;
use crate::workspace;

/// The base of the comparison.
#[derive(Debug)]
pub(crate) enum Base {
    /// A git revision.
    Revision(String),
    /// A file, for a single document.
    File(PathBuf),
    /// A folder with files of the same names.
    Folder(PathBuf),
}

/// There is no workspace.
fn is_revision_of_the_workspace(text: &str) -> anyhow::Result<bool> {
    workspace::root().map_or(Ok(false), |root| git::is_revision(&root, text))
}

impl Base {
    pub(crate) fn read(text: Option<&str>) -> anyhow::Result<Base> {
        let Some(text) = text else {
            let folder = workspace::find()?.unwrap_or_else(|| PathBuf::from("."));
            return Ok(Base::Revision(git::last_release(&folder)?));
        };
        let path = Path::new(text);
        if path.is_dir() {
            return Ok(Base::Folder(path.to_owned()));
        }
        if path.exists() {
            return Ok(Base::File(path.to_owned()));
        }
        let here = std::env::current_dir().context("cannot determine the current folder")?;
        if git::is_revision(&here, text)? || is_revision_of_the_workspace(text)? {
            return Ok(Base::Revision(text.to_owned()));
        }
        bail!(
            "`{text}` is not a file, a folder or a git revision: name one of these to compare with"
        )
    }

    /// The document, or the documents of the folder, at `path` in the base. `below` is the part of
    /// the path that a folder has too. `None` if there were none.
    pub(crate) fn document(&self, path: &Path, below: &Path) -> anyhow::Result<Option<Document>> {
        match self {
            Base::File(file) => Ok(Some(Document::bundle(file)?)),
            Base::Folder(folder) => match within(folder, below) {
                Some(file) => Ok(Some(Document::bundle(&file)?)),
                None => Ok(None),
            },
            Base::Revision(revision) => {
                let revision = Revision(revision);
                let is_there = git::file(revision.0, path)?.is_some()
                    || git::names(revision.0, path)?.is_some();
                match is_there {
                    true => Ok(Some(Document::bundle_from(path, &revision)?)),
                    false => Ok(None),
                }
            }
        }
    }

    /// Whether a missing document could exist in the base.
    pub(crate) fn could_have(&self, path: &Path) -> anyhow::Result<bool> {
        match self {
            Base::Revision(revision) => match path.parent() {
                Some(folder) if folder.is_dir() => git::is_revision(folder, revision),
                _ => git::is_revision(Path::new("."), revision),
            },
            Base::File(_) => Ok(false),
            Base::Folder(_) => Ok(true),
        }
    }

    /// The text of a file in the folder of documents: the manifest.
    fn text(&self, path: &Path) -> anyhow::Result<Option<String>> {
        match self {
            Base::File(_) => Ok(None),
            Base::Folder(folder) => {
                let name = path.file_name().unwrap_or_default();
                let Some(file) = within(folder, Path::new(name)) else {
                    return Ok(None);
                };
                let text = fs::read_to_string(&file);
                text.map(Some)
                    .with_context(|| format!("cannot read {}", file.display()))
            }
            Base::Revision(revision) => git::file(revision, path),
        }
    }

    /// The manifest at `path` in the base. `None` if there was none.
    pub(crate) fn manifest(&self, path: &Path) -> anyhow::Result<Option<Manifest>> {
        let Some(text) = self.text(path)? else {
            return Ok(None);
        };
        let manifest = codegen_changes::manifest(path, &text);
        manifest.map(Some).context("the manifest at the base")
    }

    /// The ledger of a document in the base. `None` if there was none.
    pub(crate) fn ledger(&self, document: &Document) -> anyhow::Result<Option<Ledger>> {
        Ok(match self {
            Base::Revision(revision) => Ledger::of(document, &Revision(revision)),
            _ => Ledger::of(document, &Disk),
        }?)
    }

    /// A `Cargo.toml` in the base, by its path in the workspace.
    pub(crate) fn cargo_toml(&self, path: &Path) -> anyhow::Result<Option<String>> {
        match self {
            Base::File(_) => Ok(None),
            Base::Folder(folder) => {
                let near = [folder.join(path), folder.join("..").join(path)];
                let Some(file) = near.iter().find(|file| file.is_file()) else {
                    return Ok(None);
                };
                let text = fs::read_to_string(file);
                text.map(Some)
                    .with_context(|| format!("cannot read {}", file.display()))
            }
            Base::Revision(revision) => git::file(revision, &workspace::root()?.join(path)),
        }
    }
}

/// The files of a git revision, named `REVISION:PATH`.
struct Revision<'r>(&'r str);

impl Revision<'_> {
    /// The path in the working copy of a file with such a name.
    fn path<'p>(&self, file: &'p Path) -> Cow<'p, Path> {
        let prefix = format!("{}:", self.0);
        match file.to_string_lossy().strip_prefix(&prefix) {
            Some(path) => Cow::Owned(PathBuf::from(path)),
            None => Cow::Borrowed(file),
        }
    }

    fn failed(path: &Path, error: &anyhow::Error) -> LoadError {
        LoadError::Io {
            path: path.to_owned(),
            source: std::io::Error::other(format!("{error:#}")),
        }
    }
}

impl Files for Revision<'_> {
    fn list(&self, folder: &Path) -> Result<Option<Vec<PathBuf>>, LoadError> {
        let names = git::names(self.0, folder);
        let names = names.map_err(|error| Revision::failed(folder, &error))?;
        let paths = names.map(|names| {
            let paths = names.iter().map(|name| folder.join(name));
            paths.filter(|path| may_be_document(path)).collect()
        });
        Ok(paths)
    }

    fn load(&self, file: &Path) -> Result<Document, LoadError> {
        let path = self.path(file);
        let text = git::file(self.0, &path);
        match text.map_err(|error| Revision::failed(file, &error))? {
            Some(text) => Document::parse(format!("{}:{}", self.0, path.display()), text),
            None => Err(LoadError::Io {
                path: file.to_owned(),
                source: std::io::ErrorKind::NotFound.into(),
            }),
        }
    }
}

/// A file or folder in a folder of documents, or in `specs` of a checkout. If it is missing, one in
/// the other notation (YAML or JSON).
fn within(folder: &Path, below: &Path) -> Option<PathBuf> {
    const NOTATIONS: [&str; 3] = ["yaml", "yml", "json"];
    let extension = below.extension().and_then(|extension| extension.to_str());
    let is_document = extension.is_some_and(|extension| NOTATIONS.contains(&extension));
    let same = std::iter::once(below.to_owned());
    let others = NOTATIONS.map(|extension| below.with_extension(extension));
    let others = others.into_iter().filter(|_| is_document);
    let candidates = same
        .chain(others)
        .flat_map(|below| [folder.join(&below), folder.join("specs").join(&below)]);
    candidates.into_iter().find(|path| path.exists())
}
