//! The files of a crate that are not of a single operation or type.

mod corrections;
mod library;
mod manifest;
mod readme;
mod tests;

use codegen_generator::{Crate, CrateTarget, GeneratedFile};

use crate::Client;
use crate::service::Service;
use crate::settings::Settings;

/// All files, by path.
pub(crate) fn all(
    client: &Client,
    made: &Crate,
    target: &CrateTarget,
    service: &Service,
    settings: &Settings,
    definition: String,
) -> Vec<GeneratedFile> {
    let mut files = made.files.clone();
    files.push(manifest::file(client, service, settings));
    files.push(library::file(target, service, &made.files));
    files.push(readme::file(client, made, target, service));
    files.push(corrections::file(client, target));
    files.extend(tests::files(made, target, definition));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// The name of the API in sentences.
pub(crate) fn api(service: &Service) -> String {
    let cloud = if service.is_huawei {
        "Huawei Cloud "
    } else {
        ""
    };
    format!("{cloud}{}", service.title)
}
