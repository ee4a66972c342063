#![doc = include_str!("../README.md")]

mod circularity;
mod combinations;
mod comparison;
mod compiler;
mod described;
mod evaluator;
mod finding;
mod format;
mod json_document;
mod json_type;
mod keywords;
mod node;
mod objects;
mod pattern;
mod schema;
mod suggestion;

pub use comparison::{canonical, compare, equal, is_multiple};
pub use compiler::Compiler;
pub use evaluator::{DEFAULT_STEPS, Direction, Evaluation, Evaluator};
pub use finding::{Fault, Finding, SizeKeyword};
pub use format::{Format, NumberFormat};
pub use json_document::{JsonDocument, JsonNode};
pub use json_type::JsonType;
pub use node::{Problem, Resolver, SchemaNode};
pub use pattern::Pattern;
pub use schema::{
    AdditionalProperties, Annotations, ArrayRules, Bound, Combined, Discriminator, NumberRules,
    ObjectRules, Schema, SchemaId, StringRules, property_schemas,
};
pub use suggestion::{closest_name, name_distance};
