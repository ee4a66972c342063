//! The levels that ship with the program.

use std::fmt;
use std::sync::OnceLock;

use crate::settings::{RuleLevels, Settings};

/// A level that ships with the program: settings start from it with `extends`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Only what makes a document wrong.
    Minimal,
    /// Every rule with its own default.
    Recommended,
    /// What documents need that clients are generated from.
    GeneratedClients,
}

impl Preset {
    /// All of them, from the most lenient to the strictest.
    pub const ALL: [Preset; 3] = [
        Preset::Minimal,
        Preset::Recommended,
        Preset::GeneratedClients,
    ];

    /// The name in `check.toml` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Preset::Minimal => "minimal",
            Preset::Recommended => "recommended",
            Preset::GeneratedClients => "generated-clients",
        }
    }

    /// The level of a name.
    pub fn of_name(name: &str) -> Option<Preset> {
        Preset::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The level as settings: what it says of each rule that does not have its default.
    pub(crate) fn settings(self) -> &'static Settings {
        static MINIMAL: OnceLock<Settings> = OnceLock::new();
        static RECOMMENDED: OnceLock<Settings> = OnceLock::new();
        static GENERATED_CLIENTS: OnceLock<Settings> = OnceLock::new();
        let (settings, text) = match self {
            Preset::Minimal => (&MINIMAL, include_str!("../../levels/minimal.toml")),
            Preset::Recommended => (&RECOMMENDED, include_str!("../../levels/recommended.toml")),
            Preset::GeneratedClients => (
                &GENERATED_CLIENTS,
                include_str!("../../levels/generated-clients.toml"),
            ),
        };
        settings.get_or_init(|| Settings::parse(self.name(), text.to_owned()))
    }

    pub(crate) fn rules(self) -> &'static RuleLevels {
        &self.settings().contents.rules
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
