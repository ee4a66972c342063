//! Where references lead, and what becomes of them in the one document.

use super::place::Role;
use super::{Bundler, LONGEST_CHAIN, folder_of, tagged};
use crate::error::LoadError;
use crate::node::{Content, Node};
use crate::pointer;
use crate::span::Span;

/// Whether a reference leads to another file.
pub(super) fn leads_out(node: &Node) -> bool {
    let reference = node.get("$ref").and_then(Node::as_str);
    reference.is_some_and(|target| !target.starts_with('#') && !target.contains("://"))
        || node.entries().any(|entry| leads_out(entry.value))
        || node.items().iter().any(leads_out)
}

/// What becomes of a reference.
pub(super) enum Led {
    /// It leads out to the network, or stays within its file.
    Unchanged,
    /// To a component of the document.
    Within(String),
    /// To something that no name can stand for, by file and pointer.
    Inline(usize, String),
}

impl Bundler<'_> {
    /// A reference: to a component by name, or the thing itself where a name cannot stand.
    pub(super) fn reference(
        &mut self,
        node: &Node,
        text: &str,
        origin: (usize, Span),
        role: &Role,
        depth: usize,
    ) -> Result<Node, LoadError> {
        match self.led(text, origin, role)? {
            Led::Unchanged => self.plain(node, origin.0),
            Led::Within(within) => {
                let mut plain = self.plain(node, origin.0)?;
                if let Content::Mapping(mapping) = &mut plain.content
                    && let Some(member) = mapping.members.get_mut("$ref")
                {
                    member.value.content = Content::String(within);
                }
                Ok(plain)
            }
            Led::Inline(..) if depth > LONGEST_CHAIN => {
                let message = format!("`{text}` leads back to itself");
                let help = "remove one of the references";
                Err(self.refusal(tagged(origin.1, origin.0), message, help))
            }
            Led::Inline(file, at) => {
                let source = self.documents[file].clone();
                let found = source.at(&at).unwrap_or_else(|| source.root());
                self.node(found, file, role, depth + 1)
            }
        }
    }

    /// What becomes of a reference.
    pub(super) fn led(
        &mut self,
        text: &str,
        (file, span): (usize, Span),
        role: &Role,
    ) -> Result<Led, LoadError> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        if path.contains("://") || (path.is_empty() && file < self.whole) {
            return Ok(Led::Unchanged);
        }
        let at = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let target = self.file(path, (file, span))?;
        if self.documents[target].at(&at).is_none() {
            let message = format!(
                "`{text}` leads nowhere: {} has nothing at `{at}`",
                self.documents[target].path().display()
            );
            let help = "correct the reference, or add what it refers to";
            return Err(self.refusal(tagged(span, file), message, help));
        }
        let Some((group, name)) = role.component(&at, self.documents[target].path()) else {
            return Ok(Led::Inline(target, at.into_owned()));
        };
        if self.claim((group.clone(), name.clone()), (target, at.into_owned()))? {
            self.pending.push_back((group.clone(), name.clone()));
        }
        let within = pointer::join(&pointer::join("#/components", &group), &name);
        Ok(Led::Within(within))
    }

    /// The file that a reference leads to.
    fn file(&mut self, path: &str, (from, span): (usize, Span)) -> Result<usize, LoadError> {
        if path.is_empty() {
            return Ok(from);
        }
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let path = folder_of(self.documents[from].path()).join(&*decoded);
        match self.read(&path) {
            Ok(index) => Ok(index),
            Err(LoadError::Io { .. }) => {
                let message = format!("the file {} cannot be read", path.display());
                let help = "correct the path of the reference, or add the file";
                Err(self.refusal(tagged(span, from), message, help))
            }
            Err(invalid) => Err(invalid),
        }
    }
}
