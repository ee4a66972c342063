//! `check.toml`: which rules hold for the documents in a folder, and how severe they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_document::{Invalid, LoadError, Position, Problem};
use serde::Deserialize;
use toml::Spanned;

use crate::rules;
use crate::severity::Level;
use crate::suggestion;

/// Which rules hold for the documents in a folder and below, and how severe they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    path: PathBuf,
    text: String,
    levels: BTreeMap<&'static str, Level>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Settings {
    /// The file's name.
    pub const FILE_NAME: &str = "check.toml";

    /// Reads the settings in a folder.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or does not say what settings say.
    pub fn load(folder: &Path) -> Result<Settings, LoadError> {
        let path = folder.join(Settings::FILE_NAME);
        match fs::read_to_string(&path) {
            Ok(text) => Settings::parse(path, text),
            Err(source) => Err(LoadError::Io { path, source }),
        }
    }

    /// Reads a text; `path` is what messages call it, and its folder is where the settings hold.
    ///
    /// # Errors
    ///
    /// The text does not say what settings say.
    pub fn parse(path: impl Into<PathBuf>, text: String) -> Result<Settings, LoadError> {
        let path = path.into();
        match levels(&text) {
            Ok(levels) => Ok(Settings { path, text, levels }),
            Err(problems) => Err(LoadError::Invalid(Box::new(Invalid {
                path,
                text,
                problems,
            }))),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What is set for a rule.
    pub(crate) fn level(&self, rule: &str) -> Option<Level> {
        self.levels.get(rule).copied()
    }
}

fn levels(text: &str) -> Result<BTreeMap<&'static str, Level>, Vec<Problem>> {
    let file: File = toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        vec![problem(
            text,
            span,
            error.message().to_owned(),
            "settings are lines like `rule-name = \"off\"` under `[rules]`",
        )]
    })?;
    let mut levels = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, level) in &file.rules {
        let rule = rules::rule(name.get_ref());
        if rule.is_none() {
            let names = rules::rules().iter().map(crate::Rule::name);
            let help = suggestion::help(name.get_ref(), names, "`--explain` lists the rules");
            let message = format!("there is no rule `{}`", name.get_ref());
            problems.push(problem(text, name.span(), message, &help));
        }
        let known = Level::parse(level.get_ref());
        if known.is_none() {
            let message = format!("`{}` is no severity", level.get_ref());
            let help = "it is `error`, `warning` or `off`";
            problems.push(problem(text, level.span(), message, help));
        }
        if let (Some(rule), Some(level)) = (rule, known) {
            levels.insert(rule.name, level);
        }
    }
    if problems.is_empty() {
        Ok(levels)
    } else {
        Err(problems)
    }
}

fn problem(text: &str, span: std::ops::Range<usize>, message: String, help: &str) -> Problem {
    Problem {
        position: Position::of_byte(text, span.start),
        end: Position::of_byte(text, span.end),
        message,
        help: help.to_owned(),
    }
}
