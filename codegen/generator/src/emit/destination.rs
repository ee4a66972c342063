//! Where the code of a document stands: in folders, and in the paths of Rust.

use std::path::{Path, PathBuf};

use codegen_document::ManifestEntry;

use crate::target::CrateTarget;

/// Where the code of a document stands.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// What the document is called in reports.
    pub(crate) document: String,
    /// What it is called in the names of files.
    pub(crate) name: String,
    /// What the first line of each file says of its origin.
    pub(crate) origin: String,
    /// The module of the document, where it is not the whole crate.
    pub(crate) module: Option<String>,
    /// The service as its endpoints name it.
    pub(crate) service: String,
    /// The host of the service, with `{region}` where there is one in each region; `None` where the
    /// runtime has it.
    pub(crate) host: Option<String>,
    /// The folder of the types.
    pub(crate) model_folder: PathBuf,
    /// The folder of the calls.
    pub(crate) client_folder: PathBuf,
    /// The path of the types among themselves.
    pub(crate) own_path: String,
    /// The path of the types from the calls.
    pub(crate) model_path: String,
    /// The name of the crate in Rust.
    pub(crate) client_crate: String,
    /// The path of the calls from outside of the crate.
    pub(crate) client_path: String,
}

impl Destination {
    /// Among the crates of this workspace: one for the types, one for the calls.
    pub(crate) fn of(entry: &ManifestEntry) -> Self {
        let name = &entry.crate_name;
        let module = entry.module.as_deref();
        let document = entry.documents.display().to_string();
        let client_crate = format!("huaweicloud_{}", name.replace('-', "_"));
        Self {
            origin: format!("`cargo xtask generate` from specs/{document}"),
            document,
            name: entry.name(),
            service: name.clone(),
            host: None,
            model_folder: folder(&format!("{name}-model"), module),
            client_folder: folder(name, module),
            own_path: within("crate", module),
            model_path: within(&format!("{client_crate}_model"), module),
            client_path: within(&client_crate, module),
            client_crate,
            module: entry.module.clone(),
        }
    }

    /// In a crate of its own, which has both types and calls.
    pub(crate) fn standalone(target: &CrateTarget) -> Self {
        let client_crate = target.name.replace('-', "_");
        Self {
            document: target.name.clone(),
            name: target.name.clone(),
            origin: target.origin.clone(),
            module: None,
            service: target.service.clone(),
            host: target.host.clone(),
            model_folder: Path::new("src/model").to_owned(),
            client_folder: Path::new("src/client").to_owned(),
            own_path: "crate::model".to_owned(),
            model_path: "crate::model".to_owned(),
            client_path: client_crate.clone(),
            client_crate,
        }
    }
}

fn within(crate_name: &str, module: Option<&str>) -> String {
    match module {
        Some(module) => format!("{crate_name}::{module}"),
        None => crate_name.to_owned(),
    }
}

/// The folder of the generated files of a crate, or of one of its modules.
pub(super) fn folder(crate_folder: &str, module: Option<&str>) -> PathBuf {
    let folder = Path::new("generated-client")
        .join(crate_folder)
        .join("src/generated");
    match module {
        Some(module) => folder.join(module),
        None => folder,
    }
}
