//! Parts of the draft that the page would produce: the schema of something new, and the components
//! that it needs.

use std::collections::BTreeMap;

use codegen_document::{Document, Node, reference};
use serde_json::{Map, Value};

use crate::edit::{Edit, Slot};
use crate::fields::ComparableField;
use crate::operation_locator::{self, OperationLocator};
use crate::plan::{PLACEHOLDER, Planner, join};
use codegen_pages::MessagePart;

const SCHEMAS: &str = "/components/schemas";
const PREFIX: &str = "#/components/schemas/";

/// Keywords that do not affect the values.
const WORDS: [&str; 11] = [
    "description",
    "x-source",
    "x-enum-descriptions",
    "x-enum-varnames",
    "nullable",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "default",
];

/// A part of the draft, with the component names of the existing document.
pub(super) struct Drafted {
    pub(super) value: Value,
    /// The new components, with their names.
    pub(super) components: Vec<(String, Value)>,
}

impl Drafted {
    /// A schema that needs no components.
    pub(super) fn plain(schema: Map<String, Value>) -> Drafted {
        Drafted {
            value: Value::Object(schema),
            components: Vec::new(),
        }
    }

    /// The descriptions to write for the new components.
    pub(super) fn remarks(&self) -> Vec<String> {
        let named = |(name, schema): &(String, Value)| {
            let mut remarks = vec![format!(
                "describe the new component {name} and its properties"
            )];
            if schema.get("x-enum-varnames").is_some() {
                remarks.push(format!("name the values of {name} (x-enum-varnames)"));
            }
            remarks
        };
        self.components.iter().flat_map(named).collect()
    }
}

impl Planner<'_> {
    /// The draft of the page.
    fn draft(&self) -> Option<Document> {
        let mut record = self.new.clone();
        // Neither affects the parts that are used.
        record.facts.method.get_or_insert_with(|| "GET".to_owned());
        record.facts.uri.get_or_insert_with(|| "/".to_owned());
        let text = codegen_pages::draft(&record).ok()?;
        Document::parse("draft.yaml", text).ok()
    }

    /// The schema of a parameter or field.
    pub(super) fn drafted_field(&self, place: &MessagePart, path: &[String]) -> Option<Drafted> {
        let draft = self.draft()?;
        let locator = OperationLocator::find(std::slice::from_ref(&draft), &self.new.operation)?;
        let at = locator.field(place, path)?.schema;
        self.taken(&locator, &at, self.names(&locator, place, path))
    }

    /// A whole response, or the request body if there is no status.
    pub(super) fn drafted_body(&self, status: Option<&str>) -> Option<Drafted> {
        let draft = self.draft()?;
        let locator = OperationLocator::find(std::slice::from_ref(&draft), &self.new.operation)?;
        let at = match status {
            Some(status) => locator.status(status)?,
            None => join(&locator.operation, "requestBody"),
        };
        self.taken(&locator, &at, self.known_names(&locator, None))
    }

    /// The components that have other names in the document than in the draft.
    fn names(&self, draft: &OperationLocator<'_>, place: &MessagePart, path: &[String]) -> Names {
        let mut names = self.known_names(draft, Some((place, path)));
        if let Some((_, parent)) = path.split_last() {
            let component = |locator: &OperationLocator<'_>| {
                let owner = locator.owner(place, parent)?;
                component(&owner).map(str::to_owned)
            };
            names.owner = component(draft).zip(component(self.locator));
        }
        names
    }

    /// The components by the fields that refer to them, except a field that changes.
    fn known_names(
        &self,
        draft: &OperationLocator<'_>,
        changed: Option<(&MessagePart, &[String])>,
    ) -> Names {
        let mut names = Names::default();
        let stays = |field: &&ComparableField<'_>| changed != Some((&field.place, &field.path));
        for field in self.new_fields.iter().filter(stays) {
            let found = |locator: &OperationLocator<'_>| {
                let schema = locator.field(&field.place, &field.path)?.schema;
                named(locator.document, &schema)
            };
            let (Some(from), Some(to)) = (found(draft), found(self.locator)) else {
                continue;
            };
            names.known.entry(from).or_insert(to);
        }
        names
    }

    fn taken(&self, draft: &OperationLocator<'_>, at: &str, mut names: Names) -> Option<Drafted> {
        let mut value = draft.document.at(at)?.to_json();
        let mut components = Vec::new();
        let mut open = references(&value);
        while let Some(name) = open.pop() {
            if names.known.contains_key(&name) {
                continue;
            }
            let schema = draft.document.at(&join(SCHEMAS, &name))?.to_json();
            let own = self.name(&name, &schema, &names, &components);
            let is_new = self.document.at(&join(SCHEMAS, &own)).is_none();
            names.known.insert(name, own.clone());
            if is_new {
                if schema.get("additionalProperties").is_some() {
                    return None;
                }
                open.extend(references(&schema));
                components.push((own, schema));
            }
        }
        renamed(&mut value, &names.known);
        for (_, schema) in &mut components {
            renamed(schema, &names.known);
        }
        Some(Drafted { value, components })
    }

    /// The name in the document for a component of the draft: a free one, or that of a component
    /// with the same fields or values.
    fn name(
        &self,
        name: &str,
        schema: &Value,
        names: &Names,
        components: &[(String, Value)],
    ) -> String {
        let owned = names.owner.as_ref().and_then(|(from, to)| {
            let rest = name.strip_prefix(from.as_str())?;
            (!rest.is_empty()).then(|| format!("{to}{rest}"))
        });
        let first = owned.unwrap_or_else(|| name.to_owned());
        let fits = |name: &String| {
            let known = self.document.at(&join(SCHEMAS, name));
            let taken = components.iter().any(|(taken, _)| taken == name);
            !taken && known.is_none_or(|known| is_alike(&known.to_json(), schema))
        };
        let longer = match &names.owner {
            Some((_, owner)) => format!("{owner}{name}"),
            None => format!("{}{name}", self.new.operation),
        };
        let numbered = (2..1000).map(|number| format!("{longer}{number}"));
        let mut all = [first.clone(), longer.clone()].into_iter().chain(numbered);
        all.find(fits).unwrap_or(first)
    }

    /// The edits that add components, after the one that needs them.
    pub(super) fn component_edits(
        &self,
        owner: Option<&str>,
        components: &[(String, Value)],
    ) -> Option<Vec<Edit>> {
        if components.is_empty() {
            return Some(Vec::new());
        }
        let schemas = self.document.at(SCHEMAS)?;
        let mut previous = owner
            .and_then(component)
            .filter(|name| schemas.get(name).is_some())
            .map(str::to_owned);
        let mut edits = Vec::new();
        for (name, schema) in components {
            let mut schema = schema.clone();
            described(&mut schema);
            in_order(&mut schema);
            edits.push(Edit::Insert {
                mapping: SCHEMAS.to_owned(),
                slot: previous.map_or(Slot::End, Slot::After),
                key: name.clone(),
                value: schema,
            });
            previous = Some(name.clone());
        }
        Some(edits)
    }
}

/// The names in the document for the components of the draft.
#[derive(Default)]
struct Names {
    known: BTreeMap<String, String>,
    /// The enclosing component, in the draft and in the document.
    owner: Option<(String, String)>,
}

/// The name of the component that contains a pointer.
pub(super) fn component(at: &str) -> Option<&str> {
    at.strip_prefix(SCHEMAS)?
        .strip_prefix('/')?
        .split('/')
        .next()
}

/// The component that a schema, or the items of its lists, refers to.
fn named(document: &Document, schema: &str) -> Option<String> {
    let parts = operation_locator::innermost(document, schema);
    let whole = |part: &String| {
        Some(component(part)?.to_owned()).filter(|name| *part == join(SCHEMAS, name))
    };
    parts.iter().find_map(whole)
}

/// The components that a value refers to.
fn references(value: &Value) -> Vec<String> {
    let all = reference::all(value).into_iter();
    all.filter_map(|text| text.strip_prefix(PREFIX).map(str::to_owned))
        .collect()
}

fn renamed(value: &mut Value, names: &BTreeMap<String, String>) {
    reference::visit_mut(value, &mut |text| {
        if let Some(name) = text.strip_prefix(PREFIX).and_then(|name| names.get(name)) {
            *text = format!("{PREFIX}{name}");
        }
    });
}

/// Replaces the draft's placeholder by this command's.
pub(super) fn described(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with(codegen_pages::MARK) => {
            PLACEHOLDER.clone_into(text);
        }
        Value::Object(members) => members.values_mut().for_each(described),
        Value::Array(items) => items.iter_mut().for_each(described),
        _ => {}
    }
}

/// Moves the names of values behind the values.
fn in_order(schema: &mut Value) {
    if let Some(members) = schema.as_object_mut()
        && let Some(names) = members.shift_remove("x-enum-varnames")
    {
        let behind = members.keys().position(|key| key == "enum");
        let behind = behind.map_or(members.len(), |at| at + 1);
        members.shift_insert(behind, "x-enum-varnames".to_owned(), names);
    }
}

/// Whether two components allow the same, apart from limits and descriptions.
fn is_alike(one: &Value, other: &Value) -> bool {
    let fields = |value: &Value| -> Option<Vec<(String, Value)>> {
        let mut fields: Vec<(String, Value)> = value
            .get("properties")?
            .as_object()?
            .iter()
            .map(|(name, schema)| (name.clone(), bare(schema)))
            .collect();
        fields.sort_by(|one, other| one.0.cmp(&other.0));
        Some(fields)
    };
    match (fields(one), fields(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => bare(one) == bare(other),
        _ => false,
    }
}

fn bare(schema: &Value) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    // A reference with a description next to it is the same reference.
    if let Some(Value::Array(parts)) = members.get("allOf")
        && let [part] = parts.as_slice()
    {
        return part.clone();
    }
    let kept = members
        .iter()
        .filter(|(key, _)| !WORDS.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), bare(value)));
    Value::Object(kept.collect::<Map<String, Value>>())
}

impl Planner<'_> {
    /// Whether a pointer has a node.
    pub(super) fn has(&self, at: &str) -> bool {
        self.document
            .at(at)
            .is_some_and(|node: &Node| !node.is_null())
    }
}
