//! Several files as one document.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails may panic"
)]

use std::fs;
use std::path::Path;

use codegen_document::{Disk, Document, Ledger, LoadError, normalized};
use tempfile::TempDir;

const PRODUCT: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example.com'}]
security: [{token: []}]
paths: {}
components:
  securitySchemes:
    token: {type: apiKey, in: header, name: X-Auth-Token}
  schemas:
    Error: {type: object, properties: {detail: {$ref: '#/components/schemas/Detail'}}}
    Detail: {type: string}
    Unused: {type: string}
";
const MODULE: &str = "openapi: 3.0.3\ninfo: {title: Books, version: '1'}\npaths: {}\n";
const BOOKS: &str = "\
openapi: 3.0.3
info: {title: Books, version: '1'}
tags: [{name: books}]
paths:
  /books:
    get:
      operationId: ListBooks
      responses:
        '200': {description: Books., content: {application/json: {schema: {$ref: 'shelves.yaml#/components/schemas/Shelf'}}}}
        '400': {description: No., content: {application/json: {schema: {$ref: '../common.yaml#/components/schemas/Error'}}}}
";
const SHELVES: &str = "\
openapi: 3.0.3
info: {title: Shelves, version: '1'}
tags: [{name: shelves}]
paths:
  /books:
    post:
      operationId: AddBook
      responses: {'204': {description: Added.}}
components:
  schemas:
    Shelf: {type: object, example: {$ref: 'is data here'}}
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shop = [
        ("common.yaml", PRODUCT),
        ("books/common.yaml", MODULE),
        ("books/books.yaml", BOOKS),
        ("books/shelves.yaml", SHELVES),
    ];
    fs::create_dir(folder.path().join("books")).unwrap();
    for (name, text) in shop.iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn refused(files: &[(&str, &str)]) -> String {
    let folder = folder(files);
    match Document::bundle(&folder.path().join("books")) {
        Err(LoadError::Invalid(invalid)) => invalid
            .to_string()
            .replace(&folder.path().display().to_string(), ""),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_is_one_document_whose_nodes_know_their_files() {
    let folder = folder(&[("books/notes.yaml", "nothing: here\n")]);
    let whole = Document::bundle(&folder.path().join("books")).unwrap();
    let value = whole.to_json();
    assert_eq!(value["info"]["title"], "Books");
    assert_eq!(value["servers"][0]["url"], "https://shop.example.com");
    assert_eq!(value["tags"].as_array().unwrap().len(), 2);
    assert_eq!(value["paths"]["/books"].as_object().unwrap().len(), 2);
    let components = &value["components"];
    // What is referred to comes along, with what that refers to, and nothing else.
    let schemas = components["schemas"].as_object().unwrap();
    let names: Vec<&String> = schemas.keys().collect();
    assert_eq!(names, ["Shelf", "Error", "Detail"]);
    assert!(components["securitySchemes"]["token"].is_object());
    assert!(!value.to_string().contains(".yaml#"), "{value}");
    assert_eq!(schemas["Shelf"]["example"]["$ref"], "is data here");
    let place = |pointer: &str| {
        let location = whole.location(pointer);
        let file = location.file.strip_prefix(folder.path()).unwrap();
        (normalized(file).display().to_string(), location.line)
    };
    assert_eq!(place("/paths/~1books/get"), ("books/books.yaml".into(), 6));
    assert_eq!(
        place("/paths/~1books/post"),
        ("books/shelves.yaml".into(), 6)
    );
    let error = "/components/schemas/Error/properties/detail";
    assert_eq!(place(error), ("common.yaml".into(), 10));
}

#[test]
fn a_changed_file_changes_the_whole_and_nothing_on_disk() {
    let folder = folder(&[]);
    let whole = Document::bundle(&folder.path().join("books")).unwrap();
    let file = folder.path().join("books/books.yaml");
    let changed = whole.with_text(&file, BOOKS.replace("ListBooks", "ShowBooks"));
    let changed = changed.unwrap();
    let id = "/paths/~1books/get/operationId";
    assert_eq!(changed.at(id).unwrap().as_str(), Some("ShowBooks"));
    assert_eq!(whole.at(id).unwrap().as_str(), Some("ListBooks"));
    assert_eq!(fs::read_to_string(&file).unwrap(), BOOKS);
    assert_eq!(changed.part(id).unwrap().path(), Path::new(&file));
}

#[test]
fn what_does_not_fit_together_is_refused_where_it_stands() {
    let other = SHELVES.replace("post:", "get:");
    let text = refused(&[("books/shelves.yaml", &other)]);
    assert!(
        text.starts_with("/books/shelves.yaml:6:5: `GET /books`"),
        "{text}"
    );
    assert!(text.contains("/books/books.yaml:6"), "{text}");
    let twice = format!("{BOOKS}components: {{schemas: {{Shelf: {{type: string}}}}}}\n");
    let text = refused(&[("books/books.yaml", &twice)]);
    assert!(text.contains("`components/schemas/Shelf`"), "{text}");
    let text = refused(&[("books/books.yaml", &BOOKS.replace("/Shelf", "/Shelv"))]);
    assert!(text.starts_with("/books/books.yaml:9:"), "{text}");
    assert!(text.contains("leads nowhere"), "{text}");
    let text = refused(&[("books/books.yaml", &BOOKS.replace("shelves.y", "shelvs.y"))]);
    assert!(text.starts_with("/books/books.yaml:9:"), "{text}");
    assert!(text.contains("cannot be read"), "{text}");
}

#[test]
fn ledgers_of_all_files_are_about_the_whole() {
    let entry = "- {operation: AddBook, page: p, why: w, absent: requestBody}\n";
    let folder = folder(&[("books/shelves.ledger.yaml", entry)]);
    let whole = Document::bundle(&folder.path().join("books")).unwrap();
    let ledger = Ledger::of(&whole, &Disk).unwrap().unwrap();
    assert_eq!(ledger.entries.len(), 1);
    assert_eq!(ledger.entries[0].pointer, "/paths/~1books/post");
    assert_eq!(ledger.entries[0].document, "books");
}

#[test]
fn paths_are_shortened_without_asking_the_file_system() {
    for (path, short) in [
        ("./a/b.yaml", "a/b.yaml"),
        ("a/../b.yaml", "b.yaml"),
        ("a//./b", "a/b"),
        ("../a", "../a"),
        ("../../a/..", "../.."),
        ("/a/../b", "/b"),
    ] {
        assert_eq!(normalized(Path::new(path)), Path::new(short));
    }
}
