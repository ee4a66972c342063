//! What captions, headers of columns and references between tables say.

#![expect(clippy::expect_used, reason = "helpers of a test")]

use std::path::Path;

use serde_json::{Value, json};

/// A table in HTML, from rows of cells; the first row has the headers.
fn table(caption: &str, rows: &[&[&str]]) -> String {
    let rows: String = rows
        .iter()
        .enumerate()
        .map(|(index, cells)| {
            let tag = if index == 0 { "th" } else { "td" };
            let cells = cells.iter().map(|cell| format!("<{tag}>{cell}</{tag}>"));
            format!("<tr>{}</tr>\n", cells.collect::<String>())
        })
        .collect();
    format!("{caption}\n\n<table>{rows}</table>\n\n")
}

/// A page with these tables below the headings of request and response.
fn page(request: &str, response: &str) -> Value {
    let text = format!(
        "# Invented\n\n## URI\n\nPOST /v1/shops\n\n## Request\n\n{request}## Response\n\n{response}## Status Codes\n\nNone\n"
    );
    let page = codegen_pages::read(Path::new("page"), text.as_bytes()).expect("a page");
    serde_json::to_value(page).expect("facts")
}

/// Role, type and names of the rows of each table.
fn outline(page: &Value) -> Vec<Value> {
    let tables = page["operations"][0]["tables"].as_array().expect("tables");
    tables
        .iter()
        .map(|table| {
            let rows = table["rows"].as_array().expect("rows");
            let names: Vec<&Value> = rows.iter().map(|row| &row["name"]).collect();
            json!([table["role"], table["type_name"], names])
        })
        .collect()
}

const HEADERS: &[&str] = &["Parameter", "Mandatory", "Type", "Description"];

#[test]
fn captions_say_what_a_table_lists() {
    let cases = [
        ("表 2  Body参数说明", json!(["body", null])),
        ("**表 2**  请求体参数", json!(["body", null])),
        ("表 2 请求Header参数说明", json!(["header", null])),
        ("Table 2 Request elements", json!(["body", null])),
        ("Table 2 Request header fields", json!(["header", null])),
        (
            "Table 2 Parameters in the request message body",
            json!(["body", null]),
        ),
        ("Table 2 Query string parameters", json!(["query", null])),
        ("表 2  good\\_item字段说明", json!(["type", "good_item"])),
        ("表 2 Good数据结构说明", json!(["type", "Good"])),
        (
            "Table 2 Description of the good field",
            json!(["type", "good"]),
        ),
        (
            "Table 2 Data structure description of the good field",
            json!(["type", "good"]),
        ),
        ("Table 2 **good** objects", json!(["type", "good"])),
    ];
    for (caption, wanted) in cases {
        let body = table(
            "Table 1 Request parameters",
            &[HEADERS, &["field", "Yes", "Object", "x"]],
        );
        let other = table(caption, &[HEADERS, &["name", "Yes", "String", "x"]]);
        let page = page(&(body + &other), "");
        let tables = &page["operations"][0]["tables"];
        assert_eq!(
            json!([tables[1]["role"], tables[1]["type_name"]]),
            wanted,
            "{caption}"
        );
    }
}

#[test]
fn a_row_names_the_table_that_it_refers_to() {
    let request = [
        table(
            "Table 1 Request parameters",
            &[
                HEADERS,
                &[
                    "good",
                    "Yes",
                    "Object",
                    "The good. For details, see <a href=\"#t2\">Table 2</a>.",
                ],
            ],
        ),
        table(
            "Table 2 What a good has",
            &[
                HEADERS,
                &["stock", "No", "Array of Stock objects", "See Table 3."],
            ],
        ),
        table(
            "Table 3 Where goods are",
            &[HEADERS, &["place", "No", "String", "x"]],
        ),
    ];
    let page = page(&request.concat(), "");
    let wanted = [
        json!(["body", null, ["good"]]),
        json!(["type", "good", ["stock"]]),
        json!(["type", "Stock", ["place"]]),
    ];
    assert_eq!(outline(&page), wanted);
    assert_eq!(page["unplaced"], json!([]));
}

#[test]
fn rows_that_disagree_name_nothing() {
    let rows: &[&[&str]] = &[
        HEADERS,
        &["old", "Yes", "Object", "See Table 2."],
        &["new", "Yes", "Object", "See Table 2."],
    ];
    let request = table("Table 1 Request parameters", rows)
        + &table(
            "Table 2 What goods have",
            &[HEADERS, &["place", "No", "String", "x"]],
        );
    let page = page(&request, "");
    assert_eq!(outline(&page)[1], json!(["type", null, ["place"]]));
    assert_eq!(page["unplaced"].as_array().expect("a list").len(), 1);
}

#[test]
fn what_is_not_understood_is_told() {
    let rows: &[&[&str]] = &[
        &["Parameter", "Mandatory", "Type", "Colour", "Description"],
        &["one", "Yes (for shops)", "String", "red", "x"],
        &["two", "-", "String", "red", "x"],
        &["three", "No", "String", "red", "x"],
    ];
    let page = page(&table("Table 1 Request parameters", rows), "");
    let unplaced = page["unplaced"].as_array().expect("a list");
    let texts: Vec<&Value> = unplaced.iter().map(|item| &item["text"]).collect();
    assert_eq!(texts, ["Colour", "one: Yes (for shops)"]);
    let rows = &page["operations"][0]["tables"][0]["rows"];
    let required = [
        &rows[0]["required"],
        &rows[1]["required"],
        &rows[2]["required"],
    ];
    assert_eq!(required, [&Value::Null, &Value::Null, &json!(false)]);
}

#[test]
fn a_line_may_name_the_structure_below_it() {
    let request = table(
        "-   Parameter description",
        &[HEADERS, &["goods", "Yes", "Goods list", "x"]],
    ) + &table(
        "-   Data structure description of **goods**",
        &[HEADERS, &["place", "No", "String", "x"]],
    );
    let page = page(&request, "");
    assert_eq!(outline(&page)[1], json!(["type", "goods", ["place"]]));
}

#[test]
fn a_page_may_refer_to_another_for_its_statuses() {
    let whole = "# Invented\n\n## URI\n\nGET /v1/shops?limit=1\n\n## Response\n\nNone\n\n## Status Codes\n\nSee Status Codes.\n";
    let page = codegen_pages::read(Path::new("page"), whole.as_bytes()).expect("a page");
    assert_eq!(page.truncated, None);
    assert_eq!(page.operations[0].uri.as_deref(), Some("/v1/shops"));
    let cut = whole.replace("See Status Codes.\n", "");
    let page = codegen_pages::read(Path::new("page"), cut.as_bytes()).expect("a page");
    assert!(page.truncated.is_some());
}

#[test]
fn a_line_may_tell_the_place_of_the_table_below_it() {
    let lines = [
        ("-   Parameters in the request header", "header"),
        ("-   Request body parameters", "body"),
        ("-   请求Header参数：", "header"),
    ];
    for (line, role) in lines {
        let request = table(line, &[HEADERS, &["field", "Yes", "String", "x"]]);
        let page = page(&request, "");
        assert_eq!(page["operations"][0]["tables"][0]["role"], role, "{line}");
    }
}
