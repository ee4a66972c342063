//! `check.toml`: which rules apply to the documents in a folder, and how severe they are.

mod preset;
mod reading;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use codegen_document::{LoadError, Position, Problem};
use globset::GlobSet;

use crate::severity::Level;

pub use preset::Preset;

/// How severe rules are, by their names.
pub(crate) type RuleLevels = BTreeMap<String, Level>;

/// Which rules apply to the documents in a folder and below, and how severe they are.
#[derive(Clone, Debug)]
pub struct Settings {
    path: PathBuf,
    text: String,
    contents: Contents,
    problems: Vec<Problem>,
}

/// What the file says, as far as it can be read.
#[derive(Clone, Debug, Default)]
struct Contents {
    extends: Option<Preset>,
    rules: RuleLevels,
    overrides: Vec<Override>,
    /// Every name of a rule, and the bytes where it is.
    names: Vec<(String, Range<usize>)>,
}

/// Rules for some of the documents.
#[derive(Clone, Debug)]
struct Override {
    paths: GlobSet,
    rules: RuleLevels,
}

impl Settings {
    /// The file's name.
    pub const FILE_NAME: &str = "check.toml";

    /// Reads the settings in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read. That its content is wrong is not an error but a finding.
    pub fn load(folder: &Path) -> Result<Settings, LoadError> {
        let path = folder.join(Settings::FILE_NAME);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Settings::parse(path, text)),
            Err(source) => Err(LoadError::Io { path, source }),
        }
    }

    /// Reads a text; `path` is what messages call it, and its folder is where the settings apply.
    pub fn parse(path: impl Into<PathBuf>, text: String) -> Settings {
        let (contents, problems) = reading::read(&text);
        Settings {
            path: path.into(),
            text,
            contents,
            problems,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with the file, apart from names of rules.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Every name of a rule in the file with its place, for whoever knows the rules.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let names = self.contents.names.iter();
        names.map(|(name, span)| (name.as_str(), span))
    }

    /// What applies to a document, by its path from the folder of the settings: what comes first
    /// takes precedence.
    pub(crate) fn layers(&self, document: &Path) -> Vec<&RuleLevels> {
        let overrides = self.contents.overrides.iter().rev();
        let matching = overrides.filter(|it| it.paths.is_match(document));
        let mut layers: Vec<&RuleLevels> = matching.map(|it| &it.rules).collect();
        layers.push(&self.contents.rules);
        layers
    }

    /// What the settings start from. With it, those of the folders above do not apply.
    pub(crate) fn extends(&self) -> Option<Preset> {
        self.contents.extends
    }
}

/// A problem at some bytes of a text.
pub(crate) fn problem(text: &str, span: &Range<usize>, message: String, help: String) -> Problem {
    Problem {
        position: Position::of_byte(text, span.start),
        end: Position::of_byte(text, span.end),
        message,
        help,
    }
}
