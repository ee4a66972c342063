#![doc = include_str!("../README.md")]

mod components;
mod error;
mod files;
mod input;
mod names;
mod omission;
mod operations;
mod origins;
mod output;
mod reduction;
mod resources;
mod runtime_names;
mod samples;
mod security;
mod service;
mod settings;
mod swagger;
mod workspace;

use std::path::Path;

use codegen_contract::Problem;
use codegen_generator::{Crate, CrateTarget, GeneratedFile, compact, generate_crate};
use codegen_importer::Correction;
use serde_json::Value;

pub use error::Error;
pub use omission::{Omission, Subject};
pub use output::{Output, RECORD};
pub use settings::{Runtime, Settings};
pub use workspace::needs_own_workspace;

use components::Renaming;
use reduction::Omissions;
use service::Service;

/// The crate of a definition, in memory.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Client {
    /// The name of the crate.
    pub name: String,
    /// Its files, by their paths from its folder.
    pub files: Vec<GeneratedFile>,
    /// The number of operations in the definition.
    pub found: usize,
    /// The number of operations in the crate.
    pub operations: usize,
    /// The number of structs and enums in the crate.
    pub types: usize,
    /// What was corrected in the definition.
    pub corrections: Vec<Correction>,
    /// Components whose names the crate uses for something else, with their new names.
    pub renamed: Vec<(String, String)>,
    /// The parts of the definition that the crate omits, and why.
    pub omissions: Vec<Omission>,
}

/// The current step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The definition is read.
    Reading,
    /// Errors in the definition are corrected.
    Correcting,
    /// The files are generated.
    Generating,
}

/// Generates the crate of a definition, in memory.
///
/// # Errors
///
/// The definition cannot be read or is not OpenAPI 3.0, none of its operations can be generated, or the
/// name is not a valid crate name.
pub fn client(
    definition: &Path,
    settings: &Settings,
    progress: &dyn Fn(Step),
) -> Result<Client, Error> {
    progress(Step::Reading);
    let read = input::read(definition)?;
    let service = Service::of(&read.document, definition);
    let name = names::crate_name(settings.name.as_deref(), &service)?;
    progress(Step::Correcting);
    let imported =
        codegen_importer::import(&read.document).map_err(|message| Error::Definition {
            path: definition.to_owned(),
            message,
        })?;
    let mut document = imported.document;
    let mut omissions = Omissions::new(read.document, read.origins);
    let mut corrections = imported.corrections;
    for correction in &mut corrections {
        correction.location = omissions.location(&correction.pointer);
    }
    corrections.sort_by(|one, other| one.location.file.cmp(&other.location.file));
    omissions.extend(read.omissions);
    let found = operations::operations(&document).len() + omissions.operations();
    omissions.authentication(security::reduce(&mut document));
    let renamed = components::rename(&mut document);
    progress(Step::Generating);
    let origin = format!(
        "`huaweicloud-codegen client` from {}",
        definition
            .file_name()
            .unwrap_or(definition.as_os_str())
            .display()
    );
    let (made, target) = generate(&mut document, &mut omissions, &renamed, &|document| {
        Ok(CrateTarget {
            name: name.clone(),
            origin: origin.clone(),
            service: service.name.clone(),
            host: service.host.clone(),
            resources: resources::modules(document),
            samples: samples::of(document)?,
        })
    })?;
    if made.operations.is_empty() {
        return Err(Error::Nothing {
            path: definition.to_owned(),
            found,
            omissions: omissions.into_list(),
        });
    }
    let mut client = Client {
        name,
        files: Vec::new(),
        found,
        operations: made.operations.len(),
        types: made.types,
        corrections,
        renamed: renamed.into_list(),
        omissions: omissions.into_list(),
    };
    client.files = files::all(
        &client,
        &made,
        &target,
        &service,
        settings,
        compact(&document),
    );
    Ok(client)
}

/// Generates the crate, and omits what cannot be generated until the rest can be.
fn generate(
    document: &mut Value,
    omissions: &mut Omissions,
    renamed: &Renaming,
    target: &dyn Fn(&Value) -> Result<CrateTarget, Vec<Problem>>,
) -> Result<(Crate, CrateTarget), Error> {
    resources::describe_tags(document);
    loop {
        let made =
            target(document).and_then(|target| Ok((generate_crate(document, &target)?, target)));
        match made {
            Ok(made) => return Ok(made),
            Err(problems) => omissions.leave_out(document, &problems, renamed)?,
        }
    }
}
