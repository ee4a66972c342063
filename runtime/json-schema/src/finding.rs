//! What is wrong with a value.

use std::fmt;

use serde_json::{Number, Value};

use crate::{Bound, Format, JsonType, NumberFormat, SchemaId};

/// A part of a value that its schema does not allow, or that is probably a mistake.
///
/// It is displayed as a sentence whose subject, the value at [`pointer`](Self::pointer), is left
/// out: `is required but missing`. Values of `format: password` are not shown.
#[derive(Debug, Clone)]
pub struct Finding<'schemas, 'value> {
    /// The JSON pointer of the part of the value that the finding is about; empty for the whole
    /// value. For a missing or unexpected property, it is the pointer of the object;
    /// [`location`](Self::location) adds the name of the property.
    pub pointer: String,
    /// The part of the value.
    pub value: &'value Value,
    /// The schema that the part violates.
    pub schema: SchemaId,
    /// Whether the value must not be shown (`format: password`).
    pub is_secret: bool,
    /// What is wrong.
    pub fault: Fault<'schemas, 'value>,
    /// The nesting depth of the part.
    pub(crate) depth: usize,
}

/// How a value violates its schema.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault<'schemas, 'value> {
    /// The value has another type.
    Type(JsonType),
    /// The value is not one of `enum`.
    Enum(&'schemas [Value]),
    /// The number is below `minimum`.
    Minimum(&'schemas Bound),
    /// The number is above `maximum`.
    Maximum(&'schemas Bound),
    /// The number is not a multiple.
    MultipleOf(&'schemas Number),
    /// The number is too large for its format, or has a fractional part.
    NumberFormat(NumberFormat),
    /// The string, array or object is too short or too long.
    Size {
        /// The keyword.
        keyword: SizeKeyword,
        /// The actual size.
        size: usize,
        /// The minimum or maximum size.
        limit: usize,
    },
    /// The string does not match `pattern`.
    Pattern(&'schemas str),
    /// The string is not in its format.
    Format(Format),
    /// Two elements of the array are equal (`uniqueItems`).
    UniqueItems {
        /// The index of the first of them.
        first: usize,
        /// The index of the second one.
        second: usize,
    },
    /// The object lacks a required property.
    Required {
        /// The property's name.
        property: &'schemas str,
        /// Whether the schema describes the property too.
        is_described: bool,
    },
    /// The object has a property that `additionalProperties: false` forbids.
    AdditionalProperties {
        /// The property's name.
        property: &'value str,
        /// The schemas of the properties that are allowed, by their names.
        known: &'schemas [(String, SchemaId)],
    },
    /// The value matches none of the alternatives, nor the type of any of them.
    NoAlternative {
        /// `anyOf` or `oneOf`.
        keyword: &'static str,
        /// The number of alternatives.
        count: usize,
    },
    /// The value matches more than one alternative of `oneOf`.
    SeveralAlternatives(Vec<usize>),
    /// The value matches the schema of `not`.
    Not,
    /// The property of the discriminator has a value that does not select a schema.
    Discriminator {
        /// The property's name.
        property: &'schemas str,
        /// Its value.
        found: &'value str,
        /// The values that select schemas, with the schemas.
        mapping: &'schemas [(String, SchemaId)],
    },
    /// Checking the value takes too many steps. Other findings about it are omitted.
    TooComplex,
    /// The object has a property that no schema describes. JSON Schema allows it.
    UndescribedProperty {
        /// The property's name.
        property: &'value str,
        /// The property that was probably meant, which the schema of the finding describes.
        meant: Option<&'schemas str>,
    },
    /// A request has a property with `readOnly`. JSON Schema allows it.
    ReadOnly(&'value str),
    /// A response has a property with `writeOnly`. JSON Schema allows it.
    WriteOnly(&'value str),
}

/// A keyword that limits the size of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeKeyword {
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `minItems`
    MinItems,
    /// `maxItems`
    MaxItems,
    /// `minProperties`
    MinProperties,
    /// `maxProperties`
    MaxProperties,
}

impl SizeKeyword {
    /// The keyword's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
            Self::MinProperties => "minProperties",
            Self::MaxProperties => "maxProperties",
        }
    }

    /// Whether it is a lower limit.
    pub fn is_minimum(self) -> bool {
        matches!(self, Self::MinLength | Self::MinItems | Self::MinProperties)
    }

    fn counted(self, size: usize) -> String {
        let one = match self {
            Self::MinLength | Self::MaxLength => "character",
            Self::MinItems | Self::MaxItems => "element",
            Self::MinProperties | Self::MaxProperties => "member",
        };
        let plural = if size == 1 { "" } else { "s" };
        format!("{size} {one}{plural}")
    }
}

impl Finding<'_, '_> {
    /// The keyword that the value violates. `None` if checking it takes too many steps.
    pub fn keyword(&self) -> Option<&'static str> {
        Some(match &self.fault {
            Fault::Type(_) => "type",
            Fault::Enum(_) => "enum",
            Fault::Minimum(_) => "minimum",
            Fault::Maximum(_) => "maximum",
            Fault::MultipleOf(_) => "multipleOf",
            Fault::NumberFormat(_) | Fault::Format(_) => "format",
            Fault::Size { keyword, .. } => keyword.as_str(),
            Fault::Pattern(_) => "pattern",
            Fault::UniqueItems { .. } => "uniqueItems",
            Fault::Required { .. } => "required",
            Fault::AdditionalProperties { .. } => "additionalProperties",
            Fault::NoAlternative { keyword, .. } => keyword,
            Fault::SeveralAlternatives(_) => "oneOf",
            Fault::Not => "not",
            Fault::Discriminator { .. } => "discriminator",
            Fault::ReadOnly(_) => "readOnly",
            Fault::WriteOnly(_) => "writeOnly",
            Fault::UndescribedProperty { .. } => "properties",
            Fault::TooComplex => return None,
        })
    }

    /// Whether JSON Schema allows the value although it is probably a mistake.
    pub fn is_suspicion(&self) -> bool {
        matches!(
            self.fault,
            Fault::UndescribedProperty { .. } | Fault::ReadOnly(_) | Fault::WriteOnly(_)
        )
    }

    /// The property that the finding is about. `None` if it is about the value itself.
    pub fn property(&self) -> Option<&str> {
        match &self.fault {
            Fault::Required { property, .. }
            | Fault::AdditionalProperties { property, .. }
            | Fault::Discriminator { property, .. }
            | Fault::UndescribedProperty { property, .. }
            | Fault::ReadOnly(property)
            | Fault::WriteOnly(property) => Some(property),
            _ => None,
        }
    }

    /// The JSON pointer of the part or, if the finding is about a property, of that property.
    pub fn location(&self) -> String {
        match self.property() {
            Some(property) => format!("{}/{}", self.pointer, escape(property)),
            None => self.pointer.clone(),
        }
    }

    fn shown(&self) -> String {
        if self.is_secret {
            "the value".to_owned()
        } else {
            shown(self.value)
        }
    }
}

impl fmt::Display for Finding<'_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = || self.shown();
        match &self.fault {
            Fault::Type(expected) => {
                write!(formatter, "{} is not {}", value(), expected.with_article())
            }
            Fault::Enum(values) => {
                let values: Vec<String> = values.iter().map(plain).collect();
                write!(formatter, "{} is not one of {}", value(), values.join(", "))
            }
            Fault::Minimum(Bound { limit, exclusive }) => {
                let not = if *exclusive {
                    "not more than"
                } else {
                    "less than"
                };
                write!(formatter, "{} is {not} {limit}", value())
            }
            Fault::Maximum(Bound { limit, exclusive }) => {
                let not = if *exclusive {
                    "not less than"
                } else {
                    "more than"
                };
                write!(formatter, "{} is {not} {limit}", value())
            }
            Fault::MultipleOf(divisor) => {
                write!(formatter, "{} is not a multiple of {divisor}", value())
            }
            Fault::NumberFormat(format) => {
                write!(
                    formatter,
                    "{} does not fit in {}",
                    value(),
                    format.keyword()
                )
            }
            Fault::Size {
                keyword,
                size,
                limit,
            } => {
                let size = keyword.counted(*size);
                match keyword.is_minimum() {
                    true => write!(formatter, "has {size}, expected at least {limit}"),
                    false => write!(formatter, "has {size}, expected at most {limit}"),
                }
            }
            Fault::Pattern(pattern) => {
                write!(
                    formatter,
                    "{} does not match the pattern {pattern}",
                    value()
                )
            }
            Fault::Format(format) => {
                let (what, example) = (format.with_article(), format.example());
                write!(formatter, "{} is not {what} such as {example}", value())
            }
            Fault::UniqueItems { second, .. } => {
                write!(formatter, "has a duplicate element at /{second}")
            }
            Fault::Required { .. } => write!(formatter, "is required but missing"),
            Fault::AdditionalProperties { known, .. } => {
                let known: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
                write!(
                    formatter,
                    "is not allowed here; expected one of {}",
                    known.join(", ")
                )
            }
            Fault::NoAlternative { count, .. } => {
                write!(
                    formatter,
                    "{} matches none of {count} alternatives",
                    value()
                )
            }
            Fault::SeveralAlternatives(matching) => write!(
                formatter,
                "matches {} alternatives of `oneOf`, but exactly one is allowed",
                matching.len()
            ),
            Fault::Not => write!(formatter, "matches the schema under `not`"),
            Fault::Discriminator { found, mapping, .. } => {
                let known: Vec<&str> = mapping.iter().map(|(name, _)| name.as_str()).collect();
                let found = shown(&Value::from(*found));
                write!(formatter, "{found} is not one of {}", known.join(", "))
            }
            Fault::TooComplex => write!(formatter, "is too complex to be checked"),
            Fault::UndescribedProperty { meant: None, .. } => {
                write!(formatter, "is not a property of the schema")
            }
            Fault::UndescribedProperty {
                meant: Some(meant), ..
            } => write!(
                formatter,
                "is not a property of the schema; did you mean {meant}?"
            ),
            Fault::ReadOnly(_) => write!(formatter, "is read-only"),
            Fault::WriteOnly(_) => write!(formatter, "is write-only"),
        }
    }
}

/// A value for a message.
fn shown(value: &Value) -> String {
    /// Longer values are cut.
    const LONGEST: usize = 60;
    let text = match value {
        Value::Array(elements) => format!("an array of {}", elements.len()),
        Value::Object(_) => "an object".to_owned(),
        // The whole of a long text is not copied to show its beginning.
        Value::String(text) if text.len() > 4 * LONGEST => {
            Value::String(text.chars().take(LONGEST).collect()).to_string()
        }
        value => value.to_string(),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// An allowed value for a message: text without quotation marks.
fn plain(value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    text.unwrap_or_else(|| value.to_string())
}

/// A key as a segment of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
