//! The public shape of the generated crates, so that a change of it is seen in review.

use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::{ImplItem, Item, Visibility};

/// The declarations of a generated file without attributes and bodies.
fn shape(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    let file = syn::parse_file(&source).unwrap();
    file.items
        .iter()
        .filter_map(item_shape)
        .collect::<Vec<_>>()
        .join("\n")
}

fn item_shape(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let fields = item
                .fields
                .iter()
                .filter(|field| is_public(&field.vis))
                .map(|field| {
                    let name = field
                        .ident
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    format!("    {name}: {}\n", text(&field.ty))
                });
            Some(format!(
                "struct {}\n{}",
                item.ident,
                fields.collect::<String>()
            ))
        }
        Item::Impl(item) if item.trait_.is_none() => {
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    Some(format!("    {}\n", text(&function.sig)))
                }
                _ => None,
            });
            Some(format!(
                "impl {}\n{}",
                text(&item.self_ty),
                functions.collect::<String>()
            ))
        }
        Item::Macro(item) => Some(enumeration_shape(&item.mac.tokens.to_string())),
        _ => None,
    }
}

/// `pub enum Name: str { ... }` of the macro's tokens, a variant a line, without documentation.
fn enumeration_shape(tokens: &str) -> String {
    let start = tokens.find("pub enum").unwrap_or_default();
    let (head, body) = tokens[start..].split_once('{').unwrap_or((tokens, ""));
    let variants = body.split(',').filter_map(|part| {
        let part = part
            .rsplit(']')
            .next()
            .unwrap_or(part)
            .trim()
            .trim_end_matches('}')
            .trim();
        part.contains('=').then(|| format!("    {part}\n"))
    });
    format!("{}\n{}", head.trim(), variants.collect::<String>())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text(tokens: &impl ToTokens) -> String {
    tokens
        .to_token_stream()
        .to_string()
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" :", ":")
        .replace(" ,", ",")
        .replace("& ", "&")
        .replace(" (", "(")
}

#[test]
fn the_public_shape_of_the_generated_crates() {
    let clients = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated-client");
    for name in ["roma-model", "roma", "dcs-model", "dcs"] {
        let folder = clients.join(name).join("src/generated");
        let mut files = Vec::new();
        collect(&folder, &mut files);
        assert!(
            !files.is_empty(),
            "no generated files in {}",
            folder.display()
        );
        let shapes: String = files
            .iter()
            .map(|path| (path.strip_prefix(&folder).unwrap(), shape(path)))
            .filter(|(_, shape)| !shape.is_empty())
            .map(|(path, shape)| format!("## {}\n\n{shape}\n", path.display()))
            .collect();
        insta::assert_snapshot!(name, shapes);
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
