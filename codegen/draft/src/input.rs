//! The input of a draft.

use std::path::{Path, PathBuf};

use codegen_document::Document;

use crate::names::Names;
use crate::pages::Pages;

/// The input of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The official definitions.
    pub definitions: &'a [Document],
    /// API Explorer definitions.
    pub explorer: &'a [Document],
    /// Pages by operation name.
    pub pages: &'a Pages,
    /// The configured names. `None` if the file is missing.
    pub names: Option<&'a Names>,
    /// The path of the file of names.
    pub names_file: &'a Path,
    /// The existing documents, each with its path in the folder.
    pub existing: &'a [(PathBuf, Document)],
    /// Only operations whose name, document or tag matches. `*` matches anything.
    pub only: Option<&'a str>,
}
