//! Compares the parameters and fields of an operation.

use std::collections::HashMap;

use codegen_document::pointer;
use serde_json::Value;

use crate::compare::aspects::{self, Aspect};
use crate::compare::documented::{self, Origin};
use crate::compare::fields::{Field, Fields};
use crate::compare::message_part::MessagePart;
use crate::compare::sides::{Fact, Sides, text};
use crate::compare::sources::{Provenance, Question};

impl Sides<'_> {
    pub(super) fn fields(&mut self) {
        let record = self.record;
        let mut recorded = match record {
            Some(record) => Fields::of(&record.facts),
            None => Fields::of_views(Vec::new()),
        };
        let documented = documented::fields(self.defined);
        let places = Index::new(&documented);
        recorded.settle(|place, path| places.find(place, path).is_some());
        for field in &recorded.fields {
            match places.find(&field.place, &field.path) {
                Some(found) => self.found(field, found),
                None => self.missing(field, &documented),
            }
        }
        self.loose(&recorded);
        let known_places = Index::new(&recorded);
        for field in &documented.fields {
            let known = known_places.find(&field.place, &field.path).is_some();
            if !known {
                self.invented(field);
            }
            self.marker(field, known);
        }
        self.component_sources(&documented);
    }

    fn found(&mut self, recorded: &Field<'_>, documented: &Field<'_, Origin<'_>>) {
        let name = label(&recorded.place, &recorded.path);
        self.push(Fact {
            name: name.clone(),
            recorded: Some(recorded.row.name.clone()),
            line: recorded.origin,
            documented: Some(documented.row.name.clone()),
            pointer: documented.origin.pointer,
            explanation: None,
        });
        let is_response = recorded.place.status().is_some();
        for aspect in aspects::of(Some(recorded.row), Some(documented.row), is_response) {
            self.aspect(&name, &aspect, recorded.origin, documented);
        }
        self.unlisted(&name, recorded.origin, documented);
        self.type_name(&name, recorded, documented);
    }

    /// The name of a type on the page. A type named after its field has none.
    fn type_name(&mut self, name: &str, recorded: &Field<'_>, documented: &Field<'_, Origin<'_>>) {
        let kind = recorded.kind();
        let Some(wanted) = kind.as_ref().and_then(|kind| kind.reference()) else {
            return;
        };
        if wanted == recorded.row.name {
            return;
        }
        let suffix = format!("/schemas/{wanted}");
        let schemas = documented.origin.schemas;
        let same = schemas.iter().any(|schema| schema.ends_with(&suffix));
        let other = documented.kind();
        let other = other.as_ref().and_then(|kind| kind.reference());
        let found = if same { Some(wanted) } else { other };
        self.push(Fact {
            name: format!("{name}, type name"),
            recorded: Some(wanted.to_owned()),
            line: recorded.origin,
            documented: found.map(str::to_owned),
            pointer: documented.origin.pointer,
            explanation: self.claims.reference(schemas).or_else(|| {
                let official = |schema: &String| {
                    let source = self.sources.own(schema);
                    self.sources.is_definition() && source == Some(Provenance::Official(wanted))
                };
                let named = schemas.iter().any(official);
                named.then(|| "the document uses its own name for the type".to_owned())
            }),
        });
    }

    pub(super) fn aspect(
        &mut self,
        name: &str,
        aspect: &Aspect,
        line: u32,
        field: &Field<'_, Origin<'_>>,
    ) {
        let equal = aspect.is_equal();
        if !equal && self.values(name, aspect, line, field) {
            return;
        }
        let recorded = aspect.recorded.as_ref().map(text);
        let documented = aspect.documented.as_ref().map(text);
        let owner = self.owner(aspect.keyword, field);
        let owner = owner.map(|owner| pointer::join(&owner, aspect.keyword));
        let explanation = (!equal).then(|| self.explain(aspect, field)).flatten();
        self.push(Fact {
            name: format!("{name}, {}", aspect.name),
            documented: if equal { recorded.clone() } else { documented },
            recorded,
            line,
            pointer: owner.as_deref().unwrap_or(field.origin.pointer),
            explanation,
        });
    }

    /// The schema that has a keyword.
    pub(super) fn owner(&self, keyword: &str, field: &Field<'_, Origin<'_>>) -> Option<String> {
        let origin = field.origin;
        let places =
            std::iter::once(origin.pointer).chain(origin.schemas.iter().map(String::as_str));
        let has = |schema: &&str| {
            let node = self.claims.node(schema);
            node.is_some_and(|node| node.get(keyword).is_some())
        };
        places.into_iter().find(has).map(str::to_owned)
    }

    /// Why a keyword differs.
    fn explain(&self, aspect: &Aspect, field: &Field<'_, Origin<'_>>) -> Option<String> {
        let origin = field.origin;
        let owner = self.owner(aspect.keyword, field);
        let claim = match aspect.keyword {
            "required" => self.claim_of_presence(origin.pointer),
            keyword => {
                let mut places = vec![origin.pointer.to_owned()];
                places.extend(origin.schemas.iter().cloned());
                self.claims.keyword(&places, owner.as_deref(), keyword)
            }
        };
        if claim.is_some() {
            return claim;
        }
        // Documents do not list required fields of responses.
        let is_response = aspect.keyword == "required" && field.place.status().is_some();
        if is_response && self.sources.is_definition() && aspect.documented != Some(true.into()) {
            return Some("response schemas do not list required fields".to_owned());
        }
        if aspect.recorded.is_some() || is_response {
            return None;
        }
        // The component that has the keyword, or the object that has the field.
        let places = [owner.as_deref().unwrap_or(origin.pointer), origin.pointer];
        let sourced = places.iter().find_map(|place| {
            let source = self.sources.nearest(place)?;
            self.sources.field(source, field, Question::Aspect(aspect))
        });
        sourced.or_else(|| self.sources.another(field, Question::Aspect(aspect)))
    }

    /// The claim of the ledger about `required` of a parameter, or of the object that has the
    /// field.
    fn claim_of_presence(&self, pointer: &str) -> Option<String> {
        if let Some(claim) = self.claims.value(&format!("{pointer}/required")) {
            return Some(claim);
        }
        let (parent, _) = pointer.rsplit_once("/properties/")?;
        self.claims
            .value(&format!("{parent}/required"))
            .or_else(|| self.claims.absent(parent, "required"))
    }

    fn missing(&mut self, field: &Field<'_>, documented: &Fields<'_, Origin<'_>>) {
        let pointer = self.nearest(field, documented);
        let credential = field.place == MessagePart::Header && self.is_credential(&field.row.name);
        self.push(Fact {
            name: label(&field.place, &field.path),
            recorded: Some(field.row.name.clone()),
            line: field.origin,
            documented: credential.then(|| field.row.name.clone()),
            pointer: &pointer,
            explanation: self.claims.absent(&pointer, &field.row.name),
        });
    }

    /// The location for a missing field: the properties to which it would belong, or the field in
    /// which.
    fn nearest(&self, field: &Field<'_>, documented: &Fields<'_, Origin<'_>>) -> String {
        let above = |names: &[String]| names.split_last().map(|(_, above)| above.to_vec());
        let parent = above(&field.names);
        let mut others = documented
            .fields
            .iter()
            .filter(|other| other.place == field.place);
        let sibling = others.clone().find(|other| above(&other.names) == parent);
        let beside = sibling.and_then(|sibling| sibling.origin.pointer.rsplit_once('/'));
        if let Some((list, _)) = beside {
            return list.to_owned();
        }
        let owner = others.find(|other| Some(&other.names) == parent.as_ref());
        let pointer = owner.map_or(self.defined.pointer.as_str(), |owner| owner.origin.pointer);
        pointer.to_owned()
    }

    /// Tables that cannot be placed: none of their fields is in the document.
    fn loose(&mut self, recorded: &Fields<'_>) {
        for loose in &recorded.loose {
            let table = loose.name.as_deref().unwrap_or("a type without a name");
            for row in recorded.rows(loose) {
                self.push(Fact {
                    name: format!("{}: ({table}).{}", loose.place, row.name),
                    recorded: Some(row.name.clone()),
                    line: row.line,
                    documented: None,
                    pointer: &self.defined.pointer.clone(),
                    explanation: self.claims.absent(&self.defined.pointer, &row.name),
                });
            }
        }
    }

    /// A field that the record lacks needs another source, and so do all its facts.
    fn invented(&mut self, field: &Field<'_, Origin<'_>>) {
        let name = label(&field.place, &field.path);
        let pointer = field.origin.pointer;
        let claim = self.existence(pointer);
        let source = self.sources.nearest(pointer);
        let source = source.and_then(|source| self.sources.field(source, field, Question::Field));
        let source = source.or_else(|| self.sources.another(field, Question::Field));
        let sourced = source.is_some();
        let explanation = claim.or(source);
        let explained = explanation.is_some();
        self.push(Fact {
            name: name.clone(),
            recorded: None,
            line: 0,
            documented: Some(field.row.name.clone()),
            pointer,
            explanation,
        });
        if !explained {
            return;
        }
        let is_response = field.place.status().is_some();
        for aspect in aspects::of(None, Some(field.row), is_response) {
            // Without a source for a field, it is optional by default.
            let unsaid = aspect.documented == Some(Value::Bool(false)) && !sourced;
            if aspect.keyword != "required" || !unsaid {
                self.aspect(&name, &aspect, 0, field);
            }
        }
        self.unlisted(&name, 0, field);
    }
}

impl Sides<'_> {
    /// The claim of the ledger about the existence of a parameter or field: a field is identified
    /// by its key, a parameter by name and location.
    pub(super) fn existence(&self, pointer: &str) -> Option<String> {
        let value = |key: &str| self.claims.value(&format!("{pointer}{key}"));
        let named = || value("/in").and_then(|_| value("/name"));
        value("")
            .or_else(|| value("/x-source"))
            .or_else(|| value("/type"))
            .or_else(named)
    }
}

/// The fields by place and path.
struct Index<'f, 'a, O> {
    fields: HashMap<(&'f MessagePart, &'f str), &'f Field<'a, O>>,
}

impl<'f, 'a, O> Index<'f, 'a, O> {
    /// Of two fields with the same path, the first applies.
    fn new(fields: &'f Fields<'a, O>) -> Index<'f, 'a, O> {
        let fields = fields.fields.iter().rev();
        Index {
            fields: fields
                .map(|field| ((&field.place, field.path.as_str()), field))
                .collect(),
        }
    }

    fn find(&self, place: &MessagePart, path: &str) -> Option<&'f Field<'a, O>> {
        self.fields.get(&(place, path)).copied()
    }
}

fn label(place: &MessagePart, path: &str) -> String {
    if path.is_empty() {
        format!("{place}: (items)")
    } else {
        format!("{place}: {path}")
    }
}
