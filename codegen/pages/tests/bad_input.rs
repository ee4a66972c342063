//! Files that are no pages: a message, and never a panic.

use std::path::Path;

use codegen_pages::{Page, ReadError, read};

fn read_text(text: &str) -> Result<Page, ReadError> {
    read(Path::new("page"), text.as_bytes())
}

const PAGE: &str = "Invented title\nURI\nGET /v2/{shop_id}/goods\n请求参数\n无\n响应参数\n状态码：200\n| 参数 | 参数类型 | 描述 |\n|---|---|---|\n| total | Integer | 虚构。 |\n| name | String | 虚构。 |\n响应示例\n状态码：200\n{\n\"total\": 1,\n\"name\": \"x\"\n}\n状态码\n| 状态码 | 描述 |\n|---|---|\n| 200 | 虚构。 |\n";

#[test]
fn no_text_is_an_error() {
    assert!(matches!(
        read_text("").unwrap_err(),
        ReadError::Empty { .. }
    ));
    assert!(matches!(
        read_text(" \n\t\n").unwrap_err(),
        ReadError::Empty { .. }
    ));
    let binary = read(Path::new("page"), b"\x89PNG\r\n\x1a\n\xff\xfe").unwrap_err();
    assert!(matches!(binary, ReadError::Binary { offset: 0, .. }));
    let zero = read(Path::new("page"), b"URI\0").unwrap_err();
    assert!(matches!(zero, ReadError::Binary { offset: 3, .. }));
}

#[test]
fn a_login_page_is_called_one() {
    let page = "<html><body><form><input type=\"password\"></form></body></html>";
    let message = read_text(page).unwrap_err().to_string();
    assert!(message.contains("login page"), "{message}");
}

#[test]
fn a_page_about_something_else_is_an_error() {
    let message = read_text("# Shoes\n\n| size | price |\n|---|---|\n| 1 | 2 |\n").unwrap_err();
    assert!(matches!(message, ReadError::NotAPage { .. }), "{message}");
}

#[test]
fn a_broken_definition_names_its_place() {
    let message = read_text("{\"openapi\": \"3.0.0\", \"paths\": {")
        .unwrap_err()
        .to_string();
    assert!(message.starts_with("page:"), "{message}");
}

#[test]
fn more_than_any_page_has_is_refused() {
    let huge = "| a | b |\n".repeat(4 * 1_048_576);
    assert!(matches!(
        read_text(&huge).unwrap_err(),
        ReadError::TooLarge { .. }
    ));
}

#[test]
fn the_whole_page_is_whole() {
    let page = read_text(PAGE).unwrap();
    assert_eq!(page.truncated, None);
    assert_eq!(page.operations[0].tables[0].rows.len(), 2);
}

/// Wherever the page is cut before its status codes, that is noticed, or there is nothing to read.
#[test]
fn a_cut_page_is_noticed_wherever_it_is_cut() {
    let last = PAGE.find("响应示例").unwrap();
    let first = PAGE.find("GET").unwrap();
    for (end, _) in PAGE
        .char_indices()
        .filter(|(end, _)| *end > first && *end < last)
    {
        if let Ok(page) = read_text(&PAGE[..end]) {
            let known = page
                .operations
                .iter()
                .any(|operation| operation.method.is_some());
            assert!(
                !known || page.truncated.is_some(),
                "cut after {:?}",
                &PAGE[..end]
            );
        }
    }
    let body = PAGE.find("\"total\"").unwrap();
    let page = read_text(&PAGE[..body]).unwrap();
    assert_eq!(page.truncated.unwrap().line, 14);
}

/// Texts that once took time that grew with the square of their length.
#[test]
fn deep_and_broken_texts_end() {
    for text in [
        format!("URI\nGET /a/b\n响应示例\n{}", "[ ".repeat(100_000)),
        format!("URI\nGET /a/b\n响应示例\n{}", "{\n".repeat(100_000)),
        format!(
            "URI\nGET /a/b\n| 参数 | 参数类型 |\n|---|---|\n{}",
            "| a\n".repeat(100_000)
        ),
        format!(
            "响应参数\n\n参数\n\n参数类型\n\n描述\n\n{}",
            "name\n\n".repeat(100_000)
        ),
    ] {
        let _ = read_text(&text);
    }
}
