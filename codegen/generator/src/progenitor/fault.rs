//! Finds the operation or type that progenitor rejects, because progenitor does not name it.

use codegen_contract::{Contract, Definition, Problem};

use super::disagreement::disagreement;

/// The problem at the first operation or type at fault, by bisection: progenitor runs at most about
/// twice as often as the number of operations or types can be halved.
///
/// `fails` runs progenitor for a part of the contract and returns its message, and `message` is that for
/// the whole contract.
pub(super) fn find(
    contract: &Contract,
    message: String,
    mut fails: impl FnMut(&Contract) -> Option<String>,
) -> Problem {
    let without_operations = Contract {
        operations: Vec::new(),
        ..contract.clone()
    };
    let found = match fails(&without_operations) {
        Some(_) => {
            let names: Vec<&String> = contract.types.keys().collect();
            bisect(&names, |names| fails(&only_types(contract, names))).and_then(
                |(name, message)| {
                    let definition = contract.types.get(*name)?;
                    Some((definition.pointer(), message))
                },
            )
        }
        None => {
            let fails = |operations: &[_]| {
                let operations = operations.to_vec();
                fails(&Contract {
                    operations,
                    ..contract.clone()
                })
            };
            let found = bisect(&contract.operations, fails);
            found.map(|(operation, message)| (operation.pointer.as_str(), message))
        }
    };
    match found {
        Some((pointer, message)) => disagreement(pointer, &message),
        // Only a combination is rejected.
        None => disagreement("", &message),
    }
}

/// The first item that fails alone, and its message.
fn bisect<T>(
    mut items: &[T],
    mut fails: impl FnMut(&[T]) -> Option<String>,
) -> Option<(&T, String)> {
    while items.len() > 1 {
        let (first, second) = items.split_at(items.len() / 2);
        items = match fails(first) {
            Some(_) => first,
            None => second,
        };
    }
    Some((items.first()?, fails(items)?))
}

/// The contract without operations and with the properties of these types alone. The other types remain,
/// so that references to them can be resolved.
fn only_types(contract: &Contract, names: &[&String]) -> Contract {
    let mut part = Contract {
        operations: Vec::new(),
        ..contract.clone()
    };
    for (name, definition) in &mut part.types {
        if let Definition::Structure(structure) = definition
            && !names.contains(&name)
        {
            structure.properties.clear();
        }
    }
    part
}
