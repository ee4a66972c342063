//! Tables whose role is not determined yet.

use crate::page::{Role, Table};
use crate::vocabulary::{CaptionKind, Section};

/// A table and what is known of its role.
#[derive(Debug)]
pub(crate) struct DraftTable {
    pub(crate) table: Table,
    /// What it describes. `None` if neither caption nor section states it.
    pub(crate) role: Option<Role>,
    /// The section of the page that contains it.
    pub(crate) section: Section,
    /// Whether it has a column for required fields whose marks were all lost.
    pub(crate) presence_lost: bool,
    /// The location that each row states.
    pub(crate) places: Vec<Option<String>>,
    /// The number in its caption.
    pub(crate) number: Option<u32>,
    /// The rows that refer to tables by number.
    pub(crate) mentions: Vec<(String, u32)>,
}

impl DraftTable {
    /// Applies the caption.
    pub(crate) fn caption(&mut self, kind: CaptionKind) {
        let (role, name) = match kind {
            CaptionKind::Path => (Some(Role::Path), None),
            CaptionKind::Query => (Some(Role::Query), None),
            CaptionKind::Header | CaptionKind::ResponseHeader => (Some(Role::Header), None),
            CaptionKind::Body => (Some(Role::Body), None),
            CaptionKind::ResponseBody => (Some(Role::Response), None),
            CaptionKind::Type(name) => (Some(Role::Type), Some(name)),
            CaptionKind::Silent => (None, None),
        };
        self.role = role;
        self.table.type_name = name;
    }

    /// Whether it belongs to a response.
    pub(crate) fn is_response(&self) -> bool {
        matches!(self.section, Section::Response | Section::ExampleResponse)
    }
}
