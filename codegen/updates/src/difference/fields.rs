//! Parameters and fields that came, went and changed.

use codegen_pages::Place;

use crate::change::{Action, Aspect, Effect};
use crate::difference::{Comparison, Sides};
use crate::fields::{Field, paired, settled};
use crate::judgement;

impl Comparison<'_> {
    pub(super) fn fields(&mut self) {
        let old = settled(&self.old.facts, self.home.as_ref());
        let new = paired(&old, settled(&self.new.facts, self.home.as_ref()));
        for field in &new {
            match old.iter().find(|known| known.is_same(field)) {
                Some(known) => self.row(known, field),
                None => self.one_sided(field, &old, &new, Action::Added),
            }
        }
        for field in &old {
            if !new.iter().any(|known| known.is_same(field)) {
                self.one_sided(field, &new, &old, Action::Removed);
            }
        }
    }

    /// A field that only one side has: `others` are those of the other side, `own` of its own.
    fn one_sided(
        &mut self,
        field: &Field<'_>,
        others: &[Field<'_>],
        own: &[Field<'_>],
        action: Action,
    ) {
        if self.is_part_of_status(&field.place) || is_part_of_field(field, others, own) {
            return;
        }
        if self.may_be_silent() && !others.iter().any(|other| other.place == field.place) {
            self.silent(&field.place, action);
            return;
        }
        let credential = self.is_credential(field);
        let inside: Vec<&Field<'_>> = own.iter().filter(|other| other.is_inside(field)).collect();
        let type_ = field.row.type_.as_deref().unwrap_or("without a type");
        let parts: Vec<&str> = inside.iter().map(|part| part.shown.as_str()).collect();
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!(", with {}", parts.join(", "))
        };
        let required = if field.row.required == Some(true) {
            ", required"
        } else {
            ""
        };
        let mut sides = Sides::default();
        let name = Some(field.shown.clone().into());
        let words = if action == Action::Added {
            sides.after = name;
            sides.new_line = field.row.line;
            format!("new, {type_}{required}{parts}")
        } else {
            sides.before = name;
            sides.old_line = field.row.line;
            format!("no longer there ({type_}{required}{parts})")
        };
        let verdict = if credential {
            (
                Effect::Explains,
                "the document's security sends this header",
            )
        } else {
            judgement::field(&field.place, field.row, action)
        };
        self.push_field(field, Aspect::Field, sides, verdict, &words);
    }

    /// Whether the whole status came or went, which is said there.
    fn is_part_of_status(&self, place: &Place) -> bool {
        let known = |status: &str| {
            let has = |record: &codegen_pages::Record| {
                record.facts.statuses.iter().any(|known| known == status)
            };
            has(self.old) && has(self.new)
        };
        place.status().is_some_and(|status| !known(status))
    }

    pub(super) fn is_credential(&self, field: &Field<'_>) -> bool {
        let name = field.path.first();
        field.place == Place::Header
            && name.is_some_and(|name| {
                self.home
                    .as_ref()
                    .is_some_and(|home| home.is_credential(name))
            })
    }

    /// Notes once that one source says nothing at all of a place.
    fn silent(&mut self, place: &Place, action: Action) {
        let side = if action == Action::Added {
            "the record"
        } else {
            "the page"
        };
        let place = match place {
            Place::Path => "parameters in the path".to_owned(),
            Place::Query => "parameters in the query".to_owned(),
            Place::Header => "headers".to_owned(),
            Place::Request => "the body of the request".to_owned(),
            Place::AnsweredHeader(status) => format!("headers of response {status}"),
            Place::Response(status) => format!("the body of response {status}"),
        };
        let note = format!(
            "{}: {side} says nothing of {place}; it is written in another way, so that this is no change",
            self.page
        );
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Whether a field around it came or went with it, which is said there.
fn is_part_of_field(field: &Field<'_>, others: &[Field<'_>], own: &[Field<'_>]) -> bool {
    own.iter()
        .any(|outer| field.is_inside(outer) && !others.iter().any(|other| other.is_same(outer)))
}
