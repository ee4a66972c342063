//! Sources named in documents: each has to exist and to have the field.

use std::collections::BTreeSet;

use crate::compare::documented::Origin;
use crate::compare::fields::{Field, Fields};
use crate::compare::sides::{Fact, Sides};
use crate::compare::sources::{Provenance, Question};

impl Sides<'_> {
    /// The source named by a field has to have the field.
    pub(super) fn marker(&mut self, field: &Field<'_, Origin<'_>>, known: bool) {
        let pointer = field.origin.pointer;
        let Some(source) = self.sources.own(pointer) else {
            return;
        };
        let record = self.record.map(|record| record.operation.as_str());
        let own = matches!(source, Provenance::Page(name) if record == Some(name));
        let said = own && known || self.sources.field(source, field, Question::Field).is_some();
        if said {
            return;
        }
        self.push(Fact {
            name: format!("{}: {}, x-source", field.place, field.path),
            recorded: None,
            line: 0,
            documented: Some(source.to_string()),
            pointer: &format!("{pointer}/x-source"),
            explanation: match own {
                true => self.existence(pointer),
                false => self.claims.value(&format!("{pointer}/x-source")),
            },
        });
    }

    /// The sources named by components have to exist.
    pub(super) fn component_sources(&mut self, fields: &Fields<'_, Origin<'_>>) {
        let bodies = self.bodies();
        let schemas = fields.fields.iter().flat_map(|field| field.origin.schemas);
        let components: BTreeSet<&str> = schemas
            .chain(&bodies)
            .map(String::as_str)
            .filter(|pointer| pointer.matches('/').count() == 3)
            .collect();
        for pointer in components {
            let Some(source) = self.sources.own(pointer) else {
                continue;
            };
            if self.sources.exists(source) {
                continue;
            }
            let component = pointer.rsplit('/').next().unwrap_or(pointer);
            let marker = format!("{pointer}/x-source");
            self.push(Fact {
                name: format!("{component}, x-source"),
                recorded: None,
                line: 0,
                documented: Some(source.to_string()),
                pointer: &marker,
                explanation: self.claims.value(&marker),
            });
        }
    }
}
