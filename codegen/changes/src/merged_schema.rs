//! A schema merged with the members of its `allOf`.

use indexmap::IndexMap;

use crate::limit_effect;
use crate::node_ref::{NodeRef, same};
use crate::resolver::Resolver;

/// How many levels of nested `allOf` are merged.
const DEEPEST: usize = 24;

/// A schema merged with the inline members of its `allOf`, and the references it makes.
#[derive(Clone, Debug)]
pub(crate) struct MergedSchema<'a> {
    /// The schema itself.
    pub(crate) node: NodeRef<'a>,
    /// The targets of `$ref`, its own and those in `allOf`, each with its location.
    pub(crate) references: Vec<(&'a str, NodeRef<'a>)>,
    /// Everything but `$ref`, `allOf`, `properties` and `required`.
    pub(crate) keywords: IndexMap<&'a str, NodeRef<'a>>,
    pub(crate) properties: IndexMap<&'a str, NodeRef<'a>>,
    /// Further schemas for a property, from other members of `allOf`.
    further: IndexMap<&'a str, Vec<NodeRef<'a>>>,
    /// Further schemas for the items, from other members of `allOf`.
    pub(crate) further_items: Vec<NodeRef<'a>>,
    /// The names of the required properties, each with the list that names it.
    pub(crate) required: IndexMap<&'a str, NodeRef<'a>>,
    /// Siblings of a `$ref`, which have no effect.
    pub(crate) siblings: Vec<(&'a str, NodeRef<'a>)>,
    /// Keywords for which an earlier member of `allOf` has a different value.
    pub(crate) repeated: Vec<(&'a str, NodeRef<'a>)>,
    /// Whether a single alternative is merged too.
    folds_only: bool,
}

impl<'a> MergedSchema<'a> {
    pub(crate) fn of(schema: &NodeRef<'a>) -> MergedSchema<'a> {
        MergedSchema::read(schema, true)
    }

    /// The schema with all references expanded.
    pub(crate) fn resolved(resolver: &Resolver<'a>, schema: &NodeRef<'a>) -> MergedSchema<'a> {
        let mut merged = MergedSchema::of(schema);
        merged.expand(resolver, |_| false);
        merged
    }

    /// Merges a schema before and after. A single alternative is merged too, unless the other
    /// document has several.
    pub(crate) fn pair(
        before: &NodeRef<'a>,
        after: &NodeRef<'a>,
    ) -> (MergedSchema<'a>, MergedSchema<'a>) {
        let has_several = |schema: &NodeRef<'a>| {
            let keys = ["oneOf", "anyOf"].into_iter();
            let mut lists = keys.filter_map(|key| schema.get(key));
            lists.any(|list| list.value.items().len() > 1)
        };
        let folds_only = !has_several(before) && !has_several(after);
        (
            MergedSchema::read(before, folds_only),
            MergedSchema::read(after, folds_only),
        )
    }

    fn read(schema: &NodeRef<'a>, folds_only: bool) -> MergedSchema<'a> {
        let mut view = MergedSchema {
            node: schema.clone(),
            references: Vec::new(),
            keywords: IndexMap::new(),
            properties: IndexMap::new(),
            further: IndexMap::new(),
            further_items: Vec::new(),
            required: IndexMap::new(),
            siblings: Vec::new(),
            repeated: Vec::new(),
            folds_only,
        };
        view.fold(schema, 0);
        view
    }

    /// Merges the targets of all references, except those that `keep` accepts.
    pub(crate) fn expand(&mut self, resolver: &Resolver<'a>, keep: impl Fn(&str) -> bool) {
        let mut seen: Vec<&'a str> = Vec::new();
        let mut index = 0;
        while let Some((reference, _)) = self.references.get(index).cloned() {
            let target = resolver.at(reference).filter(|_| !keep(reference));
            match target {
                Some(target) => {
                    self.references.remove(index);
                    if !seen.contains(&reference) {
                        seen.push(reference);
                        self.fold_in(&target);
                    }
                }
                None => index += 1,
            }
        }
    }

    /// Adds what the targets of the references say, as far as the other document says it inline:
    /// its schema may repeat them.
    pub(crate) fn repeat(&mut self, resolver: &Resolver<'a>, other: &MergedSchema<'a>) {
        let mut whole = self.clone();
        whole.expand(resolver, |_| false);
        for key in other.keywords.keys() {
            if let (false, Some(node)) = (self.keywords.contains_key(key), whole.keywords.get(key))
            {
                self.keywords.insert(key, node.clone());
            }
        }
        // Of two limits, the tighter one applies.
        for (key, own) in &mut self.keywords {
            let said = whole.keywords.get(key);
            if let Some(said) = said.filter(|said| limit_effect::is_tighter(key, said, own)) {
                *own = said.clone();
            }
        }
        let names = self.properties.keys().chain(other.properties.keys());
        let names: Vec<&'a str> = names.copied().collect();
        for name in names {
            let Some(property) = whole.properties.get(name) else {
                continue;
            };
            self.properties
                .entry(name)
                .or_insert_with(|| property.clone());
            if let Some(further) = whole.further.get(name) {
                self.further.insert(name, further.clone());
            }
        }
        if self.keywords.contains_key("items") {
            self.further_items.clone_from(&whole.further_items);
        }
        for name in other.required.keys() {
            if let Some(list) = whole.required.get(name) {
                self.required.entry(name).or_insert_with(|| list.clone());
            }
        }
    }

    pub(crate) fn keyword(&self, key: &str) -> Option<&NodeRef<'a>> {
        self.keywords.get(key)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.keyword(key).and_then(|node| node.value.as_str())
    }

    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.keyword(key).and_then(|node| node.value.as_bool()) == Some(true)
    }

    /// The location of a keyword, or the schema if the keyword is missing.
    pub(crate) fn place(&self, key: &str) -> &NodeRef<'a> {
        self.keyword(key).unwrap_or(&self.node)
    }

    /// Merges the target of a reference. Its descriptions and examples are not taken over.
    fn fold_in(&mut self, target: &NodeRef<'a>) {
        let mut view = MergedSchema::of(target);
        self.references.append(&mut view.references);
        for (name, property) in view.properties {
            self.add_property(name, property);
        }
        for (name, properties) in view.further {
            for property in properties {
                self.add_property(name, property);
            }
        }
        self.further_items.append(&mut view.further_items);
        for (name, list) in view.required {
            self.required.entry(name).or_insert(list);
        }
        for (key, node) in view.keywords {
            let known = self.keywords.get(key);
            if known.is_some_and(|known| same(known.value, node.value)) {
                continue;
            }
            let is_known = known.is_some();
            match key {
                "description" | "title" | "example" | "examples" | "externalDocs" => {}
                _ if key.starts_with("x-") && key != "x-enum-varnames" => {}
                _ if is_known => self.say_again(key, node),
                _ => {
                    self.keywords.insert(key, node);
                }
            }
        }
        self.repeated.append(&mut view.repeated);
    }

    /// The further schemas of a property in `allOf`, after the first.
    pub(crate) fn further(&self, name: &str) -> &[NodeRef<'a>] {
        self.further.get(name).map_or(&[], Vec::as_slice)
    }

    /// Merges another `allOf` member for the same value.
    pub(crate) fn add(&mut self, other: &NodeRef<'a>) {
        self.fold(other, 0);
    }

    fn add_property(&mut self, name: &'a str, property: NodeRef<'a>) {
        let Some(known) = self.properties.get(name) else {
            self.properties.insert(name, property);
            return;
        };
        let further = self.further(name);
        let mut said = std::iter::once(known).chain(further);
        if said.all(|it| !same(it.value, property.value)) {
            self.further.entry(name).or_default().push(property);
        }
    }

    /// Merges a keyword that is already present: of two limits, the tighter one applies.
    fn say_again(&mut self, key: &'a str, node: NodeRef<'a>) {
        let Some(own) = self.keywords.get_mut(key) else {
            return;
        };
        if same(own.value, node.value) || limit_effect::is_tighter(key, own, &node) {
            return;
        }
        if limit_effect::is_tighter(key, &node, own) {
            *own = node;
        } else if key == "items" {
            self.further_items.push(node);
        } else {
            self.repeated.push((key, node));
        }
    }

    fn fold(&mut self, schema: &NodeRef<'a>, depth: usize) {
        let is_reference = schema.text("$ref").is_some();
        for (key, node) in schema.entries() {
            match key {
                _ if is_reference && key != "$ref" => self.siblings.push((key, node)),
                "$ref" => {
                    if let Some(reference) = node.value.as_str() {
                        self.references.push((reference, node));
                    }
                }
                "allOf" if depth < DEEPEST => {
                    for member in node.items() {
                        self.fold(&member, depth + 1);
                    }
                }
                // A value has to match the only alternative.
                "oneOf" | "anyOf"
                    if self.folds_only
                        && depth < DEEPEST
                        && node.value.items().len() == 1
                        && schema.get("discriminator").is_none() =>
                {
                    for member in node.items() {
                        self.fold(&member, depth + 1);
                    }
                }
                "properties" => {
                    for (name, property) in node.entries() {
                        self.add_property(name, property);
                    }
                }
                "required" if node.value.as_sequence().is_some() => {
                    for name in node.items().filter_map(|item| item.value.as_str()) {
                        self.required.entry(name).or_insert_with(|| node.clone());
                    }
                }
                _ if self.keywords.contains_key(key) => self.say_again(key, node),
                _ => {
                    self.keywords.insert(key, node);
                }
            }
        }
    }
}
