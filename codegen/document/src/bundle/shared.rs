//! What documents have from the `common.yaml` of their folder or the one above.

use super::{Bundler, folder_of, tagged};
use crate::document::Document;
use crate::error::LoadError;
use crate::node::{Mapping, Member, Node};
use crate::pointer;

/// The keys of the root that stay with the file that has them.
const OWN: [&str; 5] = ["openapi", "info", "tags", "paths", "components"];

impl Bundler<'_> {
    /// Adds what the documents themselves do not say, and the security schemes that are used. What
    /// the folder shares comes before what its product does.
    pub(super) fn inherit(
        &mut self,
        root: &mut Mapping,
        common: &[usize],
    ) -> Result<(), LoadError> {
        let mut has_title = !self.is_folder;
        for &file in common {
            let source = self.documents[file].clone();
            for entry in source.root().entries() {
                let is_shared = !OWN.contains(&entry.key) && !root.members.contains_key(entry.key);
                // A folder takes its title from its common.yaml.
                let is_title = entry.key == "info" && !has_title;
                if is_shared || is_title {
                    has_title |= is_title;
                    let value = self.plain(entry.value, file)?;
                    let key_span = tagged(entry.key_span, file);
                    let member = Member { key_span, value };
                    root.members.insert(entry.key.to_owned(), member);
                }
            }
            for scheme in used_schemes(root) {
                let at = pointer::join("/components/securitySchemes", &scheme);
                let name = ("securitySchemes".to_owned(), scheme);
                let is_known = self.components.contains_key(&name);
                if !is_known && source.at(&at).is_some() && self.claim(name.clone(), (file, at))? {
                    self.pending.push_back(name);
                }
            }
        }
        Ok(())
    }

    /// The files that the documents share, the nearest first.
    pub(super) fn common(&mut self) -> Result<Vec<usize>, LoadError> {
        let folder = folder_of(self.documents[0].path()).to_owned();
        let mut found = Vec::new();
        for candidate in [
            folder.join(Document::COMMON),
            folder.join("..").join(Document::COMMON),
        ] {
            match self.read(&candidate) {
                Ok(file) => {
                    let is_document = self.documents[file].root().get("openapi").is_some();
                    if file >= self.whole && is_document {
                        found.push(file);
                    }
                }
                Err(LoadError::Io { .. }) => {}
                Err(invalid) => return Err(invalid),
            }
        }
        Ok(found)
    }
}

/// The security schemes that the document or an operation requires.
fn used_schemes(root: &Mapping) -> Vec<String> {
    let operations = root.get("paths").into_iter().flat_map(Node::entries);
    let operations = operations.flat_map(|item| item.value.entries());
    let security = operations.filter_map(|operation| operation.value.get("security"));
    let requirements = root.get("security").into_iter().chain(security);
    let requirements = requirements.flat_map(|list| list.items());
    let mut names: Vec<String> = Vec::new();
    for scheme in requirements.flat_map(Node::entries) {
        if !names.iter().any(|name| name == scheme.key) {
            names.push(scheme.key.to_owned());
        }
    }
    names
}
