//! Finds operations by method and address.

use codegen_document::pointer;
use codegen_pages::{Operation, Record};

use crate::folder::Folder;
use crate::operation_locator::OperationLocator;

/// A method, and an address without query and parameter names.
type Call = (String, String);

/// The records with the method and address of a page's operation: those of their pages, otherwise
/// those in their documents.
pub(super) fn of<'a>(operation: &Operation, folder: &'a Folder) -> Vec<&'a Record> {
    let Some(wanted) = recorded(operation) else {
        return Vec::new();
    };
    let records = folder.records.iter();
    let found: Vec<&Record> = records
        .filter(|record| recorded(&record.facts).as_ref() == Some(&wanted))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let locators = folder.documents.iter().flat_map(OperationLocator::all);
    let ids: Vec<&str> = locators
        .filter(|locator| documented(locator).as_ref() == Some(&wanted))
        .filter_map(|locator| locator.id())
        .collect();
    let records = folder.records.iter();
    records
        .filter(|record| ids.contains(&record.operation.as_str()))
        .collect()
}

fn recorded(operation: &Operation) -> Option<Call> {
    let uri = operation.uri.as_ref()?;
    Some((operation.method.clone()?, template(uri)))
}

fn documented(locator: &OperationLocator<'_>) -> Option<Call> {
    let (path, method) = locator.operation.rsplit_once('/')?;
    let path = pointer::unescape(path.strip_prefix("/paths/")?);
    Some((method.to_ascii_uppercase(), template(&path)))
}

fn template(uri: &str) -> String {
    let path = uri.split('?').next().unwrap_or(uri).trim_end_matches('/');
    let segments = path.split('/').map(|segment| {
        if segment.starts_with([':', '{']) {
            "{}"
        } else {
            segment
        }
    });
    segments.collect::<Vec<_>>().join("/")
}
