//! Files are written all or none, and keep their layout.

use crate::support::{Library, decisions};

#[test]
fn line_breaks_of_windows_stay() {
    let library = Library::new();
    let text = library.text("library.yaml").replace('\n', "\r\n");
    std::fs::write(library.path("library.yaml"), text).unwrap();
    library.change(
        "SearchBooks",
        &[(
            "| language | No |",
            "| sort | No | String | Order. |\n| language | No |",
        )],
    );
    library.apply("SearchBooks");
    let text = library.text("library.yaml");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("- name: sort\r\n"));
    library.assert_consistent();
}

#[test]
fn a_file_that_changed_meanwhile_stops_everything() {
    let library = Library::new();
    library.change("SearchBooks", &[("Maximum: 999", "Maximum: 500")]);
    let outcome = library.outcome("SearchBooks").unwrap();
    assert_eq!(outcome.files.len(), 2);
    let record = library.path("records/SearchBooks.yaml");
    let other = format!(
        "{}# by somebody else\n",
        library.text("records/SearchBooks.yaml")
    );
    std::fs::write(&record, &other).unwrap();
    let document = library.text("library.yaml");
    let error = codegen_updates::write(&outcome.files).unwrap_err();
    assert!(
        error.to_string().contains("changed while the command ran"),
        "{error}"
    );
    assert_eq!(library.text("library.yaml"), document);
    assert_eq!(library.text("records/SearchBooks.yaml"), other);
    let left = std::fs::read_dir(library.path("")).unwrap().count();
    assert_eq!(left, 6, "no temporary file stays");
}

#[test]
fn a_folder_that_cannot_be_written_stops_everything() {
    let library = Library::new();
    library.change("SearchBooks", &[("Maximum: 999", "Maximum: 500")]);
    let outcome = library.outcome("SearchBooks").unwrap();
    let document = library.text("library.yaml");
    std::fs::rename(library.path("records"), library.path("away")).unwrap();
    let error = codegen_updates::write(&outcome.files).unwrap_err();
    assert!(error.to_string().contains("records"), "{error}");
    assert_eq!(library.text("library.yaml"), document);
    std::fs::rename(library.path("away"), library.path("records")).unwrap();
    codegen_updates::write(&outcome.files).unwrap();
    library.assert_consistent();
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let library = Library::new();
    std::fs::rename(library.path("library.yaml"), library.path("real.txt")).unwrap();
    std::os::unix::fs::symlink("real.txt", library.path("library.yaml")).unwrap();
    library.change("SearchBooks", &[("Maximum: 999", "Maximum: 500")]);
    library.apply("SearchBooks");
    assert!(library.path("library.yaml").is_symlink());
    assert!(library.text("real.txt").contains("maximum: 500"));
}

#[test]
fn a_document_in_json_stays_json() {
    let library = Library::new();
    let document = library.folder().documents[0].to_json();
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    std::fs::write(library.path("library.json"), &text).unwrap();
    let manifest = library
        .text("manifest.toml")
        .replace("library.yaml", "library.json");
    std::fs::write(library.path("manifest.toml"), manifest).unwrap();
    let ledger = library
        .text("ledger.yaml")
        .replace("library.yaml", "library.json");
    std::fs::write(library.path("ledger.yaml"), ledger).unwrap();
    library.change(
        "SearchBooks",
        &[
            ("| title | Yes |", "| title | No |"),
            ("Maximum: 999", "Maximum: 500"),
            (
                "| author | No | String | Author. |",
                "| author | No | String | Author. |\n| size | No | String | Size. Enumeration values: small, large |",
            ),
        ],
    );
    let outcome = library.outcome("SearchBooks").unwrap();
    assert_eq!(decisions(&outcome.operations[0]), [""; 0]);
    codegen_updates::write(&outcome.files).unwrap();
    let after = library.text("library.json");
    let changed = similar::TextDiff::from_lines(&text, &after);
    let gone = changed
        .iter_all_changes()
        .filter(|change| change.tag() == similar::ChangeTag::Delete);
    assert!(
        gone.count() < 10,
        "only what changed is written anew: {after}"
    );
    let read: serde_json::Value = serde_json::from_str(&after).unwrap();
    let parameter = &read["paths"]["/v1/{library_id}/books"]["post"]["parameters"][1];
    assert_eq!(parameter["schema"]["maximum"], 500);
    library.assert_sound();
}
