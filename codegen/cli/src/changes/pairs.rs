//! Pairs each document with its base.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use codegen_changes::{Change, Compared};
use codegen_document::{Disk, Document, Ledger, Manifest, ManifestEntry};

use super::base::Base;
use crate::workspace;

/// A document, before and after.
#[derive(Debug)]
pub(crate) struct Pair {
    before: Option<Document>,
    after: Option<Document>,
    pub(crate) owner: Owner,
    ledger: Option<Ledger>,
    known_ledger: Option<Ledger>,
}

/// The crate of a document.
#[derive(Debug)]
pub(crate) enum Owner {
    /// A crate of the workspace, from the current manifest or the base's.
    Crate {
        name: String,
        then: Option<String>,
        now: Option<String>,
    },
    /// None.
    Nobody,
}

impl Pair {
    pub(crate) fn changes(&self) -> Vec<Change> {
        let (before, after) = match (&self.before, &self.after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(after)) => return vec![codegen_changes::added(after)],
            (Some(before), None) => return vec![codegen_changes::removed(before)],
            (None, None) => return Vec::new(),
        };
        let mut changes = Vec::new();
        if let Owner::Crate {
            then: Some(then),
            now: Some(now),
            ..
        } = &self.owner
            && then != now
        {
            changes.push(codegen_changes::moved((before, then), (after, now)));
        }
        changes.extend(codegen_changes::compare(before, after));
        if let Some(ledger) = &self.ledger {
            let known = self.known_ledger.as_ref();
            codegen_changes::mark_corrections(&mut changes, (before, after), ledger, known);
        }
        changes
    }

    /// The documents with the changes between them.
    pub(crate) fn compared<'a>(&'a self, changes: &'a [Change]) -> Compared<'a> {
        Compared {
            before: self.before.as_ref(),
            after: self.after.as_ref(),
            changes,
        }
    }

    /// The name in the changelog: the crate and module, or the file.
    pub(crate) fn name(&self) -> String {
        match &self.owner {
            Owner::Crate { now, then, name } => {
                let path = now.as_ref().or(then.as_ref());
                path.unwrap_or(name).clone()
            }
            Owner::Nobody => {
                let document = self.after.as_ref().or(self.before.as_ref());
                let name = document.and_then(|document| document.path().file_name());
                name.unwrap_or_default().to_string_lossy().into_owned()
            }
        }
    }
}

/// The pairs selected on the command line.
pub(crate) fn read(base: &Base, documents: &[String]) -> anyhow::Result<Vec<Pair>> {
    let reader = match workspace::find()? {
        Some(_) => Reader::of_workspace(base)?,
        None if documents.is_empty() => {
            bail!("expected documents to compare: name them, as in `changes OLD NEW`")
        }
        None => Reader::of_documents(base),
    };
    let pairs = if documents.is_empty() {
        reader.all()?
    } else {
        let mut pairs = Vec::new();
        for document in documents {
            pairs.extend(reader.named(document)?);
        }
        pairs
    };
    if matches!(base, Base::File(_)) && pairs.len() != 1 {
        bail!(
            "--base is a single file: pass a single DOCUMENT to compare with it, or use a folder"
        );
    }
    Ok(pairs)
}

struct Reader<'b> {
    base: &'b Base,
    specs: PathBuf,
    manifest: Manifest,
    old_manifest: Option<Manifest>,
}

impl<'b> Reader<'b> {
    fn of_workspace(base: &'b Base) -> anyhow::Result<Reader<'b>> {
        let specs = workspace::specs()?;
        Ok(Reader {
            base,
            manifest: Manifest::load(&specs)?,
            old_manifest: base.manifest(&specs.join(Manifest::FILE_NAME))?,
            specs,
        })
    }

    /// Outside a workspace, where no document belongs to a crate.
    fn of_documents(base: &'b Base) -> Reader<'b> {
        Reader {
            base,
            specs: PathBuf::new(),
            manifest: Manifest {
                modules: Vec::new(),
            },
            old_manifest: None,
        }
    }

    /// The documents of the current manifest, and of the base's.
    fn all(&self) -> anyhow::Result<Vec<Pair>> {
        let mut pairs = Vec::new();
        for entry in &self.manifest.modules {
            let is_wanted = match self.base {
                Base::File(file) => file.file_name() == entry.documents.file_name(),
                _ => true,
            };
            if is_wanted {
                pairs.push(self.owned(entry)?);
            }
        }
        let old = self.old_manifest.iter().flat_map(|it| &it.modules);
        for entry in old {
            if !self.manifest.modules.iter().any(|it| is_same(it, entry)) {
                pairs.push(self.owned(entry)?);
            }
        }
        Ok(pairs)
    }

    fn named(&self, text: &str) -> anyhow::Result<Vec<Pair>> {
        let path = Path::new(text);
        let given = path.canonicalize().ok();
        let is_given = |entry: &&ManifestEntry| {
            let file = self.specs.join(&entry.documents);
            match &given {
                Some(given) => file.canonicalize().ok().as_ref() == Some(given),
                None => {
                    let name = Some(path.as_os_str());
                    name == entry.documents.file_name()
                        || name == entry.documents.file_stem()
                        || text == entry.name()
                }
            }
        };
        if let Some(entry) = self.manifest.modules.iter().find(is_given) {
            return Ok(vec![self.owned(entry)?]);
        }
        if path.is_dir() {
            return self.folder(path);
        }
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        let was_there = || -> anyhow::Result<bool> {
            let is_file = matches!(self.base, Base::File(_));
            Ok(!is_file && self.base.document(path, &name)?.is_some())
        };
        if given.is_none() && !was_there()? {
            bail!(
                "no such document `{text}`: name a file or a folder, or a module of the workspace"
            );
        }
        Ok(vec![self.foreign(path, &name)?])
    }

    /// Every document in a folder and, if the base is a folder, those that are only there.
    fn folder(&self, folder: &Path) -> anyhow::Result<Vec<Pair>> {
        let mut names = files(folder, folder)?;
        names.sort();
        if let Base::Folder(base) = self.base {
            // A document may be YAML on one side and JSON on the other.
            let stem = |name: &PathBuf| name.with_extension("");
            let mut gone = files(base, base)?;
            gone.retain(|name| !names.iter().any(|it| stem(it) == stem(name)));
            names.extend(gone);
            names.sort();
        }
        let mut pairs = Vec::new();
        for name in names {
            let path = folder.join(&name);
            let given = path.canonicalize().ok();
            let entry = self.manifest.modules.iter().find(|entry| {
                given.is_some() && self.specs.join(&entry.documents).canonicalize().ok() == given
            });
            let pair = match entry {
                Some(entry) => self.owned(entry)?,
                None => self.foreign(&path, &name)?,
            };
            let is_openapi = |document: &Option<Document>| {
                let root = document.as_ref().map(Document::root);
                root.is_some_and(|root| root.get("openapi").is_some())
            };
            if is_openapi(&pair.before) || is_openapi(&pair.after) {
                pairs.push(pair);
            }
        }
        if pairs.is_empty() {
            bail!("no OpenAPI documents found in {}", folder.display());
        }
        Ok(pairs)
    }

    fn owned(&self, entry: &ManifestEntry) -> anyhow::Result<Pair> {
        let find = |manifest: &Manifest| {
            let mut entries = manifest.modules.iter();
            entries.find(|it| is_same(it, entry)).cloned()
        };
        let then = self.old_manifest.as_ref().and_then(find);
        let now = find(&self.manifest);
        let owner = Owner::Crate {
            name: entry.crate_name.clone(),
            then: then.as_ref().map(module),
            now: now.as_ref().map(module),
        };
        let path = |entry: &Option<ManifestEntry>| entry.as_ref().map(|it| it.documents.clone());
        let now = path(&now).unwrap_or_else(|| entry.documents.clone());
        let then = path(&then).unwrap_or_else(|| now.clone());
        let paths = (self.specs.join(&now), self.specs.join(&then));
        self.pair((&paths.0, &paths.1), &then, owner)
    }

    fn foreign(&self, path: &Path, below: &Path) -> anyhow::Result<Pair> {
        let pair = self.pair((path, path), below, Owner::Nobody)?;
        if pair.before.is_none() && !self.base.could_have(path)? {
            bail!(
                "{} is not in a git repository with this revision: pass a file or a folder to --base",
                path.display()
            );
        }
        Ok(pair)
    }

    /// The documents at a path, and those at a path in the base.
    fn pair(
        &self,
        (now, then): (&Path, &Path),
        below: &Path,
        owner: Owner,
    ) -> anyhow::Result<Pair> {
        // Parsing takes longer than everything else.
        let (after, before) = rayon::join(
            || now.exists().then(|| Document::bundle(now)).transpose(),
            || self.base.document(then, below),
        );
        let (after, before) = (after?, before?);
        for document in [&before, &after].into_iter().flatten() {
            must_be_openapi(document, &owner)?;
        }
        let ledger = match &after {
            Some(after) => Ledger::of(after, &Disk)?,
            None => None,
        };
        let known_ledger = match (&ledger, &before) {
            (Some(_), Some(before)) => self.base.ledger(before)?,
            _ => None,
        };
        Ok(Pair {
            before,
            after,
            owner,
            ledger,
            known_ledger,
        })
    }
}

fn must_be_openapi(document: &Document, owner: &Owner) -> anyhow::Result<()> {
    let version = document.root().get("openapi").and_then(|it| it.as_str());
    let is_known = version.is_some_and(|version| version == "3.0" || version.starts_with("3.0."));
    // A folder may contain other YAML files.
    if is_known
        || document.root().get("openapi").is_none()
            && matches!(owner, Owner::Nobody)
            && document.root().get("swagger").is_none()
            && document.root().get("paths").is_none()
    {
        return Ok(());
    }
    let key = ["openapi", "swagger"].map(|key| document.root().entry(key));
    let stated = key.into_iter().flatten().next();
    let line = stated.map_or(1, |entry| entry.key_span.start.line);
    let what = match stated {
        Some(entry) => format!("has `{}: {}`", entry.key, entry.value.to_json()),
        None => "has no `openapi`".to_owned(),
    };
    bail!(
        "{}:{line}: it {what}, and only documents with `openapi: 3.0.x` can be compared: \
         convert it first",
        document.path().display()
    )
}

/// Whether two entries are for the same module, whatever their files.
fn is_same(one: &ManifestEntry, other: &ManifestEntry) -> bool {
    (&one.crate_name, &one.module) == (&other.crate_name, &other.module)
        || one.documents == other.documents
}

/// `roma::apic`, or `dcs` for a document that is a whole crate.
fn module(entry: &ManifestEntry) -> String {
    match &entry.module {
        Some(module) => format!("{}::{module}", entry.crate_name),
        None => entry.crate_name.clone(),
    }
}

/// The YAML and JSON files in a folder and its subfolders, by their paths in `root`.
fn files(root: &Path, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || format!("cannot read the folder {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            files.extend(self::files(root, &path)?);
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            files.extend(path.strip_prefix(root).map(Path::to_owned));
        }
    }
    Ok(files)
}
