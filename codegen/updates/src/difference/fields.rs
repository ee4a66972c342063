//! Parameters and fields that were added, removed or changed.

use codegen_pages::MessagePart;

use crate::change::{Action, Aspect, Effect};
use crate::classification;
use crate::difference::{Comparison, Sides};
use crate::fields::{ComparableField, paired, settled};

impl Comparison<'_> {
    pub(super) fn fields(&mut self) {
        let old = settled(&self.old.facts, self.locator.as_ref());
        let new = paired(&old, settled(&self.new.facts, self.locator.as_ref()));
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

    /// Reports a field that only one side has. `others` are the fields of the other side, `own`
    /// those of its own.
    fn one_sided(
        &mut self,
        field: &ComparableField<'_>,
        others: &[ComparableField<'_>],
        own: &[ComparableField<'_>],
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
        let inside: Vec<&ComparableField<'_>> =
            own.iter().filter(|other| other.is_inside(field)).collect();
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
            format!("removed ({type_}{required}{parts})")
        };
        let classification = if credential {
            (
                Effect::Explains,
                "the document's security includes this header",
            )
        } else {
            classification::field(&field.place, field.row, action)
        };
        self.push_field(field, Aspect::Field, sides, classification, &words);
    }

    /// Whether the whole status was added or removed, which is reported instead.
    fn is_part_of_status(&self, place: &MessagePart) -> bool {
        let known = |status: &str| {
            let has = |record: &codegen_pages::Record| {
                record.facts.statuses.iter().any(|known| known == status)
            };
            has(self.old) && has(self.new)
        };
        place.status().is_some_and(|status| !known(status))
    }

    pub(super) fn is_credential(&self, field: &ComparableField<'_>) -> bool {
        let name = field.path.first();
        field.place == MessagePart::Header
            && name.is_some_and(|name| {
                self.locator
                    .as_ref()
                    .is_some_and(|locator| locator.is_credential(name))
            })
    }

    /// Notes once per place that one source does not describe it.
    fn silent(&mut self, place: &MessagePart, action: Action) {
        let side = if action == Action::Added {
            "the record"
        } else {
            "the page"
        };
        let place = match place {
            MessagePart::Path => "parameters in the path".to_owned(),
            MessagePart::Query => "parameters in the query".to_owned(),
            MessagePart::Header => "headers".to_owned(),
            MessagePart::Request => "the body of the request".to_owned(),
            MessagePart::ResponseHeader(status) => format!("headers of response {status}"),
            MessagePart::Response(status) => format!("the body of response {status}"),
        };
        let note = format!(
            "{}: {side} does not describe {place}, because of its rendering; not counted as a change",
            self.page
        );
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// Whether an enclosing field was added or removed, which is reported instead.
fn is_part_of_field(
    field: &ComparableField<'_>,
    others: &[ComparableField<'_>],
    own: &[ComparableField<'_>],
) -> bool {
    own.iter()
        .any(|outer| field.is_inside(outer) && !others.iter().any(|other| other.is_same(outer)))
}
