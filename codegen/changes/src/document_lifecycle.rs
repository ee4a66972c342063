//! Documents that were added, removed or moved.

use codegen_document::Document;

use crate::change::{Change, Layer, Level, SourceLine, Wire};
use crate::change_kind::ChangeKind;
use crate::document_index::DocumentIndex;

/// The change for a new document.
pub fn added(document: &Document) -> Change {
    Change {
        after: Some(beginning(document)),
        ..change(
            document,
            (ChangeKind::DocumentAdded, Wire::Compatible, Level::Minor),
            "document added, with",
            "nothing else changes",
        )
    }
}

/// The change for a removed document.
pub fn removed(document: &Document) -> Change {
    Change {
        before: Some(beginning(document)),
        ..change(
            document,
            (ChangeKind::DocumentRemoved, Wire::Breaking, Level::Major),
            "document removed, with",
            "its Rust methods and types were removed",
        )
    }
}

/// The change for a document that moved to another module or crate, as `crate` or `crate::module`.
pub fn moved(before: (&Document, &str), after: (&Document, &str)) -> Change {
    let message = format!("`{}` moved to `{}`", before.1, after.1);
    Change {
        before: Some(beginning(before.0)),
        after: Some(beginning(after.0)),
        message,
        ..change(
            after.0,
            (ChangeKind::DocumentMoved, Wire::None, Level::Major),
            "",
            "its Rust methods and types have another path",
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
