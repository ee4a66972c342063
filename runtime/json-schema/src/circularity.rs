//! Schemas that contain themselves without any value in between.

use std::collections::HashMap;

use crate::schema::{Combined, Schema, SchemaId};

/// A schema from `oldest` on that is a part of itself. Schemas without parts are put aside again
/// and again, with each whose parts are aside; what remains is in a circle or leads to one.
pub(crate) fn circular(schemas: &[Schema], oldest: usize) -> Option<SchemaId> {
    let new = schemas.get(oldest..).unwrap_or_default();
    let mut owners: HashMap<usize, Vec<usize>> = HashMap::new();
    // How many parts of each new schema are not aside; older schemas are complete.
    let mut open: Vec<usize> = Vec::with_capacity(new.len());
    for (owner, schema) in new.iter().enumerate() {
        let parts = schema.combined.iter().flat_map(|it| Combined::parts(it));
        let mut count = 0;
        for part in parts.filter_map(|part| part.0.checked_sub(oldest)) {
            owners.entry(part).or_default().push(owner);
            count += 1;
        }
        open.push(count);
    }
    let is_aside = |(index, open): (usize, &usize)| (*open == 0).then_some(index);
    let mut aside: Vec<usize> = open.iter().enumerate().filter_map(is_aside).collect();
    while let Some(part) = aside.pop() {
        for owner in owners.get(&part).into_iter().flatten() {
            let Some(open) = open.get_mut(*owner) else {
                continue;
            };
            *open -= 1;
            if *open == 0 {
                aside.push(*owner);
            }
        }
    }
    open.iter()
        .position(|open| *open > 0)
        .map(|index| SchemaId(oldest + index))
}
