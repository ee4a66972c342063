//! Selects the operations to draft.

use std::path::Path;

use serde_json::Value;

use crate::error::DraftError;
use crate::known::Known;
use crate::names::{self, Names};
use crate::tidy;
use crate::walk;

/// Every tag needs a document.
pub(crate) fn check_tags(document: &Value, given: &Names, path: &Path) -> Result<(), DraftError> {
    let mut tags: Vec<&str> = Vec::new();
    for (_, _, operation) in walk::listed(document) {
        let tag = names::tag(operation);
        if given.document(operation).is_none() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.is_empty() {
        return Ok(());
    }
    Err(DraftError::Tags {
        path: path.to_path_buf(),
        count: tags.len(),
        lines: tags.iter().map(|tag| names::line(tag, "...")).collect(),
    })
}

/// Keeps the selected operations that are in no document, and the components that they need.
pub(crate) fn keep(
    document: &mut Value,
    given: &Names,
    known: &Known,
    only: Option<&str>,
) -> Result<(), DraftError> {
    let mut fits_any = false;
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        item.retain(|method, operation| {
            if !codegen_document::METHODS.contains(&method.as_str()) {
                return true;
            }
            let is_wanted = only.is_none_or(|pattern| {
                let id = walk::operation_id(operation);
                let resource = given.document(operation).unwrap_or_default();
                [id, resource, names::tag(operation)]
                    .iter()
                    .any(|text| is_like(pattern, text))
            });
            fits_any |= is_wanted;
            is_wanted && !known.has_operation(walk::operation_id(operation))
        });
    }
    if let Some(pattern) = only.filter(|_| !fits_any) {
        return Err(DraftError::Nothing {
            pattern: pattern.to_owned(),
        });
    }
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        paths.retain(|_, item| {
            codegen_document::METHODS
                .iter()
                .any(|method| item.get(*method).is_some())
        });
    }
    tidy::prune(document);
    Ok(())
}

/// Whether a text matches a pattern, where `*` matches anything.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("ListBackups", "ListBackups", true),
            ("ListBackups", "ListBackupsV2", false),
            ("List*", "ListBackups", true),
            ("*Backup*", "ListBackups", true),
            ("L*t*s", "ListBackups", true),
            ("*x*", "ListBackups", false),
            ("List*List", "List", false),
            ("*", "", true),
        ] {
            assert_eq!(is_like(pattern, text), expected, "{pattern} {text}");
        }
    }
}
