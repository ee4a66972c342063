//! Compares schemas.

mod additional_properties;
mod annotations;
mod combinations;
mod direction;
mod enumeration;
mod limits;
mod properties;
mod types;

use codegen_document::Node;

use crate::change::{Level, Wire};
use crate::change_kind::ChangeKind;
use crate::comparison::Comparison;
use crate::impact::{Impact, Scope};
use crate::merged_schema::MergedSchema;
use crate::node_ref::{NodeRef, same};
use crate::pinpoint::pinpoint;

use direction::DIRECTIONS;

const SCHEMAS: &str = "#/components/schemas/";

/// How many nested schemas are compared.
const DEEPEST: usize = 64;

impl<'a> Comparison<'a> {
    /// Compares two schemas at the same place.
    pub(crate) fn schema(&mut self, before: &NodeRef<'a>, after: &NodeRef<'a>, scope: &Scope) {
        let pair = (before.pointer.clone(), after.pointer.clone());
        let is_open = self.open.contains(&pair) || self.open.len() > DEEPEST;
        if is_open || same(before.value, after.value) && !self.loses_a_name(before) {
            return;
        }
        if self.alternative_alone(before, after, scope) {
            return;
        }
        self.open.push(pair);
        let reported = self.changes_so_far();
        let (mut old, mut new) = MergedSchema::pair(before, after);
        let inner = self.references(&mut old, &mut new, scope);
        self.views(&old, &new, &inner);
        self.open.pop();
        // The directions of a field are compared with the field.
        let ignored: &[&str] = if scope.is_field { &DIRECTIONS } else { &[] };
        let is_same = self.same_but_for_names(before.value, after.value, ignored);
        if self.changes_so_far() == reported && !is_same {
            let impact = Impact::default().because("the meaning is unchanged");
            let message = "the schema is written differently";
            let places = pinpoint(before, after);
            let places = (&places.0, &places.1);
            self.report(ChangeKind::OtherChanged, scope, places, message, impact);
        }
    }

    /// Compares the combined members of an `allOf` for the same value.
    pub(crate) fn schema_in_parts(
        &mut self,
        (before, old_parts): (&NodeRef<'a>, &[NodeRef<'a>]),
        (after, new_parts): (&NodeRef<'a>, &[NodeRef<'a>]),
        scope: &Scope,
    ) {
        if old_parts.is_empty() && new_parts.is_empty() {
            return self.schema(before, after, scope);
        }
        let pair = (before.pointer.clone(), after.pointer.clone());
        if self.open.contains(&pair) || self.open.len() > DEEPEST {
            return;
        }
        self.open.push(pair);
        let (mut old, mut new) = MergedSchema::pair(before, after);
        old_parts.iter().for_each(|part| old.add(part));
        new_parts.iter().for_each(|part| new.add(part));
        let inner = self.references(&mut old, &mut new, scope);
        self.views(&old, &new, &inner);
        self.open.pop();
    }

    /// Whether two nodes are equal apart from renamed schemas and ignored keys.
    fn same_but_for_names(&self, one: &Node, other: &Node, ignored: &[&str]) -> bool {
        let (Some(_), Some(_)) = (one.as_mapping(), other.as_mapping()) else {
            return match (one.as_sequence(), other.as_sequence()) {
                (Some(one), Some(other)) => {
                    one.len() == other.len()
                        && one
                            .iter()
                            .zip(other)
                            .all(|(one, other)| self.same_but_for_names(one, other, &[]))
                }
                _ => same(one, other),
            };
        };
        let keys = one.entries().chain(other.entries()).map(|entry| entry.key);
        keys.filter(|key| !ignored.contains(key))
            .all(|key| match (one.get(key), other.get(key)) {
                (Some(one), Some(other)) if key == "$ref" => {
                    let now = one.as_str().map(|it| self.current_name(it));
                    now.as_deref() == other.as_str()
                }
                (Some(one), Some(other)) => self.same_but_for_names(one, other, &[]),
                _ => false,
            })
    }

    fn views(&mut self, old: &MergedSchema<'a>, new: &MergedSchema<'a>, scope: &Scope) {
        let is_comparable = self.types(old, new, scope);
        if is_comparable {
            self.enumeration(old, new, scope);
            self.limits(old, new, scope);
            self.default(old, new, scope);
            self.properties(old, new, scope);
            self.additional_properties(old, new, scope);
            self.combinations(old, new, scope);
        }
        self.annotations(old, new, scope);
    }

    /// Whether the same reference may mean something else because its target was renamed and the
    /// old name belongs to another schema or to none.
    fn loses_a_name(&self, schema: &NodeRef<'a>) -> bool {
        let reference = schema.text("$ref");
        let name = reference.and_then(|reference| reference.strip_prefix(SCHEMAS));
        name.is_some_and(|name| self.renamed.contains_key(name))
    }

    /// Compares references. A schema that both reference is compared on its own; the others are
    /// merged and the difference is reported. Returns the scope for the merged content.
    fn references(
        &mut self,
        old: &mut MergedSchema<'a>,
        new: &mut MergedSchema<'a>,
        scope: &Scope,
    ) -> Scope {
        let old_names: Vec<String> = old
            .references
            .iter()
            .map(|(reference, _)| self.current_name(reference))
            .collect();
        let new_names: Vec<String> = new
            .references
            .iter()
            .map(|(reference, _)| (*reference).to_owned())
            .collect();
        let kept: Vec<&String> = old_names
            .iter()
            .filter(|name| new_names.contains(name))
            .collect();
        if kept.len() == old_names.len() && kept.len() == new_names.len() {
            let (before, after) = (old.clone(), new.clone());
            old.repeat(&self.before, &after);
            new.repeat(&self.after, &before);
            return scope.clone();
        }
        let renamed = self.renamed.clone();
        let (before, after) = (&self.before, &self.after);
        let places = (
            reference_place(old, |name| kept.contains(&&current(&renamed, name))),
            reference_place(new, |name| kept.iter().any(|kept| *kept == name)),
        );
        old.expand(before, |reference| {
            kept.iter()
                .any(|kept| **kept == current(&renamed, reference))
        });
        new.expand(after, |reference| {
            kept.iter().any(|kept| *kept == reference)
        });
        self.reference_changed(places, (&old.node, &new.node), scope)
    }

    fn reference_changed(
        &mut self,
        places: (NodeRef<'a>, NodeRef<'a>),
        schemas: (&NodeRef<'a>, &NodeRef<'a>),
        scope: &Scope,
    ) -> Scope {
        let old_type = self.types_before().of(schemas.0);
        let new_type = self.types_after().of(schemas.1);
        let is_same_type = old_type == new_type;
        let mut impact = Impact::new(
            Wire::None,
            Level::None,
            "differences in the schemas are reported separately",
        );
        if !is_same_type && scope.generated {
            impact = impact
                .level(Level::Major)
                .because(format!("the Rust type `{old_type}` becomes `{new_type}`"));
        }
        let message = format!(
            "schema: {} → {}",
            described(&places.0),
            described(&places.1)
        );
        self.report(
            ChangeKind::ReferenceChanged,
            scope,
            (&places.0, &places.1),
            message,
            impact,
        );
        if is_same_type {
            scope.clone()
        } else {
            scope.hidden()
        }
    }

    /// The reference as the new document would write it.
    pub(super) fn current_name(&self, reference: &str) -> String {
        current(&self.renamed, reference)
    }
}

fn current(renamed: &std::collections::BTreeMap<String, String>, reference: &str) -> String {
    let name = reference.strip_prefix(SCHEMAS);
    match name.and_then(|name| renamed.get(name)) {
        Some(name) => format!("{SCHEMAS}{name}"),
        None => reference.to_owned(),
    }
}

/// The first reference that the other document lacks, or the schema if there is none.
fn reference_place<'a>(view: &MergedSchema<'a>, is_kept: impl Fn(&str) -> bool) -> NodeRef<'a> {
    let mut references = view.references.iter();
    match references.find(|(name, _)| !is_kept(name)) {
        Some((_, node)) => node.clone(),
        None => view.node.clone(),
    }
}

/// The target of a reference, or a label for an inline schema.
fn described(node: &NodeRef<'_>) -> String {
    match node.value.as_str() {
        Some(reference) => {
            let name = reference.strip_prefix(SCHEMAS).unwrap_or(reference);
            format!("`{name}`")
        }
        None => match node.text("type") {
            Some(kind) => format!("inline ({kind})"),
            None => "inline".to_owned(),
        },
    }
}
