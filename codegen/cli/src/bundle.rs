//! The command `bundle`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, print};
use anyhow::{Context, bail};
use codegen_document::{Document, Manifest};
use serde_json::Value;

use crate::workspace;

/// Write one self-contained OpenAPI document
///
/// For tools that read a single file, such as Swagger UI, Redoc, Postman and other generators. Merges
/// the documents of a product or folder, or a document and the files that it refers to.
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// A product of the manifest, such as dcs, or a folder or file [default: every product]
    #[arg(value_name = "PRODUCT|PATH")]
    what: Option<String>,

    /// The output format [default: that of the file extension, or yaml]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Write to this file (`.yaml`, `.yml` or `.json`), or one file per product to this folder,
    /// instead of to standard output
    #[arg(long, value_name = "FILE|FOLDER")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Yaml,
    Json,
}

impl Format {
    /// The format of the file extension. `None` for a folder.
    fn of_file(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()? {
            "yaml" | "yml" => Some(Format::Yaml),
            "json" => Some(Format::Json),
            _ => None,
        }
    }

    fn text(self, document: &Value) -> String {
        match self {
            Format::Yaml => codegen_document::yaml::block(document, 0),
            Format::Json => format!("{document:#}\n"),
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Yaml => "yaml",
            Format::Json => "json",
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let bundles = bundles(arguments.what.as_deref())?;
    let Some(output) = &arguments.output else {
        let format = arguments.format.unwrap_or(Format::Yaml);
        print!("{}", format.text(only(&bundles)?));
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(named) = Format::of_file(output) {
        let (format, bundle) = (arguments.format.unwrap_or(named), only(&bundles)?);
        if let Some(folder) = output.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot create {}", folder.display()))?;
        }
        write(output, format, bundle)?;
    } else {
        write_all(output, arguments.format.unwrap_or(Format::Yaml), &bundles)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The bundle, if there is exactly one.
fn only(bundles: &[(String, Value)]) -> anyhow::Result<&Value> {
    let [(_, bundle)] = bundles else {
        let names: Vec<&str> = bundles.iter().map(|(name, _)| name.as_str()).collect();
        bail!(
            "there are several products: {}\n  help: name one of them, or a folder with `--output`",
            names.join(", ")
        );
    };
    Ok(bundle)
}

fn write(path: &Path, format: Format, bundle: &Value) -> anyhow::Result<()> {
    fs::write(path, format.text(bundle))
        .with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("{}: {} operations", path.display(), operations(bundle));
    Ok(())
}

fn write_all(folder: &Path, format: Format, bundles: &[(String, Value)]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for (name, bundle) in bundles {
        let path = folder.join(name).with_extension(format.extension());
        write(&path, format, bundle)?;
    }
    Ok(())
}

/// The requested bundles, by name.
fn bundles(what: Option<&str>) -> anyhow::Result<Vec<(String, Value)>> {
    let path = what.map(Path::new).filter(|path| path.exists());
    if let Some(path) = path {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let document = Document::bundle(path)?;
        return Ok(vec![(name.into_owned(), document.to_json())]);
    }
    if workspace::find()?.is_none() {
        match what {
            Some(what) => bail!("`{what}` does not exist: name a file or a folder"),
            None => bail!("expected a file or a folder to bundle"),
        }
    }
    let specs = workspace::specs()?;
    let manifest = Manifest::load(&specs)?;
    let mut products: Vec<&str> = manifest
        .modules
        .iter()
        .map(|entry| entry.crate_name.as_str())
        .collect();
    products.sort_unstable();
    products.dedup();
    if let Some(what) = what.filter(|what| !products.contains(what)) {
        bail!(
            "`{what}` is neither a file nor a product of the manifest, which has {}",
            products.join(", ")
        );
    }
    products
        .into_iter()
        .filter(|product| what.is_none_or(|what| what == *product))
        .map(|product| Ok((product.to_owned(), bundle(&specs, &manifest, product)?)))
        .collect()
}

fn bundle(specs: &Path, manifest: &Manifest, product: &str) -> anyhow::Result<Value> {
    let mut modules = Vec::new();
    for entry in &manifest.modules {
        if entry.crate_name == product {
            let document = Document::bundle(&specs.join(&entry.documents))?;
            modules.push((entry.module.as_deref().unwrap_or(product), document));
        }
    }
    let modules: Vec<_> = modules.iter().map(|(name, it)| (*name, it)).collect();
    let mut bundle = codegen_document::product(&modules);
    // A product of several modules has its name from the file that they all share.
    let shared = specs.join(product).join("common.yaml");
    if modules.len() > 1 && shared.is_file() {
        let info = Document::load(&shared)?.to_json()["info"].take();
        bundle["info"] = info;
    }
    Ok(bundle)
}

fn operations(bundle: &Value) -> usize {
    let paths = bundle["paths"].as_object().into_iter().flatten();
    let methods = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    methods
        .filter(|(method, _)| codegen_document::METHODS.contains(&method.as_str()))
        .count()
}
