//! Several files as one document.
//!
//! The documents of a folder become one: their paths and components together, and of other files
//! what they refer to. Every reference then stays within the document, and every node still knows
//! the file that it is from.

mod files;
mod place;
mod references;
mod shared;

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use crate::document::{Document, File};
use crate::error::{LoadError, Problem};
use crate::node::{Content, Mapping, Member, Node};
use crate::pointer;
use crate::span::{Position, Span};

use files::folder_of;
pub use files::{Disk, Files, normalized};
use place::Role;
use references::{Led, leads_out};

/// More references in a row than anybody writes.
const LONGEST_CHAIN: usize = 16;

impl Document {
    /// The name of the file with what documents share, in their folder or the one above.
    pub const COMMON: &str = "common.yaml";

    /// Reads a file, or all OpenAPI documents of a folder as one, with what they refer to in other
    /// files. Shared parts live in the `common.yaml` of their folder or its parent: servers,
    /// security and extensions, which a document without its own has from there.
    ///
    /// # Errors
    ///
    /// A file cannot be read, two files define the same thing differently, or a reference leads
    /// nowhere.
    pub fn bundle(path: &Path) -> Result<Document, LoadError> {
        Document::bundle_from(path, &Disk)
    }

    /// [`Document::bundle`] of files that are elsewhere than on disk.
    ///
    /// # Errors
    ///
    /// As [`Document::bundle`].
    pub fn bundle_from(path: &Path, files: &dyn Files) -> Result<Document, LoadError> {
        let names = files.list(path)?;
        let is_folder = names.is_some();
        let names = names.unwrap_or_else(|| vec![path.to_owned()]);
        let mut documents = Vec::new();
        for name in names {
            let document = files.load(&name)?;
            let is_common = is_folder
                && name
                    .file_name()
                    .is_some_and(|name| name == Document::COMMON);
            if !is_folder || (!is_common && document.root().get("openapi").is_some()) {
                documents.push(document);
            }
        }
        let mut bundler = Bundler::of((path, is_folder), documents, files)?;
        let common = bundler.common()?;
        let [document] = bundler.documents.as_slice() else {
            return bundler.document(&common);
        };
        if !is_folder && !leads_out(document.root()) {
            return Ok(Document::clone(document));
        }
        bundler.document(&common)
    }

    /// The file alone that has the node at a JSON pointer; there, the node has the same pointer.
    ///
    /// # Errors
    ///
    /// None for a document that was read: the file is parsed again.
    pub fn part(&self, pointer: &str) -> Result<Document, LoadError> {
        let path = self.file(pointer);
        match self.files.iter().find(|file| file.path == path) {
            Some(file) => files::alone(file),
            None => Document::parse(path, String::new()),
        }
    }

    /// The document with another text of one of its files.
    ///
    /// # Errors
    ///
    /// As [`Document::bundle`].
    pub fn with_text(&self, file: &Path, text: String) -> Result<Document, LoadError> {
        if self.files.len() == 1 && self.files[0].path == self.path {
            return Document::parse(&self.path, text);
        }
        let mut changed = self.files.clone();
        for known in changed.iter_mut().filter(|known| known.path == file) {
            known.text.clone_from(&text);
            known.root = None;
        }
        Document::bundle_from(&self.path, &files::Memory(&changed))
    }
}

struct Bundler<'f> {
    path: PathBuf,
    is_folder: bool,
    reader: &'f dyn Files,
    /// All documents that were read, by their index in spans; the whole ones come first.
    documents: Vec<Rc<Document>>,
    whole: usize,
    by_path: HashMap<PathBuf, usize>,
    /// The names of components by group, with where each is from.
    components: HashMap<(String, String), (usize, String)>,
    /// Components of other files that are still to be added.
    pending: VecDeque<(String, String)>,
}

impl<'f> Bundler<'f> {
    fn of(
        (path, is_folder): (&Path, bool),
        documents: Vec<Document>,
        reader: &'f dyn Files,
    ) -> Result<Bundler<'f>, LoadError> {
        if documents.is_empty() {
            let problem = Problem::new(
                Position::START,
                "the folder contains no OpenAPI documents",
                "name a folder whose YAML or JSON files begin with `openapi: 3.0.3`",
            );
            return Err(LoadError::invalid(path, String::new(), vec![problem]));
        }
        let by_path = documents.iter().enumerate();
        let by_path = by_path.map(|(index, document)| (normalized(document.path()), index));
        Ok(Bundler {
            path: path.to_owned(),
            is_folder,
            reader,
            by_path: by_path.collect(),
            whole: documents.len(),
            documents: documents.into_iter().map(Rc::new).collect(),
            components: HashMap::new(),
            pending: VecDeque::new(),
        })
    }

    fn document(mut self, common: &[usize]) -> Result<Document, LoadError> {
        let mut root = self.own()?;
        self.inherit(&mut root, common)?;
        while let Some((group, name)) = self.pending.pop_front() {
            let (file, at) = self.components[&(group.clone(), name.clone())].clone();
            let source = self.documents[file].clone();
            let Some(node) = source.at(&at) else { continue };
            let key_span = tagged(source.span(&at), file);
            let value = self.node(node, file, &Role::of_group(&group), 0)?;
            let member = Member { key_span, value };
            let groups = mapping_at(&mut root, "components", key_span);
            if let Some(named) = groups.and_then(|groups| mapping_at(groups, &group, key_span)) {
                named.members.insert(name, member);
            }
        }
        let files = self.documents.iter().enumerate();
        let files = files.map(|(index, document)| File {
            path: document.path().to_owned(),
            text: document.text().to_owned(),
            is_whole: index < self.whole,
            root: Some(Arc::new(document.root().clone())),
        });
        let span = tagged(self.documents[0].root().span, 0);
        Ok(Document {
            files: files.collect(),
            root: Node {
                content: Content::Mapping(root),
                span,
                plain: false,
            },
            path: self.path,
        })
    }

    /// What the whole documents have, together.
    fn own(&mut self) -> Result<Mapping, LoadError> {
        for file in 0..self.whole {
            let groups = self.documents[file].at("/components").cloned();
            for (group, name) in groups.iter().flat_map(component_names) {
                let at = pointer::join(&pointer::join("/components", &group), &name);
                self.claim((group, name), (file, at))?;
            }
        }
        let mut root = Mapping::default();
        for file in 0..self.whole {
            let source = self.documents[file].clone();
            for entry in source.root().entries() {
                let role = Role::of_root_key(entry.key);
                let value = self.node(entry.value, file, &role, 0)?;
                let key_span = tagged(entry.key_span, file);
                self.join(&mut root, entry.key, Member { key_span, value })?;
            }
        }
        Ok(root)
    }

    /// Adds a key of a whole document's root to what others have there.
    fn join(&self, root: &mut Mapping, key: &str, member: Member) -> Result<(), LoadError> {
        let Some(known) = root.members.get_mut(key) else {
            root.members.insert(key.to_owned(), member);
            return Ok(());
        };
        let is_same =
            matches!(key, "openapi" | "info") || same(&known.value, &member.value.content);
        match (&mut known.value.content, member.value.content) {
            (Content::Mapping(known), Content::Mapping(new)) if key == "paths" => {
                for (path, item) in new.members {
                    self.join_item(known, &path, item)?;
                }
            }
            (Content::Mapping(known), Content::Mapping(new)) if key == "components" => {
                for (group, named) in new.members {
                    let key_span = named.key_span;
                    if let Content::Mapping(named) = named.value.content
                        && let Some(known) = mapping_at(known, &group, key_span)
                    {
                        for (name, component) in named.members {
                            known.members.entry(name).or_insert(component);
                        }
                    }
                }
            }
            (Content::Sequence(known), Content::Sequence(new)) if key == "tags" => {
                let is_new = |tag: &Node| known.iter().all(|it| it.get("name") != tag.get("name"));
                let new: Vec<Node> = new.into_iter().filter(is_new).collect();
                known.extend(new);
            }
            _ if is_same => {}
            _ => return Err(self.differs(key, known.key_span, member.key_span)),
        }
        Ok(())
    }

    /// Two files may have operations of one path, but not the same one.
    fn join_item(&self, paths: &mut Mapping, path: &str, item: Member) -> Result<(), LoadError> {
        let Some(known) = paths.members.get_mut(path) else {
            paths.members.insert(path.to_owned(), item);
            return Ok(());
        };
        let (Content::Mapping(known), Content::Mapping(new)) =
            (&mut known.value.content, item.value.content)
        else {
            return Err(self.differs(path, known.key_span, item.key_span));
        };
        for (key, member) in new.members {
            match known.members.get(&key) {
                Some(other) if !same(&other.value, &member.value.content) => {
                    let what = format!("{} {path}", key.to_uppercase());
                    return Err(self.differs(&what, other.key_span, member.key_span));
                }
                Some(_) => {}
                None => {
                    known.members.insert(key, member);
                }
            }
        }
        Ok(())
    }

    /// Gives a component its name, which may be taken by the same thing alone.
    fn claim(
        &mut self,
        name: (String, String),
        origin: (usize, String),
    ) -> Result<bool, LoadError> {
        let Some((file, at)) = self.components.get(&name) else {
            self.components.insert(name, origin);
            return Ok(true);
        };
        if (*file, at) == (origin.0, &origin.1) {
            return Ok(false);
        }
        let node = |file: usize, at: &str| self.documents[file].at(at).map(Node::to_json);
        if node(*file, at) == node(origin.0, &origin.1) {
            return Ok(false);
        }
        let span = |file: usize, at: &str| tagged(self.documents[file].span(at), file);
        let what = format!("components/{}/{}", name.0, name.1);
        Err(self.differs(&what, span(*file, at), span(origin.0, &origin.1)))
    }

    fn differs(&self, what: &str, first: Span, second: Span) -> LoadError {
        let path = |span: Span| self.documents[usize::from(span.file)].path();
        let message = format!(
            "`{what}` is already defined otherwise in {}:{}, which is read as one document with this file",
            path(first).display(),
            first.start.line
        );
        let help = "give one of the two another name, or keep it once";
        self.refusal(second, message, help)
    }

    fn refusal(&self, span: Span, message: String, help: &str) -> LoadError {
        let document = &self.documents[usize::from(span.file)];
        let problem = Problem::new(span.start, message, help).over(span);
        LoadError::invalid(document.path(), document.text().to_owned(), vec![problem])
    }

    /// A node with its references led into the document.
    fn node(
        &mut self,
        node: &Node,
        file: usize,
        role: &Role,
        depth: usize,
    ) -> Result<Node, LoadError> {
        let reference = node.get("$ref").filter(|_| !matches!(role, Role::Data));
        if let Some(target) = reference
            && let Some(text) = target.as_str()
        {
            return self.reference(node, text, (file, target.span), role, depth);
        }
        let content = match &node.content {
            Content::Sequence(items) => {
                let role = role.item();
                let items = items.iter();
                let items = items.map(|item| self.node(item, file, &role, depth));
                Content::Sequence(items.collect::<Result<_, _>>()?)
            }
            Content::Mapping(mapping) => {
                let mut members = Mapping::default();
                for entry in mapping.entries() {
                    let role = role.member(entry.key);
                    let value = self.node(entry.value, file, &role, depth)?;
                    let key_span = tagged(entry.key_span, file);
                    let member = Member { key_span, value };
                    members.members.insert(entry.key.to_owned(), member);
                }
                Content::Mapping(members)
            }
            // A discriminator refers without `$ref`; a bare name is one of this document.
            Content::String(text) if *role == Role::Target && text.contains(['#', '/', '.']) => {
                match self.led(text, (file, node.span), &Role::Component("schemas"))? {
                    Led::Within(within) => Content::String(within),
                    _ => node.content.clone(),
                }
            }
            other => other.clone(),
        };
        Ok(Node {
            content,
            span: tagged(node.span, file),
            plain: node.plain,
        })
    }

    /// A node as it is.
    fn plain(&mut self, node: &Node, file: usize) -> Result<Node, LoadError> {
        self.node(node, file, &Role::Data, 0)
    }

    fn read(&mut self, path: &Path) -> Result<usize, LoadError> {
        let path = normalized(path);
        if let Some(index) = self.by_path.get(&path) {
            return Ok(*index);
        }
        let document = self.reader.load(&path)?;
        self.documents.push(Rc::new(document));
        let index = self.documents.len() - 1;
        self.by_path.insert(path, index);
        Ok(index)
    }
}

fn component_names(components: &Node) -> impl Iterator<Item = (String, String)> {
    components.entries().flat_map(|group| {
        let names = group.value.entries();
        names.map(move |component| (group.key.to_owned(), component.key.to_owned()))
    })
}

/// The mapping under a key, which is added where there is none.
fn mapping_at<'m>(mapping: &'m mut Mapping, key: &str, key_span: Span) -> Option<&'m mut Mapping> {
    let empty = || Member {
        key_span,
        value: Node {
            content: Content::Mapping(Mapping::default()),
            span: key_span,
            plain: false,
        },
    };
    let member = mapping.members.entry(key.to_owned()).or_insert_with(empty);
    match &mut member.value.content {
        Content::Mapping(mapping) => Some(mapping),
        _ => None,
    }
}

fn tagged(span: Span, file: usize) -> Span {
    Span {
        file: u16::try_from(file).unwrap_or(u16::MAX),
        ..span
    }
}

fn same(known: &Node, new: &Content) -> bool {
    let new = Node {
        content: new.clone(),
        span: known.span,
        plain: false,
    };
    known.to_json() == new.to_json()
}
