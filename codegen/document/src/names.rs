//! From the names of a document to the names of Rust.
//!
//! One place for all who must agree on it: the generator that writes the names, the rules that find
//! collisions before, and the comparison that says which code a change breaks.
//!
//! The rules, in this order:
//!
//! 1. Types and variants are in `PascalCase`, fields, setters and methods in `snake_case`.
//! 2. A name that Rust or generated code has itself gets an underscore (`type_`, `send_`) or, as a
//!    type, the word `Value` (`OptionValue`).
//! 3. A name that begins with a digit gets `Value` or `value_` in front.
//! 4. Names that become the same, and those of which nothing would be left, have their signs spelled
//!    out: `a/b` next to `a-b` becomes `ASlashB` and `ADashB`. Where that does not help either,
//!    every character but letters and digits becomes its number.

use std::collections::HashSet;

use heck::{ToPascalCase, ToSnakeCase};

/// Names of types that generated code uses itself; a component of that name would shadow them.
const TAKEN_TYPES: [&str; 12] = [
    "Box", "Client", "Err", "HashMap", "None", "Ok", "Option", "Result", "Self", "Some", "String",
    "Vec",
];

/// Names of the methods that builders, calls and clients have themselves, or that every type has.
const TAKEN_METHODS: [&str; 40] = [
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "build",
    "builder",
    "check",
    "client",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "connect",
    "default",
    "deserialize",
    "drop",
    "eq",
    "finish",
    "fmt",
    "from",
    "hash",
    "into",
    "items",
    "iter",
    "ne",
    "new",
    "pages",
    "partial_cmp",
    "send",
    "serialize",
    "set",
    "shared",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "validate",
    "wait",
    "with",
];

/// Names of an enumeration's own, in addition to the values.
const TAKEN_VARIANTS: [&str; 2] = ["Self", "Unknown"];

/// The name of a type: `StatisticsAPI` becomes `StatisticsApi`, `Option` becomes `OptionValue`.
#[must_use]
pub fn type_name(name: &str) -> String {
    let pascal = pascal(name);
    if TAKEN_TYPES.contains(&pascal.as_str()) {
        format!("{pascal}Value")
    } else {
        pascal
    }
}

/// The name of a field: `ListStatisticsApi` becomes `list_statistics_api`; a keyword gets an
/// underscore.
#[must_use]
pub fn value_name(name: &str) -> String {
    snake(&worded(name, str::to_snake_case))
}

/// The name of a setter or of a client's method: as [`value_name`], but for those that generated
/// code has itself.
#[must_use]
pub fn method_name(name: &str) -> String {
    let name = value_name(name);
    if TAKEN_METHODS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// The variant of a value without a name of its own: `ROMA_BASIC` becomes `RomaBasic`.
#[must_use]
pub fn variant_name(value: &str) -> String {
    let pascal = pascal(value);
    if TAKEN_VARIANTS.contains(&pascal.as_str()) {
        format!("{pascal}Value")
    } else {
        pascal
    }
}

/// The variants of the values of one enumeration, no two of them the same.
#[must_use]
pub fn variant_names(values: &[&str]) -> Vec<String> {
    distinct(values, variant_name)
}

/// The fields of the properties of one object, no two of them the same.
#[must_use]
pub fn value_names(names: &[&str]) -> Vec<String> {
    distinct(names, value_name)
}

/// Converts names so that different names stay different.
fn distinct(names: &[&str], convert: impl Fn(&str) -> String) -> Vec<String> {
    let plain: Vec<String> = names.iter().map(|name| convert(name)).collect();
    let spelled = |name: &str| convert(&spelled_out(name, sign_word));
    let numbered = |name: &str| convert(&spelled_out(name, sign_number));
    let mut taken = HashSet::new();
    let mut distinct = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let is_shared = plain.iter().filter(|other| **other == plain[index]).count() > 1;
        let candidates = [
            (!is_shared).then(|| plain[index].clone()),
            Some(spelled(name)),
            is_shared.then(|| plain[index].clone()),
            Some(numbered(name)),
        ];
        let chosen = candidates
            .into_iter()
            .flatten()
            .find(|candidate| !taken.contains(candidate));
        // The same name twice: an underscore more for each time.
        let chosen = chosen.unwrap_or_else(|| {
            let mut longer = format!("{}_", plain[index]);
            while taken.contains(&longer) {
                longer.push('_');
            }
            longer
        });
        taken.insert(chosen.clone());
        distinct.push(chosen);
    }
    distinct
}

fn pascal(name: &str) -> String {
    let pascal = worded(name, str::to_pascal_case);
    if pascal.starts_with(|first: char| !unicode_ident::is_xid_start(first)) {
        format!("Value{pascal}")
    } else {
        pascal
    }
}

fn snake(snake: &str) -> String {
    if snake.starts_with(|first: char| !unicode_ident::is_xid_start(first) && first != '_') {
        format!("value_{snake}")
    } else if is_keyword(snake) {
        format!("{snake}_")
    } else {
        snake.to_owned()
    }
}

/// The name converted, or its signs spelled out where nothing else would be left; signs that Rust
/// does not allow in names are dropped.
fn worded(name: &str, convert: impl Fn(&str) -> String) -> String {
    let letters = |text: String| -> String {
        text.chars()
            .filter(|it| unicode_ident::is_xid_continue(*it))
            .collect()
    };
    let converted = letters(convert(name));
    if converted.chars().any(char::is_alphanumeric) {
        return converted;
    }
    let spelled = letters(convert(&spelled_out(name, sign_word)));
    if spelled.chars().any(char::is_alphanumeric) {
        return spelled;
    }
    convert("empty")
}

fn spelled_out(name: &str, word: impl Fn(char) -> Option<String>) -> String {
    let mut spelled = String::new();
    for character in name.chars() {
        match word(character) {
            Some(word) => {
                spelled.push(' ');
                spelled.push_str(&word);
                spelled.push(' ');
            }
            None => spelled.push(character),
        }
    }
    spelled
}

/// The word for a sign; `None` for letters and digits.
fn sign_word(sign: char) -> Option<String> {
    let word = match sign {
        '-' => "dash",
        '_' => "underscore",
        '.' => "dot",
        '/' => "slash",
        '\\' => "backslash",
        ':' => "colon",
        ';' => "semicolon",
        ',' => "comma",
        '+' => "plus",
        '*' => "star",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "bang",
        '?' => "question",
        '%' => "percent",
        '&' => "and",
        '|' => "bar",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '"' | '\'' | '`' => "quote",
        ' ' => "blank",
        _ if sign.is_alphanumeric() => return None,
        _ => return sign_number(sign),
    };
    Some(word.to_owned())
}

/// The number of a character; upper and lower case are distinguished.
fn sign_number(sign: char) -> Option<String> {
    if sign.is_uppercase() {
        Some(format!("capital {sign}"))
    } else if sign.is_alphanumeric() {
        None
    } else {
        Some(format!("u{:x}", u32::from(sign)))
    }
}

/// Whether Rust does not take the word as a name.
fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// The keywords of all editions, those that are reserved too; and words that are none, but cannot
/// be names.
const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "Self", "_",
];

/// Whether an operation, parameter or property of this name would get another as a method, because
/// generated code uses it.
#[must_use]
pub fn is_taken_method(name: &str) -> bool {
    TAKEN_METHODS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_cases_of_rust() {
        assert_eq!(type_name("StatisticsAPI"), "StatisticsApi");
        assert_eq!(type_name("fdi"), "Fdi");
        assert_eq!(type_name("Option"), "OptionValue");
        assert_eq!(value_name("ListStatisticsApi"), "list_statistics_api");
        assert_eq!(value_name("type"), "type_");
        assert_eq!(value_name("gen"), "gen_");
        assert_eq!(value_name("req_count2xx"), "req_count2xx");
        assert_eq!(method_name("send"), "send_");
        assert_eq!(method_name("Default"), "default_");
        assert_eq!(method_name("Connect"), "connect_"); // clients of any definition have it themselves
    }

    #[test]
    fn every_text_has_a_name() {
        for (text, variant, value) in [
            ("INSTANCE", "Instance", "instance"),
            ("4", "Value4", "value_4"),
            ("1st", "Value1st", "value_1st"),
            ("2xx", "Value2xx", "value_2xx"),
            ("true", "True", "true_"),
            ("self", "SelfValue", "self_"),
            ("unknown", "UnknownValue", "unknown"),
            ("--", "DashDash", "dash_dash"),
            ("", "Empty", "empty"),
            ("*", "Star", "star"),
            ("\u{200b}", "U200b", "u200b"),
            ("创建中", "创建中", "创建中"),
            ("包年/包月（元）", "包年包月元", "包年_包月_元"),
            ("a²", "A", "a"),
        ] {
            assert_eq!(variant_name(text), variant, "{text}");
            assert_eq!(value_name(text), value, "{text}");
            for name in [variant_name(text), value_name(text)] {
                assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name}");
            }
        }
    }

    #[test]
    fn different_names_stay_different() {
        for (values, expected) in [
            (&["a-b", "a/b", "c"][..], &["ADashB", "ASlashB", "C"][..]),
            (&["1.0", "10", "1"], &["Value1Dot0", "Value10", "Value1"]),
            (
                &["HTTP", "Http", "http"],
                &["Http", "CapitalHTtp", "CapitalHttp"],
            ),
            (&["a", "a"], &["A", "A_"]),
            (&["", "empty"], &["Empty", "Empty_"]),
        ] {
            let names = variant_names(values);
            let distinct: HashSet<&String> = names.iter().collect();
            assert_eq!(distinct.len(), values.len(), "{names:?}");
            assert_eq!(names.len(), expected.len());
        }
        assert_eq!(
            variant_names(&["a-b", "a/b", "c"]),
            ["ADashB", "ASlashB", "C"]
        );
        assert_eq!(variant_names(&["1.0", "10"]), ["Value1Dot0", "Value10"]);
        assert_eq!(value_names(&["a-b", "a_b"]), ["a_dash_b", "a_underscore_b"]);
    }

    #[test]
    fn keywords_are_those_that_cannot_be_identifiers() {
        for word in KEYWORDS {
            let is_identifier = syn::parse_str::<syn::Ident>(word).is_ok();
            let is_of_later_edition = word == "gen";
            assert!(!is_identifier || is_of_later_edition, "{word}");
        }
    }
}
