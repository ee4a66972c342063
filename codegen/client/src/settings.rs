//! The settings of a crate.

use std::path::{Path, PathBuf};

/// The settings of a crate.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The name of the crate. `None` derives it from the definition.
    pub name: Option<String>,
    /// The source of the runtime.
    pub runtime: Runtime,
    /// Whether the crate is the root of its own workspace, because one in a parent folder does not include
    /// it.
    pub own_workspace: bool,
}

/// The source of the runtime: `huaweicloud-core`, `huaweicloud-types` and, for its tests,
/// `huaweicloud-mock-server`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// The registry.
    #[default]
    Registry,
    /// A checkout of the project.
    Checkout(PathBuf),
}

/// The file that marks a checkout.
const MARK: &str = "runtime/core/Cargo.toml";

impl Runtime {
    /// The checkout that this program was built from if it still exists, otherwise the registry.
    #[must_use]
    pub fn of_program() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Self::checkout(&root).unwrap_or_default()
    }

    /// The checkout in a folder; `None` if there is none.
    #[must_use]
    pub fn checkout(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        folder
            .join(MARK)
            .is_file()
            .then_some(Self::Checkout(folder))
    }
}
