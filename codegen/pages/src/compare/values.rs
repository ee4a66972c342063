//! Compares lists of allowed values. Each value is a fact.

use codegen_document::pointer;
use serde_json::Value;

use crate::compare::aspects::Aspect;
use crate::compare::documented::Origin;
use crate::compare::equality::same;
use crate::compare::fields::Field;
use crate::compare::sides::{Fact, Sides, text};

impl Sides<'_> {
    /// Compares two lists value by value. Returns `false` if a side has no list, or if the ledger
    /// claims the whole list.
    pub(super) fn values(
        &mut self,
        name: &str,
        aspect: &Aspect,
        line: u32,
        field: &Field<'_, Origin<'_>>,
    ) -> bool {
        let (Some(Value::Array(recorded)), Some(Value::Array(documented))) =
            (&aspect.recorded, &aspect.documented)
        else {
            return false;
        };
        let Some(owner) = self.owner("enum", field) else {
            return false;
        };
        if self.claims.keyword(&[], Some(&owner), "enum").is_some() {
            return false;
        }
        let list = pointer::join(&owner, "enum");
        for index in 0..recorded.len().max(documented.len()) {
            let missing = recorded.get(index).filter(|value| !has(documented, value));
            let invented = documented.get(index).filter(|value| !has(recorded, value));
            if missing.is_none() && invented.is_none() {
                continue;
            }
            let here = format!("{list}/{index}");
            self.push(Fact {
                name: format!("{name}, value {}", index + 1),
                recorded: missing.map(text),
                line,
                documented: invented.map(text),
                pointer: if invented.is_some() { &here } else { &list },
                explanation: invented.and_then(|_| self.claims.value(&here)),
            });
        }
        true
    }
}

fn has(values: &[Value], wanted: &Value) -> bool {
    values.iter().any(|value| same(value, wanted))
}
