//! The entries of a new product in files that list all products.

use std::path::Path;

use anyhow::{Context, bail};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use super::addition::Addition;
use super::product::Product;

pub(super) fn add(product: &Product, root: &Path, addition: &mut Addition) -> anyhow::Result<()> {
    let name = &product.name;
    let manifest = read(root, "specs/manifest.toml")?;
    let entry = format!("\n[[module]]\ndocuments = \"{name}\"\ncrate = \"{name}\"\n");
    addition.set("specs/manifest.toml", manifest + &entry);

    let regions = read(root, "runtime/core/src/region/services.txt")?;
    let line = format!("{name}: {}\n", product.regions.join(" "));
    addition.set("runtime/core/src/region/services.txt", regions + &line);

    edit(root, "Cargo.toml", addition, |document| {
        let dependencies = table(document, &["workspace", "dependencies"])?;
        let client = format!("huaweicloud-{name}");
        let path = format!("generated-client/{name}");
        insert(
            dependencies,
            &format!("{client}-model"),
            own(&format!("{path}-model"), true),
        )?;
        insert(dependencies, &client, own(&path, false))
    })?;
    edit(root, "tests/conformance/Cargo.toml", addition, |document| {
        let dependencies = table(document, &["dependencies"])?;
        let mut entry = InlineTable::new();
        entry.insert("workspace", true.into());
        entry.insert("features", Value::Array(["time"].into_iter().collect()));
        insert(dependencies, &format!("huaweicloud-{name}"), value(entry))
    })
}

/// A crate of this workspace as a dependency.
fn own(path: &str, is_model: bool) -> Item {
    let mut entry = InlineTable::new();
    entry.insert("path", path.into());
    entry.insert("version", env!("CARGO_PKG_VERSION").into());
    if is_model {
        entry.insert("default-features", false.into());
    }
    value(entry)
}

fn read(root: &Path, path: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))
}

fn edit(
    root: &Path,
    path: &str,
    addition: &mut Addition,
    change: impl FnOnce(&mut DocumentMut) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut document: DocumentMut = read(root, path)?
        .parse()
        .with_context(|| format!("{path} is not valid TOML"))?;
    change(&mut document).with_context(|| format!("cannot add to {path}"))?;
    addition.set(path, document.to_string());
    Ok(())
}

fn table<'d>(document: &'d mut DocumentMut, keys: &[&str]) -> anyhow::Result<&'d mut Table> {
    let mut table = document.as_table_mut();
    for key in keys {
        let below = table.get_mut(key).and_then(Item::as_table_mut);
        table = below.with_context(|| format!("it has no table `{}`", keys.join(".")))?;
    }
    Ok(table)
}

/// Adds an entry in its place among those of our own crates; everything else stays as it is.
fn insert(table: &mut Table, key: &str, item: Item) -> anyhow::Result<()> {
    if table.contains_key(key) {
        bail!("it has `{key}` already");
    }
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let is_ours = |it: &&String| it.starts_with("huaweicloud-");
    let later = keys.iter().position(|it| is_ours(&it) && it.as_str() > key);
    let end = keys
        .iter()
        .rposition(|it| is_ours(&it))
        .map(|last| last + 1);
    let position = later.or(end).unwrap_or(keys.len());
    let rest: Vec<_> = keys[position..]
        .iter()
        .filter_map(|key| table.remove_entry(key))
        .collect();
    table.insert(key, item);
    for (key, item) in rest {
        table.insert_formatted(&key, item);
    }
    Ok(())
}
