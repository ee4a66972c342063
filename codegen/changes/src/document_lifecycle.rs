//! Documents that come, go or move as a whole.

use codegen_document::Document;

use crate::change::{Change, Layer, Level, SourceLine, Wire};
use crate::change_kind::ChangeKind;
use crate::document_index::DocumentIndex;

/// The change that a new document is.
pub fn added(document: &Document) -> Change {
    Change {
        after: Some(beginning(document)),
        ..change(
            document,
            (ChangeKind::DocumentAdded, Wire::Compatible, Level::Minor),
            "the document is new, with",
            "nothing else changes by it",
        )
    }
}

/// The change that a missing document is.
pub fn removed(document: &Document) -> Change {
    Change {
        before: Some(beginning(document)),
        ..change(
            document,
            (ChangeKind::DocumentRemoved, Wire::Breaking, Level::Major),
            "the document is gone, with",
            "its operations and types in Rust are gone",
        )
    }
}

/// The change that it is for a document to become another module of another crate, as `crate` or
/// `crate::module`.
pub fn moved(before: (&Document, &str), after: (&Document, &str)) -> Change {
    let message = format!("`{}` becomes `{}`", before.1, after.1);
    Change {
        before: Some(beginning(before.0)),
        after: Some(beginning(after.0)),
        message,
        ..change(
            after.0,
            (ChangeKind::DocumentMoved, Wire::None, Level::Major),
            "",
            "its operations and types have another path in Rust",
        )
    }
}

fn change(
    document: &Document,
    (kind, wire, level): (ChangeKind, Wire, Level),
    message: &str,
    reason: &str,
) -> Change {
    let index = DocumentIndex::new(document);
    let names: Vec<String> = index.operations.iter().map(|it| it.name()).collect();
    let file = document.path().file_name().unwrap_or_default();
    Change {
        subject: file.to_string_lossy().into_owned(),
        kind,
        wire,
        level,
        layer: Layer::Model,
        refuses_calls: false,
        correction: false,
        before: None,
        after: None,
        before_pointer: String::new(),
        after_pointer: String::new(),
        message: match names.as_slice() {
            [] => format!("{message} no operations"),
            names => format!("{message} {}", names.join(", ")),
        },
        reason: reason.to_owned(),
    }
}

fn beginning(document: &Document) -> SourceLine {
    SourceLine {
        file: document.location_of(document.root()).file,
        line: document.root().position().line,
    }
}
