//! The names that client crates export.

/// The `lib.rs` of a new client crate.
pub(super) const CLIENT: &str = include_str!("template/client.rs");

/// Whether client crates have something else of that name.
pub(super) fn is_exported(name: &str) -> bool {
    let exported = CLIENT.split_once("pub use huaweicloud_core::{");
    let exported = exported.and_then(|(_, rest)| rest.split_once("};"));
    let names = exported.map_or("", |(names, _)| names);
    names
        .split(|it: char| !it.is_alphanumeric())
        .any(|it| it == name)
        || name == "Client"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exports(text: &str) -> Option<&str> {
        let (_, rest) = text.split_once("pub use huaweicloud_core::{")?;
        Some(rest.split_once("};")?.0)
    }

    #[test]
    fn new_clients_hand_on_what_the_others_do() {
        let dcs = include_str!("../../../generated-client/dcs/src/lib.rs");
        assert!(exports(CLIENT).is_some());
        assert_eq!(exports(CLIENT), exports(dcs));
    }

    #[test]
    fn names_that_are_handed_on_are_taken() {
        assert!(is_exported("Error") && is_exported("Client") && is_exported("Waiter"));
        assert!(!is_exported("Obs"));
    }
}
