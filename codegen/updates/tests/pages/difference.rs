//! Changes on a newer page: messages, locations and effects.

use crate::support::{Library, messages};
use codegen_updates::{Action, Effect, SubjectError, subjects};

#[test]
fn the_same_page_has_no_change() {
    let library = Library::new();
    assert_eq!(messages(&library.difference("SearchBooks")), [""; 0]);
}

#[test]
fn lines_words_and_date_are_no_changes() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            ("2024-01-05", "2025-02-06"),
            (
                "Searches the books of a library.",
                "Finds books.\n\nIn any library.\n",
            ),
            ("Number of books. Minimum: 1", "How many books. Minimum: 1"),
            ("| Array of Book objects |", "| Array<Book> |"),
        ],
    );
    assert_eq!(messages(&library.difference("SearchBooks")), [""; 0]);
}

#[test]
fn another_order_of_rows_and_values_is_no_change() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| id | String | ID. |\n| city | String | City. |",
                "| city | String | City. |\n| id | String | ID. |",
            ),
            ("lent, availabel, lost", "lost, lent, availabel"),
        ],
    );
    assert_eq!(messages(&library.difference("SearchBooks")), [""; 0]);
}

#[test]
fn limits_break_or_widen_by_direction() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            ("Maximum: 999", "Maximum: 500"),
            (
                "Title. Minimum: 1 Maximum: 64",
                "Title. Minimum: 1 Maximum: 128",
            ),
            ("Place. Maximum: 8", "Place. Maximum: 16"),
        ],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        [
            "Breaks: query parameter `limit` of SearchBooks: maximum 999 → 500",
            "Widens: request of SearchBooks: field `title`: maximum length 64 → 128",
            "Breaks: response 200 of SearchBooks: field `books[].place`: maximum length 8 → 16",
        ]
    );
}

#[test]
fn a_default_that_changes_means_something_else() {
    let library = Library::new();
    library.change("SearchBooks", &[("Default: 20", "Default: 50")]);
    let found = library.difference("SearchBooks");
    assert_eq!(
        messages(&found),
        ["Breaks: query parameter `limit` of SearchBooks: default 20 → 50"]
    );
    let change = &found.changes[0];
    assert_eq!(change.page.as_ref().unwrap().line, 23);
    let document = change.document.as_ref().unwrap();
    assert!(document.file.ends_with("library.yaml"));
    assert!(
        document.pointer.ends_with("/post/parameters/1"),
        "{}",
        document.pointer
    );
    let line = library
        .text("library.yaml")
        .lines()
        .nth(document.line - 1)
        .unwrap()
        .to_owned();
    assert!(line.contains("name: limit"), "{line}");
    let record = change.record.as_ref().unwrap();
    let line = library
        .text("records/SearchBooks.yaml")
        .lines()
        .nth(record.line as usize - 1)
        .unwrap()
        .to_owned();
    assert!(line.contains("name: limit"), "{line}");
}

#[test]
fn new_fields_and_parameters() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| language | No |",
                "| sort | No | String | Order. |\n| language | No |",
            ),
            (
                "| author | No |",
                "| shelf | Yes | String | Shelf. |\n| author | No |",
            ),
            (
                "| place | String |",
                "| tags | Array of strings | Tags. |\n| place | String |",
            ),
        ],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        [
            "Widens: query parameter `sort` of SearchBooks: new, String",
            "Breaks: request of SearchBooks: field `shelf`: new, String, required",
            "Widens: response 200 of SearchBooks: field `books[].tags`: new, Array of strings",
        ]
    );
}

#[test]
fn a_new_object_is_one_change_with_its_fields() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[(
            "| owner | Owner object | Owner. |",
            "| owner | Owner object | Owner. |\n| lender | Owner object | Lender. |",
        )],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        [
            "Widens: response 200 of SearchBooks: field `lender`: new, Owner object, with lender.id, lender.city",
        ]
    );
}

#[test]
fn statuses_come_and_go() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("**Status code: 500**", "**Status code: 404**")],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        [
            "Widens: response 404 of SearchBooks: new status, with the same response as 400",
            "Narrows: response 500 of SearchBooks: removed",
        ]
    );
}

#[test]
fn a_renamed_field_is_suggested() {
    let library = Library::new();
    library.change("SearchBooks", &[("| author | No |", "| authors | No |")]);
    let found = library.difference("SearchBooks");
    assert_eq!(found.changes.len(), 2);
    for change in &found.changes {
        assert_eq!(
            change.hint.as_deref(),
            Some("possibly renamed: `author` became `authors`")
        );
    }
    let removed = found
        .changes
        .iter()
        .find(|change| change.action == Action::Removed)
        .unwrap();
    assert_eq!(removed.effect, Effect::Breaks);
}

#[test]
fn examples_explain() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("\"place\" : \"A3\"", "\"place\" : \"B4\"")],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        ["Explains: example of response 200 of SearchBooks: changed",]
    );
}

#[test]
fn a_page_without_a_record_says_what_to_do() {
    let library = Library::new();
    let file = library.change(
        "ShowBook",
        &[("books/{book_id}\n", "books/{book_id}/cover\n")],
    );
    let copy = library.path("Cover.md");
    std::fs::rename(file, &copy).unwrap();
    let page = codegen_pages::read_file(&copy).unwrap();
    let folder = library.folder();
    let error = subjects(&copy, &page, &[], &folder, None, &[]).unwrap_err();
    assert!(matches!(error, SubjectError::Unknown { .. }));
    let text = error.to_string();
    assert!(
        text.contains("GET /v1/{library_id}/books/{book_id}/cover"),
        "{text}"
    );
    assert!(
        text.contains("docs record") && text.contains("docs draft"),
        "{text}"
    );
    let error = subjects(&copy, &page, &[], &folder, Some("ShowCover"), &[]).unwrap_err();
    assert!(
        error.to_string().contains("ShowCover has no record"),
        "{error}"
    );
}

#[test]
fn a_page_that_fits_several_records_names_them() {
    let library = Library::new();
    let twin = library
        .text("records/ShowBook.yaml")
        .replace("operation: ShowBook", "operation: ShowOldBook");
    std::fs::write(library.path("records/ShowOldBook.yaml"), twin).unwrap();
    let file = library.path("saved.md");
    std::fs::copy(library.path("ShowBook.md"), &file).unwrap();
    let page = codegen_pages::read_file(&file).unwrap();
    let folder = library.folder();
    let error = subjects(&file, &page, &[], &folder, None, &[]).unwrap_err();
    assert!(
        error.to_string().contains("ShowBook, ShowOldBook"),
        "{error}"
    );
    let found = subjects(&file, &page, &[], &folder, Some("ShowBook"), &[]).unwrap();
    assert_eq!(found[0].old.operation, "ShowBook");
}

#[test]
fn a_record_without_an_address_is_found_by_its_document() {
    let library = Library::new();
    let text = library.text("records/ShowBook.yaml");
    let line = text.lines().find(|line| line.starts_with("uri:")).unwrap();
    let text = text.replace(&format!("{line}\n"), "");
    std::fs::write(library.path("records/ShowBook.yaml"), text).unwrap();
    let file = library.path("saved.md");
    std::fs::copy(library.path("ShowBook.md"), &file).unwrap();
    let page = codegen_pages::read_file(&file).unwrap();
    let folder = library.folder();
    let found = subjects(&file, &page, &[], &folder, None, &[]).unwrap();
    assert_eq!(found[0].old.operation, "ShowBook");
}

#[test]
fn a_table_that_belongs_to_nothing_is_still_the_same_table() {
    let library = Library::new();
    let loose = |rows: &str| {
        format!(
            "Table 8 Desk\n\n| Parameter | Type | Description |\n|---|---|---|\n{rows}\nTable 8 Shelf"
        )
    };
    let rows = "| lamp | String | Lamp. |\n| chair | String | Chair. |\n";
    library.change("SearchBooks", &[("Table 8 Shelf", &loose(rows))]);
    library.record("SearchBooks");
    assert_eq!(messages(&library.difference("SearchBooks")), [""; 0]);
    let more = format!("| drawer | String | Drawer. |\n{rows}");
    library.change(
        "SearchBooks",
        &[(rows, &more), ("Table 8 Desk", "Table 8 Table")],
    );
    assert_eq!(
        messages(&library.difference("SearchBooks")),
        ["Widens: response 200 of SearchBooks: field `(Desk).drawer`: new, String"]
    );
}
