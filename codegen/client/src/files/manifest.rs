//! `Cargo.toml`.

use std::path::Path;

use codegen_generator::{Crate, GeneratedFile};

use super::api;
use crate::Client;
use crate::service::Service;
use crate::settings::{Runtime, Settings};

/// The version of the runtime that the generated code is for: that of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) fn file(
    client: &Client,
    service: &Service,
    settings: &Settings,
    made: &Crate,
) -> GeneratedFile {
    let name = &client.name;
    let description = quoted(&format!("Client for the {} API.", api(service)));
    let keyword: String = crate::service::word(&service.title)
        .chars()
        .take(20)
        .collect();
    let keyword = keyword.trim_end_matches('-');
    let keyword = match keyword.starts_with(|it: char| it.is_ascii_alphabetic()) {
        true => format!("{}, ", quoted(keyword)),
        false => String::new(),
    };
    let dependency = |package: &str, folder: &str, more: &str| match &settings.runtime {
        Runtime::Registry => match more {
            "" => format!("{package} = \"{VERSION}\"\n"),
            more => format!("{package} = {{ version = \"{VERSION}\"{more} }}\n"),
        },
        Runtime::Checkout(root) => {
            let path = quoted(&root.join(Path::new(folder)).display().to_string());
            format!("{package} = {{ path = {path}{more} }}\n")
        }
    };
    let workspace = match settings.own_workspace {
        true => "\n# The workspace above does not have this crate.\n[workspace]\n",
        false => "",
    };
    let core = dependency("huaweicloud-core", "runtime/core", "");
    let types = dependency("huaweicloud-types", "runtime/types", "");
    let mock = dependency("huaweicloud-mock-server", "mock-server", "");
    let _ = made;
    let text = format!(
        "# Written by `huaweicloud-codegen client`, which writes it again when it is run again.\n\n\
         [package]\n\
         name = {name:?}\n\
         version = \"0.1.0\"\n\
         description = {description}\n\
         edition = \"2024\"\n\
         rust-version = \"1.88\"\n\
         license = \"MIT OR Apache-2.0\"\n\
         readme = \"README.md\"\n\
         keywords = [{keyword}\"api\", \"client\"]\n\
         categories = [\"api-bindings\"]\n\
         publish = false # the descriptions are those of the definition: whoever publishes them decides\n\n\
         [features]\n\
         # Reads times as times, where the definition says their notation.\n\
         time = [\"huaweicloud-types/time\"]\n\
         # Endpoints of services in regions from `regions.yaml`, as the official SDKs read it.\n\
         regions-file = [\"huaweicloud-core/regions-file\"]\n\n\
         [dependencies]\n{core}{types}serde = {{ version = \"1\", features = [\"derive\"] }}\n\n\
         [dev-dependencies]\n{mock}serde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n{workspace}"
    );
    GeneratedFile::new("Cargo.toml", text)
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
