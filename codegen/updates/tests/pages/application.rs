//! Applying a newer page to a document.

use crate::support::{Library, decisions, remarks};
use codegen_updates::PLACEHOLDER;

#[test]
fn nothing_to_carry_over_writes_nothing() {
    let library = Library::new();
    assert!(library.outcome("SearchBooks").unwrap().files.is_empty());
    library.assert_consistent();
}

#[test]
fn the_date_goes_along() {
    let library = Library::new();
    library.change("SearchBooks", &[("2024-01-05", "2025-02-06")]);
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        "-        updated: \"2024-01-05\"\n+        updated: \"2025-02-06\"\n"
    );
    assert!(!application.needs_a_person());
    library.assert_consistent();
}

#[test]
fn a_required_flag_is_flipped() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            ("| language | No |", "| language | Yes |"),
            ("| title | Yes |", "| title | No |"),
            ("| author | No |", "| author | Yes |"),
            (
                "  \"title\" : \"Emma\",\n  \"state\"",
                "  \"author\" : \"Jane\",\n  \"state\"",
            ),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        "-          required: false\n+          required: true\n-                  title: \"Emma\"\n+                  author: \"Jane\"\n-        - title\n+        - author\n"
    );
    assert_eq!(application.applied.len(), 4);
    assert!(!application.needs_a_person());
    library.assert_consistent();
}

#[test]
fn a_nested_object_is_flattened() {
    let library = Library::new();
    library.change("SearchBooks", &[
        ("| shelf | Shelf object | Shelf. |\n", "| number | Integer | Number. |\n"),
        ("Table 8 Shelf\n\n| Parameter | Type | Description |\n|---|---|---|\n| number | Integer | Number. |\n", ""),
        ("  \"shelf\" : {\n    \"number\" : 3\n  }", "  \"number\" : 3"),
    ]);
    let hint = library.difference("SearchBooks").changes[0].hint.clone();
    assert_eq!(
        hint.as_deref(),
        Some("possibly flattened: the fields of `shelf` are now on its parent")
    );
    let (application, _) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert_eq!(application.left, [""; 0]);
    let text = library.text("library.yaml");
    assert!(text.contains("        # Shelves are numbered from the door.\n"));
    assert!(
        text.contains("        number:\n          description: \"Its number.\"\n          type: integer\n          format: int64\n"),
        "the words of the object's field: {text}"
    );
    assert!(!text.contains("Shelf:"), "the component is gone: {text}");
    assert_eq!(
        remarks(&application),
        ["/components/schemas/Shelf was removed: it is no longer used",]
    );
    library.assert_consistent();
}

#[test]
fn a_typo_in_a_value_list_is_corrected() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("lent, availabel, lost", "lent, available, lost")],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        "-        - availabel\n+        - available\n-        availabel: \"It stands on its shelf.\"\n+        available: \"It stands on its shelf.\"\n"
    );
    assert!(!application.needs_a_person());
    library.assert_consistent();
}

#[test]
fn values_come_and_go() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("lent, availabel, lost", "lent, reserved, availabel")],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        format!(
            "+        - reserved\n-        - lost\n+        reserved: \"{PLACEHOLDER}\"\n-        lost: \"Nobody knows where it is.\"\n"
        )
    );
    assert_eq!(
        remarks(&application),
        ["describe the value reserved (x-enum-descriptions)"]
    );
    library.assert_consistent();
}

#[test]
fn a_status_is_added() {
    let library = Library::new();
    library.change("SearchBooks", &[(
        "**Status code: 500**\n\nTable 10",
        "**Status code: 404**\n\nTable 10 Response body parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| error_code | String | Error code. |\n| error_msg | String | Message. |\n\n**Status code: 500**\n\nTable 11",
    )]);
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        r##"+        "404":
+          description: "The book does not exist."
+          content:
+            application/json:
+              schema:
+                $ref: "#/components/schemas/LibraryError"
"##
    );
    assert!(
        !application.needs_a_person(),
        "another operation describes the status: {application:?}"
    );
    library.assert_consistent();
}

#[test]
fn a_header_row_is_added() {
    let library = Library::new();
    library.change("SearchBooks", &[(
        "| X-Library-Token | Yes | String | Token. |",
        "| X-Library-Token | Yes | String | Token. |\n| X-Trace | No | String | Trace. Maximum: 40 |",
    )]);
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        format!(
            r#"+        - name: X-Trace
+          in: header
+          description: "{PLACEHOLDER}"
+          required: false
+          x-source:
+            page: SearchBooks
+            part: "header parameters"
+          schema:
+            type: string
+            maxLength: 40
"#
        )
    );
    assert_eq!(remarks(&application), ["describe `X-Trace`"]);
    library.assert_consistent();
}

#[test]
fn a_limit_is_removed_and_the_ledger_claim_is_named() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("Title. Minimum: 1 Maximum: 64", "Title. Minimum: 1")],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(lines, "-          maxLength: 64 # as on the cover\n");
    assert_eq!(application.claims.len(), 1);
    assert!(
        application.claims[0].contains("ledger.yaml:1:"),
        "{:?}",
        application.claims
    );
    assert!(
        application.claims[0].ends_with("/title/maxLength is no longer true"),
        "{:?}",
        application.claims
    );
    library.assert_consistent();
}

#[test]
fn an_array_takes_the_place_of_an_object() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| owner | Owner object | Owner. |",
                "| owner | Array of Owner objects | Owners. |",
            ),
            (
                "\"owner\" : {\n    \"id\" : \"7\",\n    \"city\" : \"Bath\"\n  }",
                "\"owner\" : [ {\n    \"id\" : \"7\",\n    \"city\" : \"Bath\"\n  } ]",
            ),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.ends_with(
            r##"-          allOf:
-            - $ref: "#/components/schemas/Owner"
+          type: array
+          items:
+            $ref: "#/components/schemas/Owner"
"##
        ),
        "{lines}"
    );
    library.assert_consistent();
}

#[test]
fn an_object_takes_the_place_of_an_array() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| books | Array of Book objects | Books. |",
                "| books | Book object | Book. |",
            ),
            (
                "\"books\" : [ {\n    \"title\" : \"Emma\",\n    \"place\" : \"A3\"\n  } ]",
                "\"books\" : {\n    \"title\" : \"Emma\",\n    \"place\" : \"A3\"\n  }",
            ),
        ],
    );
    let (application, _) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    library.assert_consistent();
}

#[test]
fn limits_defaults_and_types_change_in_place() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| limit | No | Integer | Number of books. Minimum: 1 Maximum: 999 Default: 20 |",
                "| limit | No | Integer | Number of books. Minimum: 1 Maximum: 500 Default: 50 |",
            ),
            (
                "| language | No | String | Language of the books. |",
                "| language | No | String | Language of the books. Maximum: 5 |",
            ),
            (
                "| number | Integer | Number. |",
                "| number | String | Number. |",
            ),
            ("\"number\" : 3", "\"number\" : \"3\""),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(
        lines,
        r#"-            default: 20
+            default: 50
-            maximum: 999
+            maximum: 500
+            maxLength: 5
-                      number: 3
+                      number: "3"
-          type: integer
-          format: int64
+          type: string
"#
    );
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        library
            .text("library.yaml")
            .contains("- name: limit # how many at once")
    );
    library.assert_consistent();
}

#[test]
fn a_field_that_another_page_shares_is_a_decision() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[("Place. Maximum: 8", "Place. Maximum: 16")],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(lines, "");
    let why = decisions(&application);
    assert!(why[0].contains("ShowBook, response 200: place"), "{why:?}");
    assert_eq!(
        application.left.len(),
        1,
        "docs compare will say so: {:?}",
        application.left
    );
    library.change("ShowBook", &[("Place. Maximum: 8", "Place. Maximum: 16")]);
    let (application, lines) = library.apply("ShowBook");
    assert_eq!(lines, "-          maxLength: 8\n+          maxLength: 16\n");
    assert_eq!(decisions(&application), [""; 0]);
    library.assert_consistent();
}

#[test]
fn an_object_without_a_table_is_a_decision() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[(
            "| author | No | String | Author. |",
            "| author | No | String | Author. |\n| binding | No | Binding object | Binding. |",
        )],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(lines, "");
    assert_eq!(
        decisions(&application),
        ["the page does not describe its type: write the schema"]
    );
    assert_eq!(application.left.len(), 1, "{:?}", application.left);
}

#[test]
fn a_document_that_differs_on_purpose_is_left_alone() {
    let library = Library::new();
    let text = library
        .text("library.yaml")
        .replace("maximum: 999", "maximum: 1000");
    std::fs::write(library.path("library.yaml"), text).unwrap();
    library.change("SearchBooks", &[("Maximum: 999", "Maximum: 500")]);
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(lines, "");
    assert_eq!(
        decisions(&application),
        ["the document has maximum 1000, unlike the old page: check the ledger"]
    );
}
