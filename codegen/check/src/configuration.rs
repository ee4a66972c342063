//! What the settings of a run say about its documents.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use codegen_document::{Document, normalized};

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::rules;
use crate::settings::{Preset, RuleLevels, Settings, problem};
use crate::severity::Level;
use crate::source::Source;
use crate::suggestion;

/// The settings of a run.
#[derive(Debug)]
pub(crate) struct Configuration<'s> {
    /// The settings with their folders, those of inner folders first.
    settings: Vec<(PathBuf, &'s Settings)>,
    level: Preset,
}

/// What applies to a document: what comes first takes precedence.
#[derive(Debug)]
pub(crate) struct Layers<'s>(Vec<&'s RuleLevels>);

impl<'s> Configuration<'s> {
    /// Of the settings among the sources; `level` is what they start from if they do not say.
    pub(crate) fn new(sources: &'s [Source], level: Preset) -> Configuration<'s> {
        let of_source = |source: &'s Source| match source {
            Source::Settings(settings) => {
                let folder = settings.path().parent().unwrap_or(Path::new(""));
                Some((absolute(folder), settings))
            }
            _ => None,
        };
        let mut settings: Vec<_> = sources.iter().filter_map(of_source).collect();
        settings.sort_by_key(|(folder, _)| Reverse(folder.components().count()));
        Configuration { settings, level }
    }

    /// What applies to a document.
    pub(crate) fn layers(&self, document: &Document) -> Layers<'s> {
        let path = absolute(document.path());
        let mut layers = Vec::new();
        for (folder, settings) in &self.settings {
            let Ok(inner) = path.strip_prefix(folder) else {
                continue;
            };
            layers.extend(settings.layers(inner));
            if let Some(preset) = settings.extends() {
                layers.push(preset.rules());
                return Layers(layers);
            }
        }
        layers.push(self.level.rules());
        Layers(layers)
    }

    /// What is wrong with the settings.
    pub(crate) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        let settings = self.settings.iter().map(|(_, settings)| *settings);
        settings.flat_map(|settings| {
            let unknown = settings
                .names()
                .filter(|(name, _)| rules::rule(name).is_none());
            let unknown = unknown.map(|(name, span)| {
                let names = rules::rules().iter().map(Rule::name);
                let help = suggestion::help(name, names, "`--explain` lists the rules");
                problem(
                    settings.text(),
                    span,
                    format!("unknown rule `{name}`"),
                    help,
                )
            });
            let problems = settings.problems().iter().cloned().chain(unknown);
            let name = rules::settings::RULE.name;
            problems.map(|it| Diagnostic::of_problem(name, settings.path().to_owned(), &it))
        })
    }
}

impl Layers<'_> {
    /// What is set for a rule; nothing where it has its default.
    pub(crate) fn level(&self, rule: &Rule) -> Option<Level> {
        self.0
            .iter()
            .find_map(|layer| layer.get(rule.name))
            .copied()
    }

    /// Whether a rule does not look.
    pub(crate) fn is_off(&self, rule: &Rule) -> bool {
        self.level(rule).unwrap_or(rule.level) == Level::Off
    }
}

/// The path from the root of the file system, so that settings above the current folder are found to
/// be above a document that is named from there.
fn absolute(path: &Path) -> PathBuf {
    // An empty path is the current folder.
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    normalized(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_name_existing_rules() {
        for preset in Preset::ALL {
            let settings = preset.settings();
            assert!(settings.problems().is_empty(), "{preset}");
            for (name, _) in settings.names() {
                assert!(rules::rule(name).is_some(), "{preset} names {name}");
            }
        }
    }

    #[test]
    fn the_minimal_level_contains_only_errors() {
        for rule in rules::rules() {
            if rule.level == Level::Warning {
                let level = Preset::Minimal.rules().get(rule.name);
                assert_eq!(level, Some(&Level::Off), "{}", rule.name);
            }
        }
    }
}
