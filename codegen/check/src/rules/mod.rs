//! The rules, each in a module of its own.

mod example_schema;
mod example_unknown_property;
mod inline_schema;
pub(crate) mod ledger;
mod operation_id;
mod path_parameter;
mod reference;
mod structure;
pub(crate) mod syntax;
mod unused_component;

use crate::rule::Rule;

static RULES: [Rule; 10] = [
    syntax::RULE,
    structure::RULE,
    reference::RULE,
    operation_id::RULE,
    path_parameter::RULE,
    example_schema::RULE,
    example_unknown_property::RULE,
    inline_schema::RULE,
    unused_component::RULE,
    ledger::RULE,
];

/// All rules.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
