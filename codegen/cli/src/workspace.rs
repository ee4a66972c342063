//! Where things are in the workspace that a command works on.

use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Context, bail};

/// The file that marks the root of a workspace.
const MARK: &str = "specs/manifest.toml";

/// The folder of `--root`.
static NAMED: OnceLock<PathBuf> = OnceLock::new();

/// Works on this folder instead of the workspace of the current folder.
pub fn name_root(root: PathBuf) {
    // Set once, from the command line.
    drop(NAMED.set(root));
}

/// The root of the workspace: the folder of `--root`, or the nearest one from the current folder
/// upward. It is determined at run time, so that a copied checkout works on itself.
///
/// # Errors
///
/// There is none; the error says what to do.
pub fn root() -> anyhow::Result<PathBuf> {
    match find()? {
        Some(root) => Ok(root),
        None => bail!(
            "no `{MARK}` in `{}` or in a folder above it\n  \
             help: run the command inside the workspace, or name its folder with `--root`",
            std::env::current_dir().unwrap_or_default().display()
        ),
    }
}

/// The same as [`root`], or `None` outside a workspace.
///
/// # Errors
///
/// The current folder cannot be determined.
pub fn find() -> anyhow::Result<Option<PathBuf>> {
    if let Some(named) = NAMED.get() {
        return Ok(Some(named.clone()));
    }
    let here = std::env::current_dir().context("cannot determine the current folder")?;
    let root = here.ancestors().find(|folder| folder.join(MARK).is_file());
    Ok(root.map(PathBuf::from))
}

/// The folder of the documents, relative to the current folder if it is below it.
///
/// # Errors
///
/// The same as those of [`root`].
pub fn specs() -> anyhow::Result<PathBuf> {
    Ok(from_here(root()?.join("specs")))
}

/// A path, relative to the current folder if it is below it.
pub fn from_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(short) => short.to_path_buf(),
        Err(_) => path,
    }
}
