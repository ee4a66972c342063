//! Where the code of a document is written, and by which paths it is used.

use std::path::{Path, PathBuf};

use codegen_document::ManifestEntry;

use crate::target::CrateTarget;

/// Where the code of a document is written.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    /// The name of the document in reports.
    pub(crate) document: String,
    /// The name of the document in file names.
    pub(crate) name: String,
    /// The origin that the first line of each file states.
    pub(crate) origin: String,
    /// The module of the document; `None` if it is the whole crate.
    pub(crate) module: Option<String>,
    /// The service as named in the settings of endpoints.
    pub(crate) service: String,
    /// The host of the service, with `{region}` if each region has its own; `None` if the runtime knows it.
    pub(crate) host: Option<String>,
    /// The folder of the types.
    pub(crate) model_folder: PathBuf,
    /// The folder of the client.
    pub(crate) client_folder: PathBuf,
    /// The path of the types within their crate.
    pub(crate) own_path: String,
    /// The path of the types as used by the client.
    pub(crate) model_path: String,
    /// The name of the client crate in Rust.
    pub(crate) client_crate: String,
    /// The path of the client for other crates.
    pub(crate) client_path: String,
}

impl Destination {
    /// The model crate and the client crate of this workspace.
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

    /// A standalone crate with both types and client.
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
