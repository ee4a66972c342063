//! The public API of the generated crates, so that changes to it are visible in review.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, ImplItem, Item, Lit, Token, Visibility, braced};

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
        Item::Macro(item) if item.mac.path.segments.last()?.ident == "open_enum" => {
            Some(enumeration_shape(&item.mac.parse_body().unwrap()))
        }
        _ => None,
    }
}

/// The contents of `open_enum!`.
struct Enumeration {
    name: Ident,
    representation: Ident,
    variants: Vec<(Ident, Lit)>,
}

impl Parse for Enumeration {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let representation = input.parse()?;
        let body;
        braced!(body in input);
        let mut variants = Vec::new();
        while !body.is_empty() {
            let variant = body.parse()?;
            body.parse::<Token![=]>()?;
            variants.push((variant, body.parse()?));
            body.parse::<Option<Token![,]>>()?;
        }
        Ok(Self {
            name,
            representation,
            variants,
        })
    }
}

fn enumeration_shape(enumeration: &Enumeration) -> String {
    let Enumeration {
        name,
        representation,
        variants,
    } = enumeration;
    let variants = variants
        .iter()
        .map(|(name, value)| format!("    {name} = {}\n", text(value)));
    format!(
        "open enum {name}: {representation}\n{}",
        variants.collect::<String>()
    )
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
    let crates = fs::read_dir(&clients).unwrap();
    let crates = crates.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut seen = 0;
    for name in crates {
        let folder = clients.join(&name).join("src/generated");
        let mut files = Vec::new();
        collect(&folder, &mut files);
        assert!(
            !files.is_empty(),
            "no generated files in {}",
            folder.display()
        );
        if files.len() == 1 {
            // A product that has no operations yet.
            continue;
        }
        seen += 1;
        for (place, shapes) in by_folder(&folder, &files) {
            insta::assert_snapshot!(format!("{name}{place}"), shapes);
        }
    }
    assert!(seen >= 4, "{seen} crates");
}

/// The shapes of the files of each folder, by its path with dashes.
fn by_folder(root: &Path, files: &[PathBuf]) -> BTreeMap<String, String> {
    let mut shapes: BTreeMap<String, String> = BTreeMap::new();
    for path in files {
        let shape = shape(path);
        if !shape.is_empty() {
            let path = path.strip_prefix(root).unwrap();
            let folders = path.parent().unwrap().iter();
            let place = folders.map(|folder| format!("-{}", folder.to_str().unwrap()));
            let text = format!("## {}\n\n{shape}\n", path.display());
            *shapes.entry(place.collect()).or_default() += &text;
        }
    }
    shapes
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}
