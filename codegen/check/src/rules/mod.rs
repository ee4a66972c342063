//! The rules, one module each.

mod all_of;
mod array_items;
mod composition;
mod different_words;
mod discriminator;
mod documented_errors;
mod documented_field;
mod documented_operation;
mod documented_source;
mod documented_success;
mod example_direction;
mod example_format;
mod example_schema;
mod example_unknown_property;
mod extension;
mod extension_check;
mod extension_operation;
mod extension_waiter;
mod generated_code;
mod http_body;
mod inline_name;
pub(crate) mod ledger;
mod link;
mod media_type;
mod name_collision;
mod nullable;
mod operation_id;
mod parameter;
mod path_parameter;
mod path_template;
mod recursion;
pub(crate) mod reference;
mod reference_sibling;
mod repeated_description;
mod repeated_name;
mod schema_enum;
mod schema_format;
mod schema_keyword;
mod schema_limits;
mod schema_pattern;
mod schema_required;
mod security;
mod server;
pub(crate) mod settings;
mod structure;
mod success_shape;
pub(crate) mod syntax;
mod tag;
mod unmarked_secret;
mod unused_component;
mod unwritten_text;
mod value_list;
mod yaml_surprise;

use crate::context::Context;
use crate::grammar::VisitId;
use crate::rule::Rule;

static RULES: [Rule; 49] = [
    syntax::RULE,
    settings::RULE,
    yaml_surprise::RULE,
    structure::RULE,
    reference::RULE,
    reference_sibling::RULE,
    unused_component::RULE,
    operation_id::RULE,
    path_template::RULE,
    path_parameter::RULE,
    parameter::RULE,
    server::RULE,
    security::RULE,
    tag::RULE,
    link::RULE,
    http_body::RULE,
    media_type::RULE,
    schema_limits::RULE,
    schema_keyword::RULE,
    schema_pattern::RULE,
    schema_format::RULE,
    array_items::RULE,
    schema_required::RULE,
    schema_enum::RULE,
    nullable::RULE,
    discriminator::RULE,
    all_of::RULE,
    recursion::RULE,
    unmarked_secret::RULE,
    example_schema::RULE,
    example_unknown_property::RULE,
    example_format::RULE,
    example_direction::RULE,
    name_collision::RULE,
    inline_name::RULE,
    success_shape::RULE,
    generated_code::RULE,
    documented_operation::RULE,
    documented_success::RULE,
    documented_errors::RULE,
    documented_source::RULE,
    documented_field::RULE,
    repeated_name::RULE,
    repeated_description::RULE,
    different_words::RULE,
    value_list::RULE,
    unwritten_text::RULE,
    extension::RULE,
    ledger::RULE,
];

/// The line of an object, as it is shown to a reader.
fn line(context: &Context<'_>, id: VisitId) -> u32 {
    let place = context.place(id);
    let document = context.document(place.document);
    document.span(&place.pointer).start.line
}

/// The places of a chain of objects.
fn chain(context: &Context<'_>, ids: &[VisitId]) -> String {
    let first = ids.first().map(|id| context.visit(*id).document);
    let name = |id: &VisitId| {
        let place = context.place(*id);
        match first == Some(place.document) {
            true => place.pointer,
            false => {
                let file = context.document(place.document).path().display();
                format!("{file}#{}", place.pointer)
            }
        }
    };
    let names: Vec<_> = ids.iter().map(|id| format!("`{}`", name(id))).collect();
    names.join(" -> ")
}

/// All rules.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule with a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
