//! What the workspace has of a product.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use codegen_check::Source;
use codegen_coverage::{Coverage, Evidence, Register};
use codegen_document::{Document, METHODS, Node};
use huaweicloud_codegen::{sources, workspace};

/// The lists of operations: those of definitions, or the recorded ones.
pub(super) fn registers(definitions: &[PathBuf]) -> anyhow::Result<Vec<Register>> {
    if !definitions.is_empty() {
        return definitions.iter().map(|path| of_definition(path)).collect();
    }
    let records = workspace::specs()?.join("records");
    let mut registers = Vec::new();
    for folder in folders(&records)? {
        let path = folder.join(Register::FILE_NAME);
        if path.is_file() {
            registers.push(Register::of_record(&Document::load(&path)?)?);
        }
    }
    if registers.is_empty() {
        bail!(
            "no list of operations in {}\n  help: write one with \
             `cargo xtask docs coverage --record DEFINITION`",
            records.display()
        );
    }
    Ok(registers)
}

fn of_definition(path: &Path) -> anyhow::Result<Register> {
    let definition = Document::load(path)?;
    let stem = path.file_stem().unwrap_or_default();
    let product = stem.to_string_lossy().into_owned();
    let folder = workspace::specs()?.join(&product);
    let resources = Resources::of(&folder, &definition)?;
    let components = folders(&folder).unwrap_or_default();
    let components: Vec<String> = components.iter().map(|folder| name(folder)).collect();
    let resource = |operation: &str, tag: &str| resources.of_operation(operation, tag);
    Ok(Register::of_definition(
        &product,
        &definition,
        &components,
        &resource,
    )?)
}

/// Which resource an operation or a tag is of.
struct Resources {
    operations: BTreeMap<String, String>,
    tags: BTreeMap<String, String>,
}

impl Resources {
    /// As the documents have it, and as `draft.toml` says for those that are not there yet.
    fn of(folder: &Path, definition: &Document) -> anyhow::Result<Resources> {
        let mut resources = Resources {
            operations: BTreeMap::new(),
            tags: BTreeMap::new(),
        };
        let file = folder.join("draft.toml");
        if file.is_file() {
            let unreadable = || format!("cannot read {}", file.display());
            let text = fs::read_to_string(&file).with_context(unreadable)?;
            let table: toml::Table = toml::from_str(&text).with_context(unreadable)?;
            resources.tags = texts(&table, "resources");
            resources.operations = texts(&table, "operations");
        }
        for document in documents(folder)? {
            let path = document.path().with_extension("");
            let path = path.strip_prefix(folder).unwrap_or(&path);
            for (id, _) in operations(&document) {
                let place = path.display().to_string();
                resources.operations.insert(id.to_owned(), place);
            }
        }
        for (id, tag) in operations(definition) {
            if let Some(place) = resources.operations.get(id) {
                let tags = &mut resources.tags;
                tags.entry(tag.to_owned()).or_insert_with(|| place.clone());
            }
        }
        Ok(resources)
    }

    fn of_operation(&self, operation: &str, tag: &str) -> Option<String> {
        let named = self.operations.get(operation);
        named.or_else(|| self.tags.get(tag)).cloned()
    }
}

fn texts(table: &toml::Table, key: &str) -> BTreeMap<String, String> {
    let entries = table
        .get(key)
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten();
    let texts = entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())));
    texts.collect()
}

/// The identifiers of a document's operations with their first tag.
fn operations(document: &Document) -> Vec<(&str, &str)> {
    let paths = document
        .root()
        .get("paths")
        .into_iter()
        .flat_map(Node::entries);
    let nodes = paths.flat_map(|path| METHODS.iter().filter_map(move |it| path.value.get(it)));
    let found = nodes.filter_map(|node| {
        let id = node.get("operationId").and_then(Node::as_str)?;
        let tags = node.get("tags").map(Node::items).unwrap_or_default();
        Some((id, tags.first().and_then(Node::as_str).unwrap_or_default()))
    });
    found.collect()
}

/// What the workspace has of the operations of a list.
pub(super) fn coverage(register: &Register) -> anyhow::Result<Coverage> {
    let (root, specs) = (workspace::root()?, workspace::specs()?);
    let mut pages = BTreeSet::new();
    let records = specs.join("records").join(&register.product);
    if records.is_dir() {
        recorded(&records, &mut pages)?;
    }
    let evidence = Evidence {
        documents: documents(&specs.join(&register.product))?,
        pages,
        cases: cases(
            &root.join("tests/conformance/src/generated"),
            &register.product,
        )?,
    };
    Ok(Coverage::of(register, &evidence))
}

/// The documents of a folder; none where it is not there.
fn documents(folder: &Path) -> anyhow::Result<Vec<Document>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut documents = Vec::new();
    for source in sources(&[folder.to_owned()])? {
        match source {
            Source::Document(document) => documents.push(document),
            Source::Invalid(invalid) => bail!("{invalid}"),
            _ => {}
        }
    }
    Ok(documents)
}

/// The operations whose pages are recorded in a folder or in those in it.
fn recorded(folder: &Path, pages: &mut BTreeSet<String>) -> anyhow::Result<()> {
    for inner in folders(folder)? {
        // Records of definitions are not pages.
        if !["official", "api-explorer"].contains(&name(&inner).as_str()) {
            recorded(&inner, pages)?;
        }
    }
    for file in entries(folder)?.into_iter().filter(|path| path.is_file()) {
        let stem = file.file_stem().unwrap_or_default();
        pages.insert(stem.to_string_lossy().into_owned());
    }
    Ok(())
}

/// The operations of which the generated conformance tests have a case.
fn cases(folder: &Path, product: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut cases = BTreeSet::new();
    if !folder.is_dir() {
        return Ok(cases);
    }
    let beginning = product.replace('-', "_");
    let mut files = Vec::new();
    for module in folders(folder)? {
        if name(&module).starts_with(&beginning) {
            files.extend(entries(&module)?);
        }
    }
    for file in files {
        let text = fs::read_to_string(&file);
        let text = text.with_context(|| format!("cannot read {}", file.display()))?;
        let found = text.split("operation: \"").skip(1);
        cases.extend(found.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    Ok(cases)
}

fn folders(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = entries(folder)?.into_iter();
    Ok(entries.filter(|path| path.is_dir()).collect())
}

fn entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || format!("cannot read the folder {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
