//! Whether a workspace in a parent folder includes a crate.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// Whether the crate must be the root of its own workspace: Cargo rejects one below a workspace that
/// neither includes nor excludes it.
#[must_use]
pub fn needs_own_workspace(folder: &Path) -> bool {
    let Ok(folder) = std::path::absolute(folder) else {
        return false;
    };
    let folder = normalized(&folder);
    for above in folder.ancestors().skip(1) {
        let Ok(text) = fs::read_to_string(above.join("Cargo.toml")) else {
            continue;
        };
        let manifest: toml::Table = toml::from_str(&text).unwrap_or_default();
        let Some(workspace) = manifest.get("workspace") else {
            continue;
        };
        let Ok(inner) = folder.strip_prefix(above) else {
            return false;
        };
        let lists = |key: &str, is_whole: bool| {
            let patterns = workspace.get(key).and_then(toml::Value::as_array);
            let mut patterns = patterns
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str);
            patterns.any(|pattern| fits(Path::new(pattern), inner, is_whole))
        };
        return !lists("members", true) && !lists("exclude", false);
    }
    false
}

/// Whether a path, or one of its parents, matches a pattern; `*` matches any name.
fn fits(pattern: &Path, path: &Path, is_whole: bool) -> bool {
    let (pattern, path) = (names(pattern), names(path));
    let is_long_enough = match is_whole {
        true => pattern.len() == path.len(),
        false => pattern.len() <= path.len(),
    };
    is_long_enough
        && pattern
            .iter()
            .zip(&path)
            .all(|(part, name)| part == "*" || part == name)
}

fn names(path: &Path) -> Vec<String> {
    let names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect()
}

fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normalized.pop()),
            Component::CurDir => {}
            part => normalized.push(part),
        }
    }
    normalized
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parent_workspaces_are_searched_for_the_crate() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let crate_folder = root.join("clients/ecs");
        assert!(!needs_own_workspace(&crate_folder));
        for (manifest, expected) in [
            ("[package]\nname = \"a\"\n", false),
            ("[workspace]\nmembers = [\"other\"]\n", true),
            ("[workspace]\nmembers = [\"clients/*\"]\n", false),
            ("[workspace]\nmembers = [\"*\"]\n", true),
            ("[workspace]\nexclude = [\"clients\"]\n", false),
        ] {
            fs::write(root.join("Cargo.toml"), manifest).unwrap();
            assert_eq!(needs_own_workspace(&crate_folder), expected, "{manifest}");
        }
    }
}
