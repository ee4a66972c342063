//! What a caller decides.

use std::path::{Path, PathBuf};

/// What a caller decides.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The name of the crate; `None` for one of the definition.
    pub name: Option<String>,
    /// Where the crate has its runtime from.
    pub runtime: Runtime,
    /// Whether the crate is the root of its own workspace, because one above does not have it.
    pub own_workspace: bool,
}

/// Where a crate has its runtime from: `huaweicloud-core`, `huaweicloud-types` and, for its tests,
/// `huaweicloud-mock-server`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runtime {
    /// The registry.
    #[default]
    Registry,
    /// A checkout of the project.
    Checkout(PathBuf),
}

/// What makes a folder a checkout.
const MARK: &str = "runtime/core/Cargo.toml";

impl Runtime {
    /// The checkout that this program was built from, where it is still there; otherwise the registry.
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
