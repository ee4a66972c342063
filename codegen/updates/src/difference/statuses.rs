//! Statuses that were added or removed.

use codegen_pages::MessagePart;

use crate::change::{Action, Aspect};
use crate::classification;
use crate::difference::{Comparison, Sides};
use crate::fields::{ComparableField, settled};

impl Comparison<'_> {
    pub(super) fn statuses(&mut self) {
        let (old, new) = (self.old, self.new);
        for status in new
            .facts
            .statuses
            .iter()
            .filter(|status| !old.facts.statuses.contains(status))
        {
            self.status(status, Action::Added);
        }
        for status in old
            .facts
            .statuses
            .iter()
            .filter(|status| !new.facts.statuses.contains(status))
        {
            self.status(status, Action::Removed);
        }
    }

    fn status(&mut self, status: &str, action: Action) {
        let subject = format!("response {status} of {}", self.old.operation);
        let facts = if action == Action::Added {
            &self.new.facts
        } else {
            &self.old.facts
        };
        let all = settled(facts, self.locator.as_ref());
        let body = body(&all, status);
        let line = body.first().map_or(0, |field| field.row.line);
        let mut sides = Sides::default();
        let mut words = String::new();
        if action == Action::Added {
            sides.after = Some(status.into());
            sides.new_line = line;
            words.push_str("new status");
            words.push_str(&response(&all, &body, &facts.statuses, status));
        } else {
            sides.before = Some(status.into());
            sides.old_line = line;
            words.push_str("removed");
        }
        let message = format!("{subject}: {words}");
        let location = self.status_location(status);
        let classification = classification::status(status, action);
        let change = self.push(
            subject,
            Aspect::Status,
            sides,
            classification,
            message,
            location,
        );
        change.place = Some(MessagePart::Response(status.to_owned()));
    }
}

/// The fields of a status's response.
fn body<'f, 'a>(all: &'f [ComparableField<'a>], status: &str) -> Vec<&'f ComparableField<'a>> {
    let place = MessagePart::Response(status.to_owned());
    all.iter().filter(|field| field.place == place).collect()
}

/// A description of the response: that of another status, or its fields.
fn response(
    all: &[ComparableField<'_>],
    own: &[&ComparableField<'_>],
    statuses: &[String],
    status: &str,
) -> String {
    if own.is_empty() {
        return ", without a body".to_owned();
    }
    let alike = |other: &&String| {
        let theirs = body(all, other);
        *other != status
            && theirs.len() == own.len()
            && theirs
                .iter()
                .zip(own)
                .all(|(one, two)| one.path == two.path)
    };
    if let Some(other) = statuses.iter().find(alike) {
        return format!(", with the same response as {other}");
    }
    let names: Vec<&str> = own.iter().map(|field| field.shown.as_str()).collect();
    format!(", with {}", names.join(", "))
}
