//! One base document, many small changes, one snapshot each.

use codegen_changes::{Change, compare};

use crate::support;

fn snapshots(folder: &str) {
    let cases = support::cases(folder);
    let base = support::document("old.json", &cases.base);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path(format!("../cases/{folder}/changes"));
    for name in cases.patches.keys() {
        let patched = support::document("new.json", &cases.patched(name));
        let changes = compare(&base, &patched);
        let text: String = changes.iter().map(shown).collect();
        settings.set_description(name);
        settings.bind(|| insta::assert_snapshot!(name.as_str(), text));
    }
}

fn shown(change: &Change) -> String {
    let line = |place: &Option<codegen_changes::SourceLine>| place.as_ref().map_or(0, |it| it.line);
    format!(
        "{} ({}): {}\n  {} {}{}: {}\n  {} line {} → {} line {}\n",
        change.subject,
        change.kind.name(),
        change.message,
        change.wire.name(),
        change.level.name(),
        if change.refuses_calls {
            " refuses-calls"
        } else {
            ""
        },
        change.reason,
        change.before_pointer,
        line(&change.before),
        change.after_pointer,
        line(&change.after),
    )
}

#[test]
fn changes_of_documents_that_become_crates() {
    snapshots("crates");
}

#[test]
fn changes_of_documents_with_request_bodies() {
    snapshots("bodies");
}

#[test]
fn changes_of_third_party_documents() {
    snapshots("foreign");
}
