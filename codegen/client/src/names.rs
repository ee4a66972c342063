//! The name of a crate.

use crate::error::Error;
use crate::service::{Service, word};

/// The prefix of all crates of Huawei Cloud services.
const PREFIX: &str = "huaweicloud-";

/// The longest name that crates.io accepts.
const LONGEST: usize = 64;

/// Names that are reserved by Cargo or Rust.
const TAKEN: [&str; 12] = [
    "alloc",
    "core",
    "proc-macro",
    "proc_macro",
    "std",
    "test",
    "huaweicloud-core",
    "huaweicloud_core",
    "huaweicloud-types",
    "huaweicloud_types",
    "huaweicloud-mock-server",
    "huaweicloud_mock_server",
];

/// The given name, or the name derived from the definition.
///
/// # Errors
///
/// It is not a valid crate name.
pub(crate) fn crate_name(given: Option<&str>, service: &Service) -> Result<String, Error> {
    let name = given.map_or_else(|| proposed(service), str::to_owned);
    match fault(&name) {
        None => Ok(name),
        Some(reason) => Err(Error::Name { name, reason }),
    }
}

/// The title as a crate name, or the file name if the title has no letters that a crate name can have.
fn proposed(service: &Service) -> String {
    let words = [word(&service.title), word(&service.file)];
    let word = words
        .into_iter()
        .find(|it| it.contains(|sign: char| sign.is_ascii_alphabetic()));
    let word = word.unwrap_or_else(|| "service".to_owned());
    let known = if service.is_huawei { PREFIX } else { "" };
    let name = match (word.strip_prefix(PREFIX), known) {
        (Some(_), _) => word,
        (None, "") => format!("{word}-client"),
        (None, prefix) => format!("{prefix}{word}"),
    };
    let name = if name.starts_with(|it: char| it.is_ascii_digit()) {
        format!("{PREFIX}{name}")
    } else {
        name
    };
    name.chars()
        .take(LONGEST)
        .collect::<String>()
        .trim_end_matches('-')
        .to_owned()
}

fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        return Some("it is empty");
    }
    if name.len() > LONGEST {
        return Some("it has more than 64 characters");
    }
    if !name.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return Some("it must start with a letter");
    }
    if !name
        .chars()
        .all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
    {
        return Some("only letters, digits, `-` and `_` are allowed");
    }
    if TAKEN.contains(&name) || codegen_document::names::value_name(name) == format!("{name}_") {
        return Some("it is a keyword of Rust, or the name of a crate that this one needs");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(title: &str, is_huawei: bool) -> Service {
        Service {
            title: title.to_owned(),
            file: "云/服务".to_owned(),
            name: String::new(),
            host: None,
            is_huawei,
        }
    }

    #[test]
    fn names_are_derived_from_the_definition() {
        for (title, is_huawei, expected) in [
            ("ECS", true, "huaweicloud-ecs"),
            ("SMS Api", true, "huaweicloud-sms-api"),
            ("huaweicloud-x", true, "huaweicloud-x"),
            ("Petstore", false, "petstore-client"),
            ("3D Shop", false, "huaweicloud-3d-shop-client"),
            ("云服务", true, "huaweicloud-service"),
        ] {
            let name = crate_name(None, &service(title, is_huawei)).unwrap();
            assert_eq!(name, expected);
        }
    }

    #[test]
    fn names_that_cargo_rejects_are_rejected() {
        for name in [
            "",
            "1a",
            "a b",
            "a/b",
            "../a",
            "std",
            "type",
            "云",
            &"a".repeat(65),
        ] {
            let error = crate_name(Some(name), &service("X", true)).unwrap_err();
            assert!(error.to_string().contains("--name"), "{error}");
        }
    }
}
