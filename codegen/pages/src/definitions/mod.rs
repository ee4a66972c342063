//! Definitions: OpenAPI 3 and the API Explorer's in the manner of Swagger 2.

use std::path::Path;

use crate::error::ReadError;
use crate::page::Page;
use crate::rendering::Rendering;

pub(crate) fn page(name: &Path, text: &str, rendering: Rendering) -> Result<Page, ReadError> {
    let _ = (name, text);
    Ok(Page {
        rendering,
        ..Page::default()
    })
}
