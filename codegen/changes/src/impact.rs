//! Derives the impact of a change from its effect on the allowed values and from who uses them.

use crate::change::{Layer, Level, Wire};
use crate::effect::Effect;
use crate::usage::Usage;

/// The impact of a change, with the reason.
#[derive(Clone, Debug, Default)]
pub(crate) struct Impact {
    pub(crate) wire: Wire,
    pub(crate) level: Level,
    pub(crate) refuses_calls: bool,
    pub(crate) reason: String,
}

impl Impact {
    pub(crate) fn new(wire: Wire, level: Level, reason: impl Into<String>) -> Impact {
        Impact {
            wire,
            level,
            refuses_calls: false,
            reason: reason.into(),
        }
    }

    /// Sets whether calls that still compile are now rejected.
    pub(crate) fn refusing_calls(mut self, refuses: bool) -> Impact {
        self.refuses_calls = refuses;
        self
    }

    pub(crate) fn level(mut self, level: Level) -> Impact {
        self.level = level;
        self
    }

    /// Appends a reason.
    pub(crate) fn because(mut self, reason: impl AsRef<str>) -> Impact {
        if !self.reason.is_empty() {
            self.reason.push_str("; ");
        }
        self.reason.push_str(reason.as_ref());
        self
    }
}

/// The part of the documents that is being compared, and who is affected by changes there.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// The subject of changes here.
    pub(crate) subject: String,
    /// The separator between the subject and the path of a field: a dot after a schema's name.
    separator: &'static str,
    /// The directions in which both documents use it.
    pub(crate) usage: Usage,
    /// Whether the crates expose it. Also false inside a schema whose Rust type was replaced, where
    /// the replacement is reported instead.
    pub(crate) generated: bool,
    pub(crate) layer: Layer,
    /// Whether every request has it, so that its default never applies.
    pub(crate) always_sent: bool,
    /// Whether the crates show its limits and default, in a doc comment or a check.
    pub(crate) documented: bool,
    /// Whether it is a field of an object.
    pub(crate) is_field: bool,
}

impl Scope {
    /// Something other than a schema: an operation, a server.
    pub(crate) fn new(subject: impl Into<String>) -> Scope {
        Scope {
            subject: subject.into(),
            separator: " ",
            usage: Usage::default(),
            generated: false,
            layer: Layer::Client,
            always_sent: false,
            documented: false,
            is_field: false,
        }
    }

    /// A named schema.
    pub(crate) fn schema(name: &str, usage: Usage) -> Scope {
        Scope {
            separator: ".",
            usage,
            generated: usage.is_generated(),
            layer: Layer::Model,
            documented: true,
            ..Scope::new(name)
        }
    }

    pub(crate) fn usage(mut self, usage: Usage) -> Scope {
        self.usage = usage;
        self.generated = usage.is_generated();
        self
    }

    /// The same scope, with nothing exposed by the crates.
    pub(crate) fn hidden(&self) -> Scope {
        Scope {
            generated: false,
            ..self.clone()
        }
    }

    pub(crate) fn part(&self, part: &str) -> Scope {
        Scope {
            subject: format!("{} {part}", self.subject),
            ..self.clone()
        }
    }

    pub(crate) fn field(&self, name: &str) -> Scope {
        Scope {
            subject: format!("{}{}{name}", self.subject, self.separator),
            separator: ".",
            always_sent: false,
            documented: true,
            is_field: true,
            ..self.clone()
        }
    }

    pub(crate) fn items(&self) -> Scope {
        Scope {
            subject: format!("{}[]", self.subject),
            separator: ".",
            always_sent: false,
            // The check of requests covers items too.
            documented: self.usage.is_sent(),
            is_field: false,
            ..self.clone()
        }
    }

    /// The level if the crates expose it, otherwise [`Level::None`].
    pub(crate) fn shown(&self, level: Level) -> Level {
        if self.generated { level } else { Level::None }
    }

    /// The impact on the wire of a change to the values that are allowed here.
    pub(crate) fn judge(&self, effect: Effect) -> Impact {
        let sent = self.usage.is_sent().then_some(match effect {
            Effect::Wider if self.usage.is_sent_against() => (
                Wire::Breaking,
                "requests that matched one alternative may now match two, which is rejected",
            ),
            Effect::Narrower => (Wire::Breaking, "valid requests are now rejected"),
            Effect::Wider => (Wire::Compatible, "all valid requests stay valid"),
            Effect::Other => (Wire::Breaking, "valid requests may now be rejected"),
        });
        let read = self.usage.is_read().then_some(match effect {
            Effect::Narrower if self.usage.is_read_against() => (
                Wire::Breaking,
                "responses may contain values that matched two alternatives before",
            ),
            Effect::Narrower => (Wire::Compatible, "responses still fit the old schema"),
            Effect::Wider => (Wire::Breaking, "responses may not fit the old schema"),
            Effect::Other => (Wire::Breaking, "responses may not fit the old schema"),
        });
        let refuses = sent.is_some_and(|(wire, _)| wire == Wire::Breaking);
        match (sent, read) {
            (None, None) => Impact::new(Wire::None, Level::None, UNUSED),
            (Some((wire, reason)), None) | (None, Some((wire, reason))) => {
                Impact::new(wire, Level::None, reason)
            }
            (Some(sent), Some(read)) => {
                Impact::new(sent.0.max(read.0), Level::None, sent.1).because(read.1)
            }
        }
        .refusing_calls(refuses)
    }
}

/// Why a change has no impact on the wire.
pub(crate) const UNUSED: &str = "no operation in both documents uses it";
