//! From what a change does to the values that are allowed, and who uses them, to the verdicts.

use crate::change::{Layer, Level, Wire};
use crate::effect::Effect;
use crate::usage::Usage;

/// The verdicts of a change and why.
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

    /// With calls refused that still compile.
    pub(crate) fn refusing_calls(mut self, refuses: bool) -> Impact {
        self.refuses_calls = refuses;
        self
    }

    pub(crate) fn level(mut self, level: Level) -> Impact {
        self.level = level;
        self
    }

    /// With one more reason.
    pub(crate) fn because(mut self, reason: impl AsRef<str>) -> Impact {
        if !self.reason.is_empty() {
            self.reason.push_str("; ");
        }
        self.reason.push_str(reason.as_ref());
        self
    }
}

/// Where in the documents a comparison is, and who feels what it finds there.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// What a change here is about.
    pub(crate) subject: String,
    /// What stands between the subject and the path of a field: a dot after a schema's name.
    separator: &'static str,
    /// The directions in which it was used and still is.
    pub(crate) usage: Usage,
    /// Whether the crates show what is here: not where they show nothing of it at all, and not
    /// where something around it is another type anyway, which is said there.
    pub(crate) generated: bool,
    pub(crate) layer: Layer,
    /// Whether a request always has it, so that its default never counts.
    pub(crate) always_sent: bool,
    /// Whether the crates show limits and default here: in a doc comment or as a check.
    pub(crate) documented: bool,
    /// Whether it is a field of an object.
    pub(crate) is_field: bool,
}

impl Scope {
    /// Something that is no schema: an operation, a server.
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

    /// The same place where the crates show nothing of what is found.
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
            // The check of what is sent looks at items too.
            documented: self.usage.is_sent(),
            is_field: false,
            ..self.clone()
        }
    }

    /// The level where the crates show it, none where they do not.
    pub(crate) fn shown(&self, level: Level) -> Level {
        if self.generated { level } else { Level::None }
    }

    /// The verdict on the wire for a change of the values that are allowed here.
    pub(crate) fn judge(&self, effect: Effect) -> Impact {
        let sent = self.usage.is_sent().then_some(match effect {
            Effect::Wider if self.usage.is_sent_against() => (
                Wire::Breaking,
                "requests that fitted one alternative may fit two now, which is refused",
            ),
            Effect::Narrower => (Wire::Breaking, "requests that were valid are refused now"),
            Effect::Wider => (Wire::Compatible, "every request that was valid still is"),
            Effect::Other => (
                Wire::Breaking,
                "requests that were valid may be refused now",
            ),
        });
        let read = self.usage.is_read().then_some(match effect {
            Effect::Narrower if self.usage.is_read_against() => (
                Wire::Breaking,
                "responses can have values that fitted two alternatives before",
            ),
            Effect::Narrower => (Wire::Compatible, "responses stay within the old schema"),
            Effect::Wider => (Wire::Breaking, "responses can leave the old schema"),
            Effect::Other => (Wire::Breaking, "responses can leave the old schema"),
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

/// Why something has no verdict on the wire.
pub(crate) const UNUSED: &str = "no operation that was there before and still is uses it";
