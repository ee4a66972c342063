//! Moves objects and enumerations to components.

use std::collections::{HashMap, HashSet};

use codegen_contract::needs_name;
use codegen_document::names;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::reference;

/// Keywords that stay at the place of an object or enumeration, next to the reference.
const STAYING: [&str; 6] = [
    "default",
    "deprecated",
    "description",
    "nullable",
    "readOnly",
    "writeOnly",
];

/// Limits that the same values may have in one place and not in another.
const LIMITS: [&str; 5] = ["minimum", "maximum", "minLength", "maxLength", "pattern"];

/// Moves objects and enumerations to components.
pub(crate) struct Hoisting {
    /// The components before anything was moved.
    document: Value,
    /// The names of existing types in Rust.
    taken: HashSet<String>,
    named: IndexMap<String, Value>,
    /// How often an enumeration of these values occurs under a property of that name.
    counts: HashMap<(String, String), usize>,
    /// The components made of such enumerations.
    enumerations: HashMap<(String, String), String>,
}

impl Hoisting {
    pub(crate) fn new(components: &Map<String, Value>, operations: Vec<String>) -> Self {
        let mut taken: HashSet<String> = components
            .keys()
            .map(|name| names::type_name(name))
            .collect();
        // Types shared by requests and responses get a second type with this suffix.
        taken.extend(
            components
                .keys()
                .map(|name| format!("{}Input", names::type_name(name))),
        );
        taken.extend(operations.iter().map(|name| names::type_name(name)));
        Self {
            document: json!({ "components": { "schemas": components } }),
            taken,
            named: IndexMap::new(),
            counts: HashMap::new(),
            enumerations: HashMap::new(),
        }
    }

    pub(crate) fn into_components(self) -> IndexMap<String, Value> {
        self.named
    }

    /// Counts the enumerations, so that a frequent one is named after its property alone.
    pub(crate) fn count_enumerations(&mut self, document: &mut Value) {
        crate::walk::schemas(document, &mut |schema, place| {
            if let (Some(name), Some(values)) = (&place.name, schema.get("enum")) {
                let key = (names::value_name(name), values.to_string());
                *self.counts.entry(key).or_default() += 1;
            }
        });
    }

    /// Walks a component, which already has a name.
    pub(crate) fn within(&mut self, schema: &mut Value, owner: &str) {
        self.properties(schema, owner);
        self.inner(schema, owner, "Value");
        let members = schema.get_mut("allOf").and_then(Value::as_array_mut);
        for member in members.into_iter().flatten() {
            self.within(member, owner);
        }
        for key in ["oneOf", "anyOf"] {
            let members = schema.get_mut(key).and_then(Value::as_array_mut);
            for (index, member) in members.into_iter().flatten().enumerate() {
                let title = member.get("title").and_then(Value::as_str);
                let name =
                    title.map_or_else(|| format!("{owner}Variant{}", letter(index)), str::to_owned);
                self.whole(member, &name);
            }
        }
    }

    /// The properties of an object.
    pub(crate) fn properties(&mut self, schema: &mut Value, owner: &str) {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            self.of_property(property, owner, name);
        }
    }

    /// The schema of a property or parameter.
    pub(crate) fn of_property(&mut self, schema: &mut Value, owner: &str, name: &str) {
        if is_enumeration(schema) {
            self.enumeration(schema, owner, name);
        } else {
            let pascal = names::type_name(name);
            self.whole(schema, &format!("{owner}{pascal}"));
        }
    }

    /// Names a schema `name` if it needs a name, and everything in it.
    pub(crate) fn whole(&mut self, schema: &mut Value, name: &str) {
        if schema.get("$ref").is_some() {
            return;
        }
        if is_enumeration(schema) {
            self.enumeration(schema, "", name);
        } else if needs_name(&self.document, schema) {
            let name = self.free(name);
            self.taken.insert(names::type_name(&name));
            self.within(schema, &name);
            self.replace(schema, &name);
        } else {
            self.within_unnamed(schema, name);
        }
    }

    fn within_unnamed(&mut self, schema: &mut Value, name: &str) {
        self.inner(schema, name, "");
        for key in ["allOf", "oneOf", "anyOf"] {
            let members = schema.get_mut(key).and_then(Value::as_array_mut);
            for member in members.into_iter().flatten() {
                self.whole(member, name);
            }
        }
    }

    /// The items of a list and the values of a map.
    fn inner(&mut self, schema: &mut Value, name: &str, map_suffix: &str) {
        if let Some(items) = schema.get_mut("items") {
            let item = singular(name);
            self.whole(items, &item);
        }
        if let Some(values) = schema
            .get_mut("additionalProperties")
            .filter(|it| it.is_object())
        {
            self.whole(values, &format!("{}{map_suffix}", singular(name)));
        }
    }

    fn enumeration(&mut self, schema: &mut Value, owner: &str, name: &str) {
        let values = schema.get("enum").map(Value::to_string).unwrap_or_default();
        let key = (names::value_name(name), values);
        if let Some(known) = self.enumerations.get(&key).cloned() {
            let other = self.named.get(&known).cloned().unwrap_or_default();
            let limits = other_limits(schema, &other);
            refer(schema, &known);
            keep_limits(schema, limits);
            return;
        }
        let short = names::type_name(name);
        let is_common = self.counts.get(&key).is_some_and(|count| *count > 1);
        let wanted = if is_common && !self.taken.contains(&short) {
            short
        } else {
            format!("{owner}{short}")
        };
        let name = self.free(&wanted);
        self.taken.insert(names::type_name(&name));
        self.enumerations.insert(key, name.clone());
        self.replace(schema, &name);
    }

    /// Moves a schema to the component of that name, and refers to it.
    fn replace(&mut self, schema: &mut Value, name: &str) {
        let moved = refer(schema, name);
        self.named.insert(name.to_owned(), moved);
    }

    /// The name, or a variant that is not used yet.
    fn free(&self, name: &str) -> String {
        let is_allowed = |it: char| it.is_ascii_alphanumeric() || "._-".contains(it);
        let mut name = match name.chars().all(is_allowed) {
            true => name.to_owned(),
            // Names of operations and properties may have any signs.
            false => names::type_name(name),
        };
        let is_taken = |name: &str| {
            let rust = names::type_name(name);
            self.taken.contains(&rust) || self.taken.contains(&format!("{rust}Input"))
        };
        for suffix in ["", "Info", "Value", "Detail", "Object"] {
            let candidate = format!("{name}{suffix}");
            if !is_taken(&candidate) {
                return candidate;
            }
        }
        while is_taken(&name) {
            name.push_str("Value");
        }
        name
    }
}

/// Replaces a schema by a reference. Returns the component.
fn refer(schema: &mut Value, name: &str) -> Value {
    let Some(object) = schema.as_object_mut() else {
        return Value::Null;
    };
    let mut moved = std::mem::take(object);
    let mut kept = Map::new();
    for key in STAYING {
        // The component keeps its description too, unless other places refer to it.
        if let Some(value) = moved.get(key).cloned() {
            if key != "description" {
                moved.remove(key);
            }
            kept.insert(key.to_owned(), value);
        }
    }
    if kept.keys().all(|key| key == "description") {
        *object = reference(name);
        // A description next to the reference needs `allOf`.
        if let Some(description) = kept.remove("description") {
            *object = Map::new();
            object.insert("description".to_owned(), description);
            object.insert("allOf".to_owned(), json!([reference(name)]));
        }
    } else {
        kept.insert("allOf".to_owned(), json!([reference(name)]));
        *object = kept;
    }
    Value::Object(moved)
}

/// The limits of a schema that the component of its values lacks.
fn other_limits(schema: &Value, component: &Value) -> Map<String, Value> {
    let limits = LIMITS.into_iter().filter_map(|key| {
        let limit = schema.get(key)?;
        (component.get(key) != Some(limit)).then(|| (key.to_owned(), limit.clone()))
    });
    limits.collect()
}

/// Puts limits next to a reference.
fn keep_limits(schema: &mut Value, limits: Map<String, Value>) {
    let Some(object) = schema.as_object_mut().filter(|_| !limits.is_empty()) else {
        return;
    };
    if object.contains_key("$ref") {
        let reference = Value::Object(std::mem::take(object));
        object.insert("allOf".to_owned(), json!([reference]));
    }
    object.extend(limits);
}

/// Whether values become an enumeration: strings, or integers with names.
fn is_enumeration(schema: &Value) -> bool {
    if schema.get("enum").is_none() {
        return false;
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => true,
        Some("integer") => schema.get("x-enum-varnames").is_some(),
        Some(_) => false,
        None => schema["enum"]
            .as_array()
            .is_some_and(|values| values.iter().all(Value::is_string)),
    }
}

/// The name of an item of a list.
fn singular(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with("ies") {
        format!("{}y", &name[..name.len() - 3])
    } else if ["ses", "xes", "ches", "shes"]
        .iter()
        .any(|ending| lower.ends_with(ending))
    {
        name[..name.len() - 2].to_owned()
    } else if lower.ends_with('s')
        && !lower.ends_with("ss")
        && !lower.ends_with("us")
        && !lower.ends_with("is")
    {
        name[..name.len() - 1].to_owned()
    } else {
        format!("{name}Item")
    }
}

/// A, B, C, ...
fn letter(index: usize) -> char {
    char::from(b'A' + u8::try_from(index % 26).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn items_are_called_like_one_of_their_list() {
        for (list, item) in [
            ("Policies", "Policy"),
            ("Tags", "Tag"),
            ("Addresses", "Address"),
            ("Status", "StatusItem"),
            ("List", "ListItem"),
        ] {
            assert_eq!(singular(list), item);
        }
    }
}
