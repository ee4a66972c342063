#![doc = include_str!("../README.md")]

mod components;
mod error;
mod files;
mod input;
mod names;
mod omission;
mod origins;
mod output;
mod resources;
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
pub use omission::Omission;
pub use omission::Subject;
pub use output::{Output, RECORD};
pub use settings::{Runtime, Settings};
pub use workspace::needs_own_workspace;

use components::Renaming;
use omission::Omissions;
use service::Service;

/// The crate of a definition: nothing of it is on disk yet.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Client {
    /// The name of the crate.
    pub name: String,
    /// Its files, by their paths from its folder.
    pub files: Vec<GeneratedFile>,
    /// How many operations the definition has.
    pub found: usize,
    /// How many of them the crate has.
    pub operations: usize,
    /// How many structs and enums it has.
    pub types: usize,
    /// What was corrected in the definition.
    pub corrections: Vec<Correction>,
    /// Components whose names the crate needs for something else, with their new names.
    pub renamed: Vec<(String, String)>,
    /// What the crate does not have, and why.
    pub omissions: Vec<Omission>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The definition is read.
    Reading,
    /// Faults of the definition are corrected.
    Correcting,
    /// The files are made.
    Generating,
}

/// Makes the crate of a definition, in memory.
///
/// # Errors
///
/// The definition cannot be read or is not OpenAPI 3.0, it has no operation that can be generated, or
/// the name is not one of a crate.
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
    let found = input::operations(&document).len() + omissions.operations();
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

/// Generates, and leaves out what cannot be generated, until the rest can.
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
