//! Additions on a page that need a new component or body.

use crate::support::{Library, decisions, remarks};

#[test]
fn a_new_list_of_values_becomes_a_component() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| author | No | String | Author. |",
                "| author | No | String | Author. |\n| size | No | Array of strings | Sizes. Enumeration values: small, large |",
            ),
            (
                "Language of the books. |",
                "Language of the books. Enumeration values: en, \"no\" |",
            ),
            ("| number | Integer | Number. |", "| number | Integer | Number. Enumeration values: 1, 3 |"),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert_eq!(
        lines,
        r##"-            type: string
+            $ref: "#/components/schemas/SearchBooksLanguage"
+        size:
+          description: "(to be described)"
+          type: array
+          items:
+            $ref: "#/components/schemas/SearchBooksRequestSize"
+    SearchBooksRequestSize:
+      description: "(to be described)"
+      x-source:
+        page: SearchBooks
+      type: string
+      enum:
+        - small
+        - large
+      x-enum-descriptions:
+        small: "(to be described)"
+        large: "(to be described)"
-          type: integer
-          format: int64
+          allOf:
+            - $ref: "#/components/schemas/ShelfNumber"
+    ShelfNumber:
+      description: "(to be described)"
+      x-source:
+        page: SearchBooks
+      type: integer
+      format: int64
+      enum:
+        - 1
+        - 3
+      x-enum-varnames:
+        - Value1
+        - Value3
+      x-enum-descriptions:
+        "1": "(to be described)"
+        "3": "(to be described)"
+    SearchBooksLanguage:
+      description: "(to be described)"
+      x-source:
+        page: SearchBooks
+      type: string
+      enum:
+        - en
+        - "no"
+      x-enum-descriptions:
+        en: "(to be described)"
+        "no": "(to be described)"
"##
    );
    assert_eq!(
        remarks(&application),
        [
            "describe the new component SearchBooksLanguage and its properties",
            "describe the new component SearchBooksRequestSize and its properties",
            "describe `size`",
            "describe the new component ShelfNumber and its properties",
            "name the values of ShelfNumber (x-enum-varnames)",
        ]
    );
    library.assert_sound();
}

#[test]
fn a_list_of_values_that_goes_takes_its_component_along() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[(" Enumeration values: lent, availabel, lost", "")],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.starts_with(
            r##"-          allOf:
-            - $ref: "#/components/schemas/BookState"
-    BookState:
"##
        ),
        "{lines}"
    );
    assert!(lines.contains("+          type: string\n"), "{lines}");
    library.assert_sound();
}

#[test]
fn a_new_object_with_a_table_becomes_a_component() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| shelf | Shelf object | Shelf. |",
                "| shelf | Shelf object | Shelf. |\n| lender | Owner object | Lender. |\n| rooms | Array of Room objects | Rooms. |",
            ),
            (
                "Table 8 Shelf",
                "Table 11 Room\n\n| Parameter | Type | Description |\n|---|---|---|\n| floor | Integer | Floor. Maximum: 4 |\n| kind | String | Kind. Enumeration values: hall, cellar |\n\nTable 8 Shelf",
            ),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert_eq!(
        lines,
        r##"+        lender:
+          description: "(to be described)"
+          allOf:
+            - $ref: "#/components/schemas/Owner"
+        rooms:
+          description: "(to be described)"
+          type: array
+          items:
+            $ref: "#/components/schemas/Room"
+    Room:
+      description: "(to be described)"
+      x-source:
+        page: SearchBooks
+        part: Room
+      type: object
+      properties:
+        floor:
+          description: "(to be described)"
+          type: integer
+          format: int64
+          maximum: 4
+        kind:
+          description: "(to be described)"
+          allOf:
+            - $ref: "#/components/schemas/RoomKind"
+    RoomKind:
+      description: "(to be described)"
+      x-source:
+        page: SearchBooks
+      type: string
+      enum:
+        - hall
+        - cellar
+      x-enum-descriptions:
+        hall: "(to be described)"
+        cellar: "(to be described)"
"##
    );
    library.assert_sound();
}

#[test]
fn a_name_that_another_component_has_is_a_decision() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| author | No | String | Author. |",
                "| author | No | String | Author. |\n| shelf | No | Shelf object | Shelf. |",
            ),
            (
                "## Response Parameters",
                "Table 12 Shelf\n\n| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n| from | Yes | Integer | First. |\n\n## Response Parameters",
            ),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(lines, "");
    assert!(
        decisions(&application)[0]
            .ends_with("type name: Shelf on the page, SearchBooksRequestShelf in the document"),
        "{:?}",
        decisions(&application)
    );
}

#[test]
fn a_newly_required_parameter_is_required() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[(
            "| language | No |",
            "| branch | Yes | String | Branch. |\n| language | No |",
        )],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.contains("+        - name: branch\n+          in: query\n"),
        "{lines}"
    );
    assert!(lines.contains("+          required: true\n"), "{lines}");
    library.assert_consistent();
}

#[test]
fn a_status_with_a_body_of_its_own_is_added() {
    let library = Library::new();
    library.change("SearchBooks", &[(
        "**Status code: 400**",
        "**Status code: 202**\n\nTable 12 Response body parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| job | String | Job. |\n\n**Status code: 400**",
    )]);
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(lines.starts_with("+        \"202\":\n"), "{lines}");
    assert!(lines.contains("+        job:\n"), "{lines}");
    library.assert_sound();
}

#[test]
fn a_body_is_added_where_there_was_none() {
    let library = Library::new();
    library.change("ShowBook", &[("GET ", "PUT ")]);
    library.record("ShowBook");
    let text = library
        .text("library.yaml")
        .replace("    get:\n", "    put:\n");
    std::fs::write(library.path("library.yaml"), text).unwrap();
    library.change("ShowBook", &[(
        "## Response Parameters",
        "## Request Parameters\n\nTable 12 Request body parameters\n\n| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n| reader | Yes | String | Reader. |\n| days | No | Integer | Days. |\n\n## Response Parameters",
    )]);
    let (application, lines) = library.apply("ShowBook");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.contains("+      requestBody:\n+        required: true\n"),
        "{lines}"
    );
    assert!(
        lines.contains("+      required:\n+        - reader\n"),
        "{lines}"
    );
    library.assert_sound();
}

#[test]
fn a_text_becomes_an_object() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            ("| city | String | City. |", "| city | City object | City. |"),
            (
                "Table 8 Shelf",
                "Table 12 City\n\n| Parameter | Type | Description |\n|---|---|---|\n| name | String | Name. |\n\nTable 8 Shelf",
            ),
            ("\"city\" : \"Bath\"", "\"city\" : {\n      \"name\" : \"Bath\"\n    }"),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.contains("+          allOf:\n+            - $ref: \"#/components/schemas/City\"\n"),
        "{lines}"
    );
    library.assert_sound();
}

#[test]
fn an_object_of_which_nothing_was_known_gets_its_fields() {
    let library = Library::new();
    let table = "Table 8 Shelf\n\n| Parameter | Type | Description |\n|---|---|---|\n| number | Integer | Number. |\n\n";
    let page = library
        .text("SearchBooks.md")
        .replace(table, "")
        .replace("Shelf object", "Object");
    std::fs::write(
        library.path("SearchBooks.md"),
        page.replace("\"number\" : 3", ""),
    )
    .unwrap();
    library.record("SearchBooks");
    let old = "        shelf:\n          description: \"Where they stand.\"\n          allOf:\n            - $ref: \"#/components/schemas/Shelf\"\n";
    let new = "        shelf:\n          description: \"Where they stand.\"\n          type: object\n          additionalProperties: true\n";
    let text = library.text("library.yaml").replace(old, new);
    let (before, after) = text.split_once("    Shelf:\n").unwrap();
    let (_, after) = after.split_once("    LibraryError:\n").unwrap();
    let text = format!("{before}    LibraryError:\n{after}");
    let text = text.replace(
        "                    shelf:\n                      number: 3\n",
        "                    shelf: {}\n",
    );
    std::fs::write(library.path("library.yaml"), text).unwrap();
    library.assert_sound();
    library.change(
        "SearchBooks",
        &[
            (
                "**Status code: 400**",
                &format!("{table}**Status code: 400**"),
            ),
            ("| shelf | Object |", "| shelf | Shelf object |"),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(
        lines.starts_with("-          type: object\n-          additionalProperties: true\n+          allOf:\n+            - $ref: \"#/components/schemas/Shelf\"\n"),
        "{lines}"
    );
    library.assert_sound();
}

#[test]
fn values_of_another_type_change_their_component() {
    let library = Library::new();
    library.change(
        "SearchBooks",
        &[
            (
                "| state | No | String | State. Enumeration values: lent, availabel, lost |",
                "| state | No | Integer | State. Enumeration values: 1, 2 |",
            ),
            ("\"state\" : \"lent\"", "\"state\" : 1"),
        ],
    );
    let (application, lines) = library.apply("SearchBooks");
    assert_eq!(decisions(&application), [""; 0]);
    assert!(lines.contains("-      type: string\n"), "{lines}");
    assert!(
        lines.contains("+      type: integer\n+      format: int64\n"),
        "{lines}"
    );
    assert!(lines.contains("+        - 1\n+        - 2\n"), "{lines}");
    assert!(lines.contains("+      x-enum-varnames:\n"), "{lines}");
    library.assert_sound();
}
