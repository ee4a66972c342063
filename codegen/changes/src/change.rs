//! A change and its impact in the three lanes.

use std::path::PathBuf;

use crate::change_kind::ChangeKind;

/// Impact on anyone who calls the service, in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Wire {
    /// Requests and responses are unchanged.
    #[default]
    None,
    /// Every valid request stays valid and keeps its meaning, and every response still fits the old
    /// schema, apart from new optional fields.
    Compatible,
    /// A valid request is now rejected or means something else, or a response no longer fits the
    /// old schema.
    Breaking,
}

impl Wire {
    /// The name of the value, as reports show it.
    pub fn name(self) -> &'static str {
        match self {
            Wire::None => "none",
            Wire::Compatible => "compatible",
            Wire::Breaking => "breaking",
        }
    }
}

/// Impact on code that uses the generated crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// The crates are unchanged.
    #[default]
    None,
    /// Doc comments or requests differ. The Rust API is unchanged.
    Patch,
    /// The Rust API gains something.
    Minor,
    /// Code that compiled may no longer compile.
    Major,
}

impl Level {
    /// The name of the value, as reports show it.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

/// Which of a document's two crates a change affects. The client crate re-exports the model crate,
/// so every change affects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Layer {
    /// The model crate, and with it the client crate.
    Model,
    /// The client crate only.
    #[default]
    Client,
}

/// A file and a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceLine {
    /// The file, under the name it was loaded by.
    pub file: PathBuf,
    /// The line, starting at 1.
    pub line: u32,
}

/// A single difference between two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed: `ListRomaApp query limit`, `StatisticsAPI.cycle`, `security scheme token`.
    pub subject: String,
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// Impact on anyone who calls the service.
    pub wire: Wire,
    /// Impact on code that uses the crates.
    pub level: Level,
    /// Which crate is affected, unless `level` is [`Level::None`].
    pub layer: Layer,
    /// Whether calls that still compile, and that the service accepted, are now rejected or mean
    /// something else. The next version then has to be a breaking one.
    pub refuses_calls: bool,
    /// Whether only the documentation was wrong, as the ledger records, and the service never
    /// changed.
    pub correction: bool,
    /// The location in the old document. For an addition, the nearest enclosing node.
    pub before: Option<SourceLine>,
    /// The location in the new document. For a removal, the nearest enclosing node.
    pub after: Option<SourceLine>,
    /// The JSON pointer of [`before`](Change::before).
    pub before_pointer: String,
    /// The JSON pointer of [`after`](Change::after).
    pub after_pointer: String,
    /// A description of the difference.
    pub message: String,
    /// Why the change has this impact.
    pub reason: String,
}

impl Change {
    /// Whether the change is breaking on the wire or for users of the crates.
    pub fn is_breaking(&self) -> bool {
        self.wire == Wire::Breaking || self.level == Level::Major
    }
}
