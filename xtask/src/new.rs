//! `cargo xtask new`.

mod addition;
mod files;
mod manifests;
mod product;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::println;
use anyhow::Context;
use huaweicloud_codegen::workspace;

use addition::Addition;
use product::Product;

/// Add a product: its documents, and a model and a client crate
///
/// Writes everything that the two crates need: specs/PRODUCT with a first document that has no
/// operation yet, the crates with READMEs and licenses, the entries in the manifests of the
/// documents, the workspace and the conformance tests, the regions, and the generated code. Nothing
/// is written where the product cannot be added.
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    /// Name of the product in its endpoint and in the names of the crates, such as `obs`
    product: String,
    /// Name of the product in texts [default: the product in capitals]
    #[arg(long)]
    title: Option<String>,
    /// Region in which the product is documented; can be repeated
    #[arg(long = "region", value_name = "REGION", default_value = "cn-north-4")]
    regions: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let root = workspace::root()?;
    let product = Product::new(
        &arguments.product,
        arguments.title.as_deref(),
        &arguments.regions,
    )?;
    product.refuse_known(&root)?;
    let mut addition = Addition::default();
    files::add(&product, &root, &mut addition)?;
    manifests::add(&product, &root, &mut addition)?;
    generate(&product, &root, &mut addition)?;
    let count = addition.write(&root)?;
    println!("{}", summary(&product, count));
    Ok(ExitCode::SUCCESS)
}

/// Adds the code that is generated of the new documents, made of a copy of all documents.
fn generate(product: &Product, root: &Path, addition: &mut Addition) -> anyhow::Result<()> {
    let copy = tempfile::tempdir().context("cannot make a temporary folder")?;
    let specs = copy.path().join("specs");
    copy_documents(&root.join("specs"), &specs)?;
    for (path, text) in addition.below("specs") {
        let path = copy.path().join(path);
        write_to(&path, text)?;
    }
    let generation = codegen_generator::generate(&specs, &[])?;
    let differences = codegen_generator::differences(root, &generation.files, &[])?;
    for difference in differences {
        let document = difference.document.as_deref();
        if document.is_none_or(|document| document == product.name)
            && let Some(text) = difference.wanted
        {
            addition.set(difference.path, text);
        }
    }
    Ok(())
}

/// Copies a folder but for records, which generation does not read.
fn copy_documents(from: &Path, to: &Path) -> anyhow::Result<()> {
    let failed = || format!("cannot copy {}", from.display());
    std::fs::create_dir_all(to).with_context(failed)?;
    for entry in std::fs::read_dir(from).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_file() {
            std::fs::copy(&path, &target).with_context(failed)?;
        } else if entry.file_name() != "records" {
            copy_documents(&path, &target)?;
        }
    }
    Ok(())
}

fn write_to(path: &PathBuf, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn summary(product: &Product, count: usize) -> String {
    let name = &product.name;
    format!(
        "added `{name}` in {count} files\n\n\
         next:\n  \
         specs/{name}/common.yaml    correct title, endpoint and regions, and the regions in \
         runtime/core/src/region/services.txt\n  \
         specs/{name}/api.yaml       add operations: `cargo xtask docs draft PAGE --into \
         specs/{name}/api.yaml`\n  \
         README.md, CHANGELOG.md     name the new crates"
    )
}
