//! The crates of the documents, and their old and current versions.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;
use codegen_changes::{Change, CrateVersion, Layer, VersionBump};

use super::base::Base;
use super::pairs::{Owner, Pair};
use crate::workspace;

/// The next version of each crate whose documents were compared.
pub(crate) fn version_bumps(
    base: &Base,
    compared: &[(&Pair, Vec<Change>)],
) -> anyhow::Result<Vec<VersionBump>> {
    let names: BTreeSet<&str> = compared.iter().filter_map(|it| owner(it.0)).collect();
    let mut version_bumps = Vec::new();
    for name in names {
        for (suffix, layer) in [("-model", Layer::Model), ("", Layer::Client)] {
            let folder = format!("generated-client/{name}{suffix}");
            let Some(version) = version(base, &folder, layer)? else {
                continue;
            };
            let changes = compared
                .iter()
                .filter(|it| owner(it.0) == Some(name))
                .flat_map(|it| &it.1);
            version_bumps.push(VersionBump::new(version, changes));
        }
    }
    Ok(version_bumps)
}

fn owner(pair: &Pair) -> Option<&str> {
    match &pair.owner {
        Owner::Crate { name, .. } => Some(name),
        Owner::Nobody => None,
    }
}

/// The versions of a crate. `None` for a new crate, which needs no higher version.
fn version(base: &Base, folder: &str, layer: Layer) -> anyhow::Result<Option<CrateVersion>> {
    let read = |path: &Path| -> anyhow::Result<Option<String>> {
        let path = workspace::root()?.join(path);
        if !path.is_file() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path);
        text.map(Some)
            .with_context(|| format!("cannot read {}", path.display()))
    };
    let folder = Path::new(folder);
    let Some((package, now)) =
        codegen_changes::package(folder, |path| read(path).map_err(Into::into))?
    else {
        return Ok(None);
    };
    let then = codegen_changes::package(folder, |path| base.cargo_toml(path).map_err(Into::into))?;
    let before = match (then, base) {
        (Some((_, version)), _) => version,
        // A file has no version: use the current one of the crate.
        (None, Base::File(_) | Base::Folder(_)) => now.clone(),
        (None, Base::Revision(_)) => return Ok(None),
    };
    Ok(Some(CrateVersion {
        package,
        layer,
        before,
        now,
    }))
}
