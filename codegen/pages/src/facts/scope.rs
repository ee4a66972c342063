//! Tables whose place is not settled yet.

use crate::page::{Role, Table};
use crate::vocabulary::{CaptionKind, Section};

/// A table with what is known of its place.
#[derive(Debug)]
pub(crate) struct DraftTable {
    pub(crate) table: Table,
    /// What it lists; `None` where neither caption nor section tells.
    pub(crate) role: Option<Role>,
    /// The part of the page in which it stands.
    pub(crate) section: Section,
    /// Whether a column lists whether something has to be there, and all of its marks were lost.
    pub(crate) presence_lost: bool,
    /// Where each row says that it stands.
    pub(crate) places: Vec<Option<String>>,
    /// The number in its caption.
    pub(crate) number: Option<u32>,
    /// The rows that refer to tables by their numbers.
    pub(crate) mentions: Vec<(String, u32)>,
}

impl DraftTable {
    /// Takes over what the caption says.
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
    pub(crate) fn is_answer(&self) -> bool {
        matches!(self.section, Section::Response | Section::ExampleResponse)
    }
}
