//! One change, and the three lanes in which it is judged.

use std::path::PathBuf;

use crate::change_kind::ChangeKind;

/// What a change means for whoever talks to the service, in whatever language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Wire {
    /// Requests and responses are what they were.
    #[default]
    None,
    /// Every request that was valid still is and means the same, and every response fits the old
    /// schema, but for new optional fields.
    Compatible,
    /// A request that was valid is refused or means something else, or a response leaves the old
    /// schema.
    Breaking,
}

impl Wire {
    /// The lane's value as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Wire::None => "none",
            Wire::Compatible => "compatible",
            Wire::Breaking => "breaking",
        }
    }
}

/// What a change means for code that uses the generated crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// The crates are what they were.
    #[default]
    None,
    /// Doc comments or what is sent differ; the Rust API is what it was.
    Patch,
    /// The Rust API has something more.
    Minor,
    /// Code that compiled may no longer compile.
    Major,
}

impl Level {
    /// The lane's value as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::Patch => "patch",
            Level::Minor => "minor",
            Level::Major => "major",
        }
    }
}

/// Which of a document's two crates feels a change. The client crate re-exports the model crate,
/// so that it feels everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Layer {
    /// The types; the calls with them.
    Model,
    /// The calls alone.
    #[default]
    Client,
}

/// A file and a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceLine {
    /// The file, as it was named when it was loaded.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: u32,
}

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What changed: `ListRomaApp query limit`, `StatisticsAPI.cycle`, `security scheme token`.
    pub subject: String,
    /// How it changed.
    pub kind: ChangeKind,
    /// The verdict for whoever talks to the service.
    pub wire: Wire,
    /// The verdict for code that uses the crates.
    pub level: Level,
    /// Which crate feels it, where `level` says that one does.
    pub layer: Layer,
    /// Whether calls that compile and that the service accepted are refused now, or mean something
    /// else: the next version has to be a breaking one though the code compiles.
    pub refuses_calls: bool,
    /// Whether the service never changed: the ledger says that the page or the document was wrong.
    pub correction: bool,
    /// Where it was; the nearest thing around it where it was not there.
    pub before: Option<SourceLine>,
    /// Where it is; the nearest thing around it where it is gone.
    pub after: Option<SourceLine>,
    /// The JSON pointer that belongs to [`before`](Change::before).
    pub before_pointer: String,
    /// The JSON pointer that belongs to [`after`](Change::after).
    pub after_pointer: String,
    /// What is different, in words.
    pub message: String,
    /// Why it has these verdicts.
    pub reason: String,
}

impl Change {
    /// Whether it breaks somebody: on the wire, or who uses the crates.
    pub fn is_breaking(&self) -> bool {
        self.wire == Wire::Breaking || self.level == Level::Major
    }
}
