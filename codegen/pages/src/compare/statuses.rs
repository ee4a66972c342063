//! Compares the statuses of an operation.

use crate::compare::sides::{Fact, Sides};
use crate::compare::sources::Provenance;

impl Sides<'_> {
    pub(super) fn statuses(&mut self) {
        let defined = self.defined;
        let recorded = self.record.map(|record| record.facts.statuses.as_slice());
        let recorded = recorded.unwrap_or_default();
        let responses = format!("{}/responses", defined.pointer);
        for status in recorded {
            let known = defined.statuses.iter().find(|known| known.code == *status);
            self.push(Fact {
                name: format!("status {status}"),
                recorded: Some(status.clone()),
                line: 0,
                documented: known.map(|_| status.clone()),
                pointer: known.map_or(&responses, |known| &known.pointer),
                explanation: self.claims.absent(&responses, status),
            });
        }
        for known in &defined.statuses {
            if !recorded.contains(&known.code) {
                self.push(Fact {
                    name: format!("status {}", known.code),
                    recorded: None,
                    line: 0,
                    documented: Some(known.code.clone()),
                    pointer: &known.pointer,
                    explanation: self.status_source(&known.pointer, &known.code),
                });
            }
        }
    }

    /// The source of a status other than the page.
    fn status_source(&self, pointer: &str, status: &str) -> Option<String> {
        let keys: &[&str] = match status {
            // A claim about the common error body covers every other error status.
            "default" => &["", "/x-source", "/content/application~1json/schema/$ref"],
            _ => &["", "/x-source"],
        };
        let claims = keys.iter().map(|key| format!("{pointer}{key}"));
        if let Some(claim) = claims.into_iter().find_map(|at| self.claims.value(&at)) {
            return Some(claim);
        }
        let Provenance::Official(name) = self.sources.nearest(pointer)? else {
            return None;
        };
        let definition = self.sources.definition(name)?;
        let mut statuses = definition.facts.statuses.iter();
        statuses
            .any(|known| known == status)
            .then(|| format!("official definition of {name}"))
    }
}
