//! The terms that Chinese and English pages use for their parts.

mod captions;
mod columns;
mod field_type;
mod sections;

pub(crate) use captions::{
    CaptionKind, caption, caption_kind, caption_number, described, inline_caption, mentioned_tables,
};
pub(crate) use columns::{Column, column, inline_header, presence};
pub use field_type::FieldType;
pub(crate) use field_type::{is_name, is_type, leading_type, referenced_type, type_kind};
pub(crate) use sections::{
    Section, closes_page, has_inline_status, inline_status, leading_section, section, status_label,
    trailing_section,
};
