//! Where the parts of a definition that was merged from several files are.

use codegen_document::{Document, Location};

/// The files of a merged definition, and what of them is where in it.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    files: Vec<Document>,
    /// Pointers in the merged definition, each with the index and the pointer of the file.
    places: Vec<(String, usize, String)>,
}

impl Origins {
    pub(crate) fn new(files: Vec<Document>) -> Self {
        Self {
            files,
            places: Vec::new(),
        }
    }

    /// Notes that a part of the merged definition is from that place in a file.
    pub(crate) fn add(&mut self, merged: String, file: usize, pointer: String) {
        self.places.push((merged, file, pointer));
    }

    /// The place in a file of what the merged definition has at a pointer.
    pub(crate) fn location(&self, pointer: &str) -> Option<Location> {
        let below = |outer: &str, inner: &str| -> Option<String> {
            let rest = inner.strip_prefix(outer)?;
            (rest.is_empty() || rest.starts_with('/')).then(|| rest.to_owned())
        };
        let within = self.places.iter().filter_map(|(merged, file, source)| {
            let rest = below(merged, pointer)?;
            Some((merged.len(), *file, format!("{source}{rest}")))
        });
        // Something around several parts is where the first of them is.
        let around = || {
            let place = self
                .places
                .iter()
                .find(|it| below(pointer, &it.0).is_some());
            place.map(|(_, file, source)| (*file, source.clone()))
        };
        let found = within.max_by_key(|(length, ..)| *length);
        let (file, source) = found.map_or_else(around, |(_, file, source)| Some((file, source)))?;
        Some(self.files.get(file)?.location(&source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_in_the_file_that_they_are_from() {
        let file = |name: &str, text: &str| Document::parse(name, text.to_owned()).unwrap();
        let mut origins = Origins::new(vec![
            file("a.json", "{\n\"x\": {\n\"y\": 1}}"),
            file("b.json", "{\n\n\"x\": {\"y\": 1}}"),
        ]);
        origins.add("/paths/~1a/get".to_owned(), 0, "/x".to_owned());
        origins.add("/paths/~1a/getter".to_owned(), 1, "/x".to_owned());
        let place = |pointer: &str| origins.location(pointer).map(|it| it.to_string());
        assert_eq!(place("/paths/~1a/get/y").as_deref(), Some("a.json:3:6"));
        assert_eq!(place("/paths/~1a/get/lost").as_deref(), Some("a.json:2:1"));
        assert_eq!(place("/paths/~1a/getter").as_deref(), Some("b.json:3:1"));
        assert_eq!(place("/paths/~1a").as_deref(), Some("a.json:2:1"));
        assert_eq!(place("/paths/~1b"), None);
    }
}
