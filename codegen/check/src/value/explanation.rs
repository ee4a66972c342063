//! What is said of a finding about a value.

use codegen_document::{Node, pointer};
use huaweicloud_json_schema::{Fault, Finding as SchemaFinding, JsonType, SchemaId, SizeKeyword};
use serde_json::Value;

use super::consequence::is_consequence;
use super::subjects::{EXAMPLE, Subject};
use super::wording::{expected, several, shown};
use super::{Category, ValueFinding};
use crate::diagnostic::Finding;
use crate::place::Place;
use crate::suggestion;

/// A finding about a value, with where value and schema are written.
pub(super) struct Explanation<'a, 'f> {
    subject: &'f Subject<'a>,
    /// The schema that the value breaks.
    schema: &'a Node,
    finding: &'f SchemaFinding<'f, 'f>,
}

impl<'a, 'f> Explanation<'a, 'f> {
    pub(super) fn new(
        subject: &'f Subject<'a>,
        schema: &'a Node,
        finding: &'f SchemaFinding<'f, 'f>,
    ) -> Self {
        Self {
            subject,
            schema,
            finding,
        }
    }

    /// The finding as a rule reports it; `None` if it follows from another finding.
    pub(super) fn value_finding(&self) -> Option<ValueFinding> {
        let is_plain_type = matches!(self.finding.fault, Fault::Type(_)) && self.type_habit();
        if !is_plain_type && is_consequence(self.finding, self.schema, self.subject.title) {
            return None;
        }
        let category = match self.finding.fault {
            Fault::Format(_) => Category::Format,
            Fault::UndescribedProperty { .. } => Category::UnknownProperty,
            Fault::ReadOnly(_) | Fault::WriteOnly(_) => Category::Direction,
            _ => Category::Invalid,
        };
        let finding = Finding::new(self.place(), self.message(), self.help());
        let is_about_key = !matches!(self.finding.fault, Fault::Required { .. })
            && self.finding.property().is_some();
        let finding = match is_about_key {
            true => finding.at_key(),
            false => finding,
        };
        Some(ValueFinding { category, finding })
    }

    /// The part of the value, or its property that must not be there. What is missing has no place.
    fn place(&self) -> Place {
        let part = match self.finding.fault {
            Fault::Required { .. } => self.finding.pointer.clone(),
            _ => self.finding.location(),
        };
        let base = &self.subject.place;
        Place::new(base.document, format!("{}{part}", base.pointer))
    }

    fn message(&self) -> String {
        let (name, value) = (self.name(), self.finding.value);
        match &self.finding.fault {
            Fault::Type(json_type) => {
                let hint = match value {
                    Value::Null => " (`nullable: true` would allow it)",
                    _ => "",
                };
                let kind = self.part().map_or("something else", Node::kind);
                format!(
                    "{name} should be {}, but is {kind}{hint}",
                    expected(*json_type)
                )
            }
            Fault::Enum(members) => {
                let members: Vec<String> = members.iter().map(shown).collect();
                let found = shown(value);
                format!("{name} is {found}, which is none of {}", several(&members))
            }
            Fault::Minimum(bound) | Fault::Maximum(bound) => {
                let is_minimum = matches!(self.finding.fault, Fault::Minimum(_));
                let wording = if is_minimum { "at least" } else { "at most" };
                let but = match bound.exclusive {
                    true => ", and not equal to it",
                    false => "",
                };
                let limit = &bound.limit;
                format!("{name} is {value}, but should be {wording} {limit}{but}")
            }
            Fault::MultipleOf(divisor) => {
                format!("{name} is {value}, which is not a multiple of {divisor}")
            }
            Fault::NumberFormat(format) => {
                let format = format.keyword();
                format!("{name} is {value}, which does not fit into `{format}`")
            }
            Fault::Size {
                keyword,
                size,
                limit,
            } => {
                let is_minimum = keyword.is_minimum();
                let wording = if is_minimum { "at least" } else { "at most" };
                let unit = unit(*keyword);
                format!("{name} has {size} {unit}, but should have {wording} {limit}")
            }
            Fault::Pattern(pattern) => {
                format!("{name} is {}, which does not match {pattern}", shown(value))
            }
            Fault::Format(format) => {
                let (what, example) = (format.with_article(), format.example());
                let value = shown(value);
                format!("{name} is {value}, which is not {what} such as `{example}`")
            }
            Fault::UniqueItems { first, second } => {
                format!("{name} has the same item twice, at {first} and {second}, but should not")
            }
            Fault::Required { property, .. } => {
                format!("{name} lacks `{property}`, which is required")
            }
            Fault::AdditionalProperties { property, .. } => {
                format!("the schema of {name} does not allow the property `{property}`")
            }
            Fault::NoAlternative { count, .. } => {
                format!("{name} matches none of {count} alternatives")
            }
            Fault::SeveralAlternatives(matching) => {
                let matching: Vec<String> = matching.iter().map(usize::to_string).collect();
                let matching = matching.join(" and ");
                format!(
                    "{name} matches the alternatives {matching} of `oneOf`, but should match \
                     exactly one"
                )
            }
            Fault::Not => format!("{name} matches the schema under `not`"),
            Fault::Discriminator {
                property,
                found,
                mapping,
            } => {
                let names: Vec<String> = names(mapping).map(|name| format!("`{name}`")).collect();
                format!(
                    "`{property}` is `{found}`, which is none of {}",
                    several(&names)
                )
            }
            Fault::UndescribedProperty { property, .. } => {
                format!("the schema of {name} has no property `{property}`")
            }
            Fault::ReadOnly(property) => {
                format!("`{property}` is `readOnly`, but this is a request example")
            }
            Fault::WriteOnly(property) => {
                format!("`{property}` is `writeOnly`, but this is a response example")
            }
            _ => format!("{name} is too complex to be checked against its schema"),
        }
    }

    fn help(&self) -> String {
        match &self.finding.fault {
            Fault::Type(_) => self.help_with_type(),
            Fault::Enum(members) => match self.finding.value.as_str() {
                Some(text) => {
                    let texts = members.iter().filter_map(Value::as_str);
                    suggestion::help(text, texts, self.remedy())
                }
                None => self.remedy(),
            },
            Fault::Format(_) => "correct the value, or remove the format".to_owned(),
            Fault::AdditionalProperties { property, known } => {
                suggestion::help(property, names(known), self.remedy())
            }
            Fault::Discriminator { found, mapping, .. } => suggestion::help(
                found,
                names(mapping),
                "correct the value, or add it to the discriminator's mapping",
            ),
            Fault::UndescribedProperty { meant, .. } => self.help_with_property(*meant),
            Fault::ReadOnly(property) | Fault::WriteOnly(property) => {
                let keyword = self.finding.keyword().unwrap_or_default();
                let line = self.line();
                format!(
                    "remove `{property}` from the example, or `{keyword}` from the schema on line \
                     {line}"
                )
            }
            Fault::TooComplex => "use fewer alternatives inside alternatives".to_owned(),
            _ => self.remedy(),
        }
    }

    fn help_with_type(&self) -> String {
        if self.is_unquoted() {
            let line = self.line();
            return format!("put it in quotes, or correct the schema on line {line}");
        }
        match self.type_habit() {
            true => "leave the example out, or allow null in the schema".to_owned(),
            false => self.remedy(),
        }
    }

    /// Whether the wrong type is a habit of writing, whatever else the schema has: numbers without
    /// quotes, and the null that tools write where there is no example.
    fn type_habit(&self) -> bool {
        let is_whole_example = self.finding.pointer.is_empty() && self.subject.title == EXAMPLE;
        self.is_unquoted() || (is_whole_example && self.finding.value.is_null())
    }

    fn is_unquoted(&self) -> bool {
        let is_scalar = matches!(self.finding.value, Value::Number(_) | Value::Bool(_));
        self.finding.fault == Fault::Type(JsonType::String)
            && is_scalar
            && self.part().is_some_and(Node::is_plain)
    }

    fn help_with_property(&self, meant: Option<&str>) -> String {
        let properties = self.schema.get("properties");
        let entry = meant.and_then(|meant| properties?.entry(meant));
        match entry {
            Some(entry) => format!(
                "did you mean `{}`, as in the schema on line {}? One of the two is misspelt",
                entry.key, entry.key_span.start.line
            ),
            None => "add the property to the schema: a client would lose the field without a word"
                .to_owned(),
        }
    }

    fn remedy(&self) -> String {
        format!("correct the value, or the schema on line {}", self.line())
    }

    /// The line of the keyword that the value breaks.
    fn line(&self) -> u32 {
        let keyword = self.finding.keyword().and_then(|it| self.schema.get(it));
        let item = match &self.finding.fault {
            Fault::Required { property, .. } => {
                let mut names = keyword.into_iter().flat_map(Node::items);
                names.find(|name| name.as_str() == Some(property))
            }
            _ => None,
        };
        item.or(keyword).unwrap_or(self.schema).position().line
    }

    /// What messages call the part of the value.
    fn name(&self) -> String {
        match self.finding.pointer.rsplit_once('/') {
            None => self.subject.title.to_owned(),
            Some((_, segment)) => match segment.parse::<usize>() {
                Ok(index) => format!("item {index}"),
                Err(_) => format!("`{}`", pointer::unescape(segment)),
            },
        }
    }

    /// The part of the value, as it is written.
    fn part(&self) -> Option<&'a Node> {
        self.subject.value.at(&self.finding.pointer)
    }
}

fn unit(keyword: SizeKeyword) -> &'static str {
    match keyword {
        SizeKeyword::MinLength | SizeKeyword::MaxLength => "characters",
        SizeKeyword::MinItems | SizeKeyword::MaxItems => "items",
        SizeKeyword::MinProperties | SizeKeyword::MaxProperties => "fields",
    }
}

fn names(schemas: &[(String, SchemaId)]) -> impl Iterator<Item = &str> {
    schemas.iter().map(|(name, _)| name.as_str())
}
