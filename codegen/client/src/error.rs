//! Errors.

use std::path::PathBuf;

use codegen_document::LoadError;

use crate::omission::Omission;

/// Why no crate could be generated. Nothing has been written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of the definition cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The input is not a definition.
    #[error("{}: {message}", path.display())]
    Definition {
        /// The file or folder.
        path: PathBuf,
        /// The problem, and how to solve it.
        message: String,
    },
    /// No operation can be generated.
    #[error("{}: {}", path.display(), nothing(*found, omissions))]
    Nothing {
        /// The file or folder.
        path: PathBuf,
        /// The number of operations.
        found: usize,
        /// Why each operation was omitted.
        omissions: Vec<Omission>,
    },
    /// The generated code is invalid, and omitting an operation would not help.
    #[error("the definition cannot become a crate: {0}")]
    Generation(String),
    /// The name is not a valid crate name.
    #[error(
        "invalid crate name `{name}`: {reason}\n  \
         help: choose one with `--name`, for instance `--name huaweicloud-ecs`"
    )]
    Name {
        /// The name.
        name: String,
        /// Why not.
        reason: &'static str,
    },
    /// The folder has other content.
    #[error("{}: {reason}\n  help: {help}", path.display())]
    Foreign {
        /// The folder or file.
        path: PathBuf,
        /// The other content.
        reason: String,
        /// What to do.
        help: &'static str,
    },
    /// A file or folder cannot be read or written.
    #[error("cannot {doing} {}", path.display())]
    Files {
        /// The file or folder.
        path: PathBuf,
        /// The action that failed.
        doing: &'static str,
        /// The error of the operating system.
        source: std::io::Error,
    },
}

fn nothing(found: usize, omissions: &[Omission]) -> String {
    if found == 0 {
        return "the definition has no operations, so there is nothing to generate".to_owned();
    }
    let reasons: Vec<String> = omissions.iter().map(|it| format!("\n  {it}")).collect();
    format!(
        "none of the {found} operations can be generated{}",
        reasons.concat()
    )
}
