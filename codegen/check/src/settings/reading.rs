//! From the text of `check.toml` to what it says, with everything that is wrong with it.

use std::ops::Range;

use codegen_document::Problem;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::settings::{Contents, Override, Preset, RuleLevels, problem};
use crate::severity::Level;
use crate::suggestion;

const KEYS: [&str; 3] = ["extends", "rules", "overrides"];
const KEYS_OF_OVERRIDE: [&str; 2] = ["paths", "rules"];

/// What a text says, as far as it can be read, and what is wrong with the rest.
pub(super) fn read(text: &str) -> (Contents, Vec<Problem>) {
    let mut reader = Reader {
        text,
        contents: Contents::default(),
        problems: Vec::new(),
    };
    match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let help = "settings are lines such as `rule-name = \"off\"` under `[rules]`";
            reader.report(&span, error.message().to_owned(), help.to_owned());
        }
    }
    (reader.contents, reader.problems)
}

struct Reader<'t> {
    text: &'t str,
    contents: Contents,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "extends" => self.contents.extends = self.preset(value),
                "rules" => self.contents.rules = self.rules(value),
                "overrides" => self.overrides(value),
                name => self.unknown_key(name, &key.span(), &KEYS),
            }
        }
    }

    fn preset(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Preset> {
        let name = self.string(value, "`extends`", "the name of a level")?;
        let preset = Preset::of_name(name);
        if preset.is_none() {
            let names = Preset::ALL.map(Preset::name);
            let all = "the levels are `minimal`, `recommended` and `generated-clients`";
            let help = suggestion::help(name, names, all);
            self.report(&value.span(), format!("unknown level `{name}`"), help);
        }
        preset
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> RuleLevels {
        let mut levels = RuleLevels::new();
        let Some(table) = value.get_ref().as_table() else {
            let help = "write `[rules]`, and a line such as `unused-component = \"off\"` below it";
            self.mismatch(value, "`rules`", "a table", help);
            return levels;
        };
        for (name, value) in table {
            let names = &mut self.contents.names;
            names.push((name.get_ref().to_string(), name.span()));
            if let Some(level) = self.level(name.get_ref(), value) {
                levels.insert(name.get_ref().to_string(), level);
            }
        }
        levels
    }

    fn level(&mut self, rule: &str, value: &Spanned<DeValue<'_>>) -> Option<Level> {
        let word = self.string(value, &format!("`{rule}`"), "a severity")?;
        let level = Level::parse(word);
        if level.is_none() {
            let all = "it is `error`, `warning` or `off`";
            let help = suggestion::help(word, ["error", "warning", "off"], all);
            self.report(&value.span(), format!("unknown severity `{word}`"), help);
        }
        level
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) {
        let tables = value.get_ref().as_array();
        let tables = tables.filter(|items| items.iter().all(|it| it.get_ref().is_table()));
        let Some(tables) = tables else {
            let help = "write `[[overrides]]`, and `paths = [\"legacy/**\"]` below it";
            self.mismatch(value, "`overrides`", "tables", help);
            return;
        };
        for table in tables {
            self.override_of(table);
        }
    }

    fn override_of(&mut self, value: &Spanned<DeValue<'_>>) {
        let (mut paths, mut rules) = (None, RuleLevels::new());
        for (key, value) in value.get_ref().as_table().into_iter().flatten() {
            match key.get_ref().as_ref() {
                "paths" => paths = Some(self.paths(value)),
                "rules" => rules = self.rules(value),
                name => self.unknown_key(name, &key.span(), &KEYS_OF_OVERRIDE),
            }
        }
        match paths {
            Some(paths) => self.contents.overrides.push(Override { paths, rules }),
            None => {
                let help = "add `paths = [\"legacy/**\"]`, relative to the folder of this file";
                let message = "`overrides` without `paths`".to_owned();
                self.report(&value.span(), message, help.to_owned());
            }
        }
    }

    fn paths(&mut self, value: &Spanned<DeValue<'_>>) -> GlobSet {
        let mut globs = GlobSetBuilder::new();
        let Some(patterns) = value.get_ref().as_array() else {
            let help = "write a list, such as `paths = [\"legacy/**\"]`";
            self.mismatch(value, "`paths`", "a list", help);
            return GlobSet::empty();
        };
        for pattern in patterns {
            let Some(text) = self.string(pattern, "a path", "a pattern") else {
                continue;
            };
            // `*` stays within a folder, as in `.gitignore`; `**` does not.
            match GlobBuilder::new(text).literal_separator(true).build() {
                Ok(glob) => drop(globs.add(glob)),
                Err(error) => {
                    let help = "`*` matches within a folder, `**` any folders, `{a,b}` either";
                    let message = format!("invalid pattern `{text}`: {}", error.kind());
                    self.report(&pattern.span(), message, help.to_owned());
                }
            }
        }
        // Each pattern could be read, and a set of such can only be too large.
        globs.build().unwrap_or_else(|error| {
            let help = "use fewer or shorter patterns".to_owned();
            self.report(&value.span(), error.to_string(), help);
            GlobSet::empty()
        })
    }

    /// The string that a value is.
    fn string<'v>(
        &mut self,
        value: &'v Spanned<DeValue<'_>>,
        what: &str,
        expected: &str,
    ) -> Option<&'v str> {
        let string = value.get_ref().as_str();
        if string.is_none() {
            let help = "write it in quotation marks";
            self.mismatch(value, what, expected, help);
        }
        string
    }

    fn unknown_key(&mut self, name: &str, span: &Range<usize>, known: &[&str]) {
        let list: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
        let known = known.iter().copied();
        let help = suggestion::help(name, known, format!("the keys are {}", list.join(", ")));
        self.report(span, format!("unknown key `{name}`"), help);
    }

    fn mismatch(&mut self, value: &Spanned<DeValue<'_>>, what: &str, expected: &str, help: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("{what}: expected {expected}, found {found}");
        self.report(&value.span(), message, help.to_owned());
    }

    fn report(&mut self, span: &Range<usize>, message: String, help: String) {
        self.problems.push(problem(self.text, span, message, help));
    }
}
