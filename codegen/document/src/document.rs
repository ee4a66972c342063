//! An OpenAPI document: a file, or several that are read as one.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::builder;
use crate::encoding;
use crate::error::{LoadError, Problem};
use crate::json;
use crate::node::{Content, Node};
use crate::pointer;
use crate::span::{Location, Position, Span};

/// A YAML or JSON document as a tree in which every node, and every key, has its place in the text.
///
/// It is one file ([`Document::load`]), or several that are read as one ([`Document::bundle`]).
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) path: PathBuf,
    /// Never empty; a node's span says which of them it is in.
    pub(crate) files: Vec<File>,
    pub(crate) root: Node,
}

/// A file that a document was read from.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// Whether all of it belongs to the document, not only what others refer to.
    pub(crate) is_whole: bool,
    /// What the text alone contains, if the document spans more files: so that it is not read again when
    /// another file changes.
    pub(crate) root: Option<Arc<Node>>,
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not one YAML document.
    pub fn load(path: &Path) -> Result<Document, LoadError> {
        match encoding::decode(read(path)?) {
            Ok(text) => Document::parse(path, text),
            Err((text, problem)) => Err(LoadError::invalid(path, text, vec![problem])),
        }
    }

    /// Reads a text; `name` is what messages call it. A name that ends in `.json` makes it JSON.
    ///
    /// # Errors
    ///
    /// The text is not one YAML or JSON document.
    pub fn parse(name: impl Into<PathBuf>, text: String) -> Result<Document, LoadError> {
        let path = name.into();
        let is_json = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let problem = match is_json {
            true => encoding::size_problem(text.len()),
            false => encoding::problem(&text),
        };
        let built = match problem {
            Some(problem) => Err(vec![problem]),
            None if is_json => json::read(&text),
            None => builder::build(&text),
        };
        match built {
            Ok(root) => Ok(Document::single(path, text, root)),
            Err(problems) => Err(LoadError::invalid(&path, text, problems)),
        }
    }

    pub(crate) fn single(path: PathBuf, text: String, root: Node) -> Document {
        let file = File {
            path: path.clone(),
            text,
            is_whole: true,
            root: None,
        };
        Document {
            path,
            files: vec![file],
            root,
        }
    }

    /// The file or folder, as it was named when it was loaded.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text that was read; of several files, that of the first.
    pub fn text(&self) -> &str {
        self.files.first().map_or("", |file| &file.text)
    }

    /// The files that the document was read from, with their texts, in the order in which they
    /// were read.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        let files = self.files.iter();
        files.map(|file| (file.path.as_path(), file.text.as_str()))
    }

    /// The file that has the node at a JSON pointer, or its nearest ancestor.
    pub fn file(&self, pointer: &str) -> &Path {
        self.file_of(self.span(pointer))
    }

    fn file_of(&self, span: Span) -> &Path {
        let file = self.files.get(usize::from(span.file));
        file.map_or(&self.path, |file| &file.path)
    }

    /// The tree.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The node at a JSON pointer.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        self.root.at(pointer)
    }

    /// The node at a JSON pointer, or its nearest ancestor that exists.
    pub fn nearest(&self, pointer: &str) -> &Node {
        self.walk(pointer).0
    }

    /// The place to show for a JSON pointer, or for its nearest ancestor that exists: a scalar's
    /// value, but the key of a mapping or list, because that is the line that names it.
    pub fn span(&self, pointer: &str) -> Span {
        let (node, key_span) = self.walk(pointer);
        match (&node.content, key_span) {
            (Content::Sequence(_) | Content::Mapping(_), Some(key_span)) => key_span,
            _ => node.span,
        }
    }

    /// The beginning of [`Document::span`].
    pub fn location(&self, pointer: &str) -> Location {
        let span = self.span(pointer);
        Location::new(self.file_of(span), span.start)
    }

    /// Where one of the document's nodes begins.
    pub fn location_of(&self, node: &Node) -> Location {
        Location::new(self.file_of(node.span), node.span.start)
    }

    /// The document as JSON, keys in the order of the text.
    pub fn to_json(&self) -> Value {
        self.root.to_json()
    }

    /// The document as the types of `openapiv3`.
    ///
    /// # Errors
    ///
    /// The document is not OpenAPI 3.0 as those types know it.
    pub fn openapi(&self) -> Result<openapiv3::OpenAPI, LoadError> {
        serde_yaml::from_str(self.text()).map_err(|error| {
            let position = error.location().map_or(Position::START, |location| {
                Position::new(location.line(), location.column())
            });
            let problem = Problem::new(
                position,
                format!("not an OpenAPI 3.0 document: {error}"),
                "run `check`, which reports the exact place",
            );
            LoadError::invalid(&self.path, self.text().to_owned(), vec![problem])
        })
    }

    /// The nearest node on the way of a pointer, and where its key stands if it has one.
    fn walk(&self, pointer: &str) -> (&Node, Option<Span>) {
        let mut node = &self.root;
        let mut key_span = None;
        for segment in pointer::segments(pointer) {
            let Some(child) = node.child(&segment) else {
                break;
            };
            key_span = node.entry(&segment).map(|entry| entry.key_span);
            node = child;
        }
        (node, key_span)
    }
}

/// The bytes of a regular file. Of a larger file than is read, one byte too many, so that it is
/// refused; a device or pipe, which may never end, is not opened at all.
fn read(path: &Path) -> Result<Vec<u8>, LoadError> {
    let io = |source| LoadError::io(path, source);
    let metadata = fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        let kind = if metadata.is_dir() {
            ErrorKind::IsADirectory
        } else {
            ErrorKind::InvalidInput
        };
        return Err(io(std::io::Error::new(kind, "not a regular file")));
    }
    let mut bytes = Vec::new();
    let most = encoding::LARGEST_FILE as u64 + 1;
    fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(io)?;
    Ok(bytes)
}
