//! Reads the files of a git revision by running `git`.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, bail};

/// Whether a string names a commit of the repository that contains a folder.
pub(crate) fn is_revision(folder: &Path, text: &str) -> anyhow::Result<bool> {
    let commit = format!("{text}^{{commit}}");
    let output = git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    )?;
    Ok(output.status.success())
}

/// The newest tag before the current commit, or `HEAD` if there is none.
pub(crate) fn last_release(folder: &Path) -> anyhow::Result<String> {
    let output = git(folder, &["describe", "--tags", "--abbrev=0"])?;
    let tag = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(if output.status.success() && !tag.is_empty() {
        tag
    } else {
        "HEAD".to_owned()
    })
}

/// A file at a revision. `None` if it did not exist.
pub(crate) fn file(revision: &str, path: &Path) -> anyhow::Result<Option<String>> {
    let folder = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => Path::new("."),
    };
    // The folder may have been removed since.
    let Some(folder) = folder.ancestors().find(|ancestor| ancestor.is_dir()) else {
        return Ok(None);
    };
    let below = path.strip_prefix(folder).unwrap_or(path);
    let object = format!("{revision}:./{}", below.display());
    let is_there = git(folder, &["cat-file", "-e", &object])?;
    if !is_there.status.success() {
        return Ok(None);
    }
    let output = git(folder, &["show", &object])?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        bail!("git cannot show {object}: {}", message.trim());
    }
    let text = String::from_utf8(output.stdout);
    text.map(Some)
        .with_context(|| format!("{} is not UTF-8 at {revision}", path.display()))
}

/// The names of the files directly in a folder at a revision. `None` if it was not a folder.
pub(crate) fn names(revision: &str, folder: &Path) -> anyhow::Result<Option<Vec<String>>> {
    let nearest = folder.ancestors().find(|ancestor| ancestor.is_dir());
    let nearest = nearest.unwrap_or(Path::new("."));
    let below = folder.strip_prefix(nearest).unwrap_or(folder);
    let object = format!("{revision}:./{}", below.display());
    let kind = git(nearest, &["cat-file", "-t", &object])?;
    if !kind.status.success() || kind.stdout.trim_ascii() != b"tree" {
        return Ok(None);
    }
    let output = git(nearest, &["ls-tree", "--name-only", &object])?;
    let names = String::from_utf8_lossy(&output.stdout);
    Ok(Some(names.lines().map(str::to_owned).collect()))
}

fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .context("cannot run git, which is required unless --base is a file or folder")
}
