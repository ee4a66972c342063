//! Reads a file as facts.

use std::fs;
use std::path::Path;

use crate::definitions;
use crate::error::ReadError;
use crate::facts;
use crate::page::{Operation, Page};
use crate::pattern::Pattern;
use crate::readers;
use crate::rendering::{self, Rendering};

/// The maximum size of a file, in bytes.
const LIMIT: u64 = 32 * 1_048_576;

/// The maximum size of a page that is not a definition, in bytes.
const PAGE_LIMIT: u64 = 8 * 1_048_576;

/// Reads a file.
///
/// # Errors
///
/// The file cannot be read, is too large, is not text, or does not document an operation.
pub fn read_file(path: &Path) -> Result<Page, ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_path_buf(),
        source,
    };
    let size = fs::metadata(path).map_err(io)?.len();
    if size > LIMIT {
        return Err(too_large(path, size, LIMIT));
    }
    read(path, &fs::read(path).map_err(io)?)
}

/// Reads a page. `name` appears in messages.
///
/// # Errors
///
/// As for [`read_file`].
pub fn read(name: &Path, bytes: &[u8]) -> Result<Page, ReadError> {
    if bytes.len() as u64 > LIMIT {
        return Err(too_large(name, bytes.len() as u64, LIMIT));
    }
    let text = text(name, bytes)?;
    let rendering = rendering::recognise(text);
    if text.len() as u64 > PAGE_LIMIT && !rendering.is_definition() {
        return Err(too_large(name, text.len() as u64, PAGE_LIMIT));
    }
    let page = match rendering {
        Rendering::Openapi | Rendering::ApiExplorer => definitions::page(name, text, rendering)?,
        _ => facts::page(readers::blocks(text, rendering), rendering),
    };
    if page.operations.iter().all(is_void) {
        return Err(ReadError::NotAPage {
            path: name.to_path_buf(),
            hint: hint(text, rendering),
        });
    }
    Ok(page)
}

fn too_large(path: &Path, size: u64, limit: u64) -> ReadError {
    ReadError::TooLarge {
        path: path.to_path_buf(),
        size,
        limit,
    }
}

fn text<'a>(name: &Path, bytes: &'a [u8]) -> Result<&'a str, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let binary = |offset| ReadError::Binary {
        path: name.to_path_buf(),
        offset,
    };
    let text = std::str::from_utf8(bytes).map_err(|error| binary(error.valid_up_to()))?;
    if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
        return Err(binary(offset));
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty {
            path: name.to_path_buf(),
        });
    }
    Ok(text)
}

/// Whether nothing was found that identifies an operation.
fn is_void(operation: &Operation) -> bool {
    operation.method.is_none() && operation.tables.is_empty() && operation.examples.is_empty()
}

fn hint(text: &str, rendering: Rendering) -> &'static str {
    static LOGIN: Pattern =
        Pattern::new(r#"(?i)type\s*=\s*["']?password|\b(?:log ?in|sign in)\b|登录"#);
    if LOGIN.is_match(text) && !text.contains("URI") {
        return ". It looks like a login page: log in and save the page again";
    }
    match rendering {
        Rendering::Html => {
            ". Save the page of the operation itself, not a menu or an enclosing frame"
        }
        _ => ". Is it the page of an operation, in Chinese or English?",
    }
}
