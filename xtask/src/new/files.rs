//! The files of a new product, from templates.

use std::path::Path;

use anyhow::Context;

use super::addition::Addition;
use super::product::{CLIENT, Product};

/// Where each template goes; `{product}` is the product's name.
const TEMPLATES: [(&str, &str); 8] = [
    (
        "specs/{product}/common.yaml",
        include_str!("template/common.yaml"),
    ),
    (
        "specs/{product}/api.yaml",
        include_str!("template/api.yaml"),
    ),
    (
        "generated-client/{product}/Cargo.toml",
        include_str!("template/client.toml"),
    ),
    (
        "generated-client/{product}/README.md",
        include_str!("template/client.md"),
    ),
    ("generated-client/{product}/src/lib.rs", CLIENT),
    (
        "generated-client/{product}-model/Cargo.toml",
        include_str!("template/model.toml"),
    ),
    (
        "generated-client/{product}-model/README.md",
        include_str!("template/model.md"),
    ),
    (
        "generated-client/{product}-model/src/lib.rs",
        include_str!("template/model.rs"),
    ),
];

const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

pub(super) fn add(product: &Product, root: &Path, addition: &mut Addition) -> anyhow::Result<()> {
    for (path, template) in TEMPLATES {
        addition.set(filled(path, product), filled(template, product));
    }
    for license in LICENSES {
        let path = root.join(license);
        let text = std::fs::read_to_string(&path);
        let text = text.with_context(|| format!("cannot read {}", path.display()))?;
        for suffix in ["", "-model"] {
            let path = format!("generated-client/{}{suffix}/{license}", product.name);
            addition.set(path, text.clone());
        }
    }
    Ok(())
}

fn filled(template: &str, product: &Product) -> String {
    let items = product.regions.iter();
    let regions: String = items.map(|it| format!("          - {it}\n")).collect();
    let first = product.regions.first().map_or("", String::as_str);
    // The endpoint of a document keeps its own placeholder.
    let is_document = template.starts_with("openapi");
    let region = if is_document { "{region}" } else { first };
    template
        .replace("{regions}", &regions)
        .replace("{first}", first)
        .replace("{region}", region)
        .replace("{product}", &product.name)
        .replace("{module}", &product.name.replace('-', "_"))
        .replace("{type}", &product.type_name())
        .replace("{title}", &product.title)
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
}
