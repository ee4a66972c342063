//! What a new product is called.

use std::path::Path;

use anyhow::bail;
use codegen_document::{Manifest, names};

/// Names of crates that are something else, or would be.
const RESERVED: [&str; 5] = ["client", "core", "mock-server", "shapes", "types"];

/// The template of a client's `lib.rs`, whose exports are names that a product cannot have.
pub(super) const CLIENT: &str = include_str!("template/client.rs");

/// A product to be added.
pub(super) struct Product {
    /// The name in endpoints and crates: `obs`.
    pub(super) name: String,
    /// The name in texts.
    pub(super) title: String,
    /// The regions, at least one.
    pub(super) regions: Vec<String>,
}

impl Product {
    /// # Errors
    ///
    /// A name that no crate can have, or a title or region that documents cannot hold.
    pub(super) fn new(name: &str, title: Option<&str>, regions: &[String]) -> anyhow::Result<Self> {
        if !is_name(name) {
            bail!(
                "`{name}` cannot be the name of a product\n  help: use lowercase letters and digits, \
                 with single hyphens between them, beginning with a letter, such as `obs`"
            );
        }
        if RESERVED.contains(&name) || name.ends_with("-model") {
            bail!(
                "the name `{name}` is reserved: the crate `huaweicloud-{name}` is something else"
            );
        }
        let title = title.map_or_else(|| name.to_ascii_uppercase(), |it| it.trim().to_owned());
        if title.is_empty()
            || title.contains(['"', '\\', '{', '}'])
            || title.contains(char::is_control)
        {
            bail!("the title cannot be empty, or have quotes, braces, backslashes or line breaks");
        }
        if let Some(region) = regions.iter().find(|region| !is_name(region)) {
            bail!("`{region}` is not the name of a region\n  help: write it like `cn-north-4`");
        }
        let product = Self {
            name: name.to_owned(),
            title,
            regions: regions.to_vec(),
        };
        let type_name = product.type_name();
        if is_exported(&type_name) {
            bail!(
                "`{name}` would be called `{type_name}` in Rust, which client crates have already"
            );
        }
        Ok(product)
    }

    /// # Errors
    ///
    /// Something of that name is there.
    pub(super) fn refuse_known(&self, root: &Path) -> anyhow::Result<()> {
        let name = &self.name;
        let specs = root.join("specs");
        let manifest = Manifest::load(&specs)?;
        if manifest
            .modules
            .iter()
            .any(|entry| entry.crate_name == *name)
        {
            bail!("the product `{name}` exists: specs/manifest.toml lists it");
        }
        for folder in [
            format!("specs/{name}"),
            format!("generated-client/{name}"),
            format!("generated-client/{name}-model"),
        ] {
            if root.join(&folder).exists() {
                bail!("`{folder}` exists\n  help: choose another name, or remove it first");
            }
        }
        Ok(())
    }

    /// The name of the client in Rust.
    pub(super) fn type_name(&self) -> String {
        names::type_name(&self.name)
    }
}

/// Whether the text is lowercase words of letters and digits with single hyphens between them.
fn is_name(name: &str) -> bool {
    let is_word = |word: &str| {
        let mut characters = word.chars();
        !word.is_empty() && characters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// Whether client crates have something else of that name.
fn is_exported(name: &str) -> bool {
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

    #[test]
    fn names_that_no_crate_can_have_are_refused() {
        let regions = ["cn-north-4".to_owned()];
        for name in [
            "", "Obs", "1obs", "obs_v2", "obs-", "-obs", "a--b", "o b", "obs/x", "..", "对象",
        ] {
            let error = Product::new(name, None, &regions)
                .err()
                .map(|it| it.to_string());
            assert!(
                error.is_some_and(|it| it.contains("cannot be the name")),
                "{name}"
            );
        }
        for name in [
            "core",
            "types",
            "mock-server",
            "obs-model",
            "error",
            "config",
            "client",
        ] {
            assert!(Product::new(name, None, &regions).is_err(), "{name}");
        }
        for name in ["obs", "ecs2", "cloud-eye"] {
            assert!(Product::new(name, None, &regions).is_ok(), "{name}");
        }
        assert!(Product::new("obs", Some("a \"b\""), &regions).is_err());
        assert!(Product::new("obs", None, &["CN".to_owned()]).is_err());
    }

    #[test]
    fn names_that_are_handed_on_are_taken() {
        assert!(is_exported("Error") && is_exported("Client") && is_exported("Waiter"));
        assert!(!is_exported("Obs"));
    }
}
