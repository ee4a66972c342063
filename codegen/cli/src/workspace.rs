//! Where things are in the workspace that a command works on.

use std::path::PathBuf;
use std::sync::OnceLock;

use anyhow::{Context, bail};

/// What makes a folder the root of a workspace.
const MARK: &str = "specs/manifest.toml";

/// The folder that `--root` names.
static NAMED: OnceLock<PathBuf> = OnceLock::new();

/// Works on that folder instead of the one that the current folder is in.
pub fn name_root(root: PathBuf) {
    // Set once, from the command line.
    drop(NAMED.set(root));
}

/// The root of the workspace: the folder that `--root` names, or the nearest from the current folder
/// upward. It is looked for at run time, so that a copied checkout is worked on where it is.
///
/// # Errors
///
/// There is none, and what to do then.
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

/// [`root`], or nothing outside of a workspace.
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

/// The folder of the documents, as a path that reads well from where the user is.
///
/// # Errors
///
/// As of [`root`].
pub fn specs() -> anyhow::Result<PathBuf> {
    Ok(from_here(root()?.join("specs")))
}

/// A path as it reads well from where the user is.
pub fn from_here(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match path.strip_prefix(&here) {
        Ok(short) => short.to_path_buf(),
        Err(_) => path,
    }
}
