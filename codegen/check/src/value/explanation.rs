//! Messages and help for findings about values.

use codegen_document::{Node, pointer};
use huaweicloud_json_schema::{Fault, Finding as SchemaFinding, JsonType, SchemaId};
use serde_json::Value;

use super::consequence::is_consequence;
use super::subjects::{EXAMPLE, Subject};
use super::wording::{count, expected, one_of, quoted};
use super::{Category, ValueFinding};
use crate::diagnostic::Finding;
use crate::place::Place;
use crate::suggestion;

/// A finding about a value, with the positions of the value and the schema.
pub(super) struct Explanation<'a, 'f> {
    subject: &'f Subject<'a>,
    /// The schema that the value does not match.
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

    /// The finding, as a rule reports it; `None` if it is a consequence of another finding.
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

    /// The place of the part of the value, or of the property that is not allowed. A missing property is
    /// reported at its object.
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
            Fault::ReadOnly(property) => {
                format!("read-only property `{property}` in a request example")
            }
            Fault::WriteOnly(property) => {
                format!("write-only property `{property}` in a response example")
            }
            Fault::Required { property, .. } => format!("missing property `{property}`"),
            Fault::AdditionalProperties { property, .. } => {
                format!("property `{property}` is not allowed by the schema")
            }
            Fault::UndescribedProperty { property, .. } => {
                format!("property `{property}` is not defined in the schema")
            }
            Fault::Discriminator {
                property,
                found,
                mapping,
            } => {
                let names = names(mapping).map(|name| format!("`{name}`")).collect();
                let expected = one_of(names);
                format!("invalid `{property}`: expected {expected}, found `{found}`")
            }
            fault => format!("invalid {name}: {}", self.violation(fault, value)),
        }
    }

    /// How the value does not match its schema.
    fn violation(&self, fault: &Fault<'_, '_>, value: &Value) -> String {
        match fault {
            Fault::Type(json_type) => {
                let found = self.part().map_or("another type", Node::kind);
                format!("expected {}, found {found}", expected(*json_type))
            }
            Fault::Enum(members) => {
                let members = members.iter().map(quoted).collect();
                format!("expected {}, found {}", one_of(members), quoted(value))
            }
            Fault::Minimum(bound) | Fault::Maximum(bound) => {
                let is_minimum = matches!(fault, Fault::Minimum(_));
                let comparison = match (is_minimum, bound.exclusive) {
                    (true, false) => "at least",
                    (true, true) => "more than",
                    (false, false) => "at most",
                    (false, true) => "less than",
                };
                format!("expected {comparison} {}, found {value}", bound.limit)
            }
            Fault::MultipleOf(divisor) => {
                format!("expected a multiple of {divisor}, found {value}")
            }
            Fault::NumberFormat(format) => {
                format!("{value} is out of range for `{}`", format.keyword())
            }
            Fault::Size {
                keyword,
                size,
                limit,
            } => {
                let is_minimum = keyword.is_minimum();
                let comparison = if is_minimum { "at least" } else { "at most" };
                format!(
                    "expected {comparison} {}, found {size}",
                    count(*limit, *keyword)
                )
            }
            Fault::Pattern(pattern) => {
                format!("{} does not match `{pattern}`", quoted(value))
            }
            Fault::Format(format) => {
                let (what, example) = (format.with_article(), format.example());
                let found = quoted(value);
                format!("expected {what} such as `{example}`, found {found}")
            }
            Fault::UniqueItems { first, second } => {
                format!("items {first} and {second} are equal")
            }
            Fault::NoAlternative { count, .. } => {
                format!("none of the {count} alternatives matches")
            }
            Fault::SeveralAlternatives(matching) => {
                let matching: Vec<String> = matching.iter().map(usize::to_string).collect();
                let matching = matching.join(" and ");
                format!("expected exactly one alternative of `oneOf` to match, found {matching}")
            }
            Fault::Not => "the schema in `not` matches".to_owned(),
            _ => "too complex to be checked against the schema".to_owned(),
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
                "correct the value, or add it to `mapping` of the discriminator",
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
            Fault::TooComplex => "reduce the nesting of alternatives".to_owned(),
            _ => self.remedy(),
        }
    }

    fn help_with_type(&self) -> String {
        if self.is_unquoted() {
            let line = self.line();
            return format!("enclose it in quotes, or correct the schema on line {line}");
        }
        match self.type_habit() {
            true => "remove the example, or add `nullable: true` to the schema".to_owned(),
            false => self.remedy(),
        }
    }

    /// Whether the wrong type is a common habit: unquoted numbers, and null in place of a missing
    /// example.
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
                "did you mean `{}`, which the schema defines on line {}?",
                entry.key, entry.key_span.start.line
            ),
            None => "define the property: clients ignore undefined properties".to_owned(),
        }
    }

    fn remedy(&self) -> String {
        format!("correct the value, or the schema on line {}", self.line())
    }

    /// The line of the keyword that the value does not match.
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

    /// How messages name the part of the value.
    fn name(&self) -> String {
        match self.finding.pointer.rsplit_once('/') {
            None => self.subject.title.to_owned(),
            Some((_, segment)) => match segment.parse::<usize>() {
                Ok(index) => format!("item {index}"),
                Err(_) => format!("`{}`", pointer::unescape(segment)),
            },
        }
    }

    /// The node of the part of the value.
    fn part(&self) -> Option<&'a Node> {
        self.subject.value.at(&self.finding.pointer)
    }
}

fn names(schemas: &[(String, SchemaId)]) -> impl Iterator<Item = &str> {
    schemas.iter().map(|(name, _)| name.as_str())
}
