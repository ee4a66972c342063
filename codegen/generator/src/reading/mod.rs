//! Reads progenitor's output back into what emission needs: structs and calls.
//!
//! Everything is matched exactly, and what is not recognised is an error: a new progenitor that
//! writes something else is noticed here, not in the generated crates.

mod calls;
mod structures;

use syn::{Item, ItemMod};

pub(crate) use calls::{Argument, Call};
pub(crate) use structures::{GeneratedField, GeneratedStructure, argument_of, type_text};

use crate::contract::Contract;
use crate::problem::Problem;

/// What progenitor made of a document.
#[derive(Debug)]
pub(crate) struct Generated {
    /// In the contract's order.
    pub(crate) structures: Vec<GeneratedStructure>,
    /// In the contract's order.
    pub(crate) calls: Vec<Call>,
}

impl Generated {
    pub(crate) fn read(file: &syn::File, contract: &Contract) -> Result<Generated, Problem> {
        let types = module(&file.items, "types")?;
        let builders = module(&file.items, "builder")?;
        Ok(Generated {
            structures: structures::read(types, contract)?,
            calls: calls::read(builders, contract)?,
        })
    }
}

fn module<'a>(items: &'a [Item], name: &str) -> Result<&'a [Item], Problem> {
    items
        .iter()
        .find_map(|item| match item {
            Item::Mod(ItemMod {
                ident,
                content: Some((_, items)),
                ..
            }) if ident == name => Some(items.as_slice()),
            _ => None,
        })
        .ok_or_else(|| unexpected("", format!("has no module `{name}`")))
}

/// progenitor's output is not as the reading expects it.
fn unexpected(pointer: &str, what: String) -> Problem {
    Problem::new(
        pointer,
        format!(
            "progenitor's output {what}; the reading of it knows the templates of progenitor 0.15.1"
        ),
    )
}
