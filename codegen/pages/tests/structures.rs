//! How pages tell which table is what, in older layouts.

#![expect(clippy::expect_used, reason = "helpers of a test")]

use std::path::Path;

use codegen_pages::{Operation, Page, Role};

fn read(text: &str) -> Page {
    codegen_pages::read(Path::new("page"), text.as_bytes()).expect("a page")
}

fn operation(text: &str) -> Operation {
    read(text).operations.remove(0)
}

/// Role, type and names of the rows of each table.
fn tables(operation: &Operation) -> Vec<(Role, Option<&str>, Vec<&str>)> {
    let tables = operation.tables.iter();
    tables
        .map(|table| {
            let names = table.rows.iter().map(|row| row.name.as_str()).collect();
            (table.role, table.type_name.as_deref(), names)
        })
        .collect()
}

#[test]
fn method_and_address_in_a_table() {
    let page = "# Invented\n\n## URI\n\n| 请求方法 | URI |\n|---|---|\n| PUT | /v1/shops/{shop_id} |\n\n## 请求消息\n\n无\n\n## 响应消息\n\n无\n\n## 状态码\n\n200\n";
    let operation = operation(page);
    assert_eq!(operation.method.as_deref(), Some("PUT"));
    assert_eq!(operation.uri.as_deref(), Some("/v1/shops/{shop_id}"));
    assert_eq!(operation.statuses, ["200"]);
}

#[test]
fn a_table_that_a_field_refers_to_by_number_is_its_type() {
    let page = "# Invented\n\n## URI\n\nPOST /v1/shops\n\n## 请求参数\n\n表1 参数说明\n\n| 参数 | 是否必选 | 类型 | 说明 |\n|---|---|---|---|\n| name | 是 | String | 名称，见表3。 |\n| check | 否 | 字典数据类型 | 详见表2。 |\n\n表2 检查的细节\n\n| 参数 | 是否必选 | 类型 | 说明 |\n|---|---|---|---|\n| port | 是 | Integer | 虚构。 |\n\n## 响应参数\n\n无\n\n## 响应示例\n\n无\n";
    assert_eq!(
        tables(&operation(page)),
        [
            (Role::Body, None, vec!["name", "check"]),
            (Role::Type, Some("check"), vec!["port"]),
        ]
    );
}

#[test]
fn captions_of_the_older_pages() {
    let captions = [
        ("**shop** field description", Some("shop")),
        (
            "Data structure description of the **shop** field",
            Some("shop"),
        ),
        ("SHOP objects", Some("shop")),
        ("shop字段数据结构说明", Some("shop")),
        ("Parameters in the shop object", Some("shop")),
    ];
    for (caption, name) in captions {
        let page = format!(
            "# Invented\n\n## URI\n\nGET /v1/shops\n\n## Response\n\n**Table 1** Elements in the response body\n\n| Parameter | Type | Description |\n|---|---|---|\n| shop | shop object | Invented. |\n| size | Integer | Invented. |\n\n**Table 2** {caption}\n\n| Parameter | Type | Description |\n|---|---|---|\n| place | String | Invented. |\n\n## Status Code\n\n- Normal\n\n  202\n"
        );
        let operation = operation(&page);
        assert_eq!(
            tables(&operation),
            [
                (Role::Response, None, vec!["shop", "size"]),
                (Role::Type, name, vec!["place"]),
            ],
            "{caption}"
        );
        assert_eq!(operation.statuses, ["202"]);
    }
}

#[test]
fn a_caption_of_common_words_names_no_type() {
    let page = "# Invented\n\n## URI\n\nGET /v1/{shop_id}/goods\n\n**Table 1** Parameter description\n\n| Parameter | Mandatory | Description |\n|---|---|---|\n| shop_id | Yes | Invented. |\n| limit | No | Invented. |\n\n## Request\n\nNone\n\n## Example Response\n\nNone\n";
    assert_eq!(
        tables(&operation(page)),
        [
            (Role::Path, None, vec!["shop_id"]),
            (Role::Query, None, vec!["limit"]),
        ]
    );
}

#[test]
fn a_bullet_on_a_line_of_its_own_begins_a_fragment() {
    let page = "用户手册\n-\n请求参数 表2 请求Header参数 参数 是否必选 参数类型 描述 X-Shop 否 String 虚构。\n-\n请求参数 表3 请求Body参数 参数 是否必选 参数类型 描述 name 是 String 虚构。 paper 否 Document 虚构。\n";
    let page = read(page);
    let parts: Vec<_> = page
        .operations
        .iter()
        .map(|operation| operation.part)
        .collect();
    assert_eq!(parts, [Some(1), Some(2)]);
    assert_eq!(
        page.unplaced.len(),
        1,
        "a row with an unknown type is not lost"
    );
    assert_eq!(page.unplaced[0].text, "paper Document");
}

#[test]
fn what_is_mandatory_sometimes_is_told() {
    let page = "# Invented\n\n## URI\n\nPOST /v1/shops\n\n## 请求参数\n\n| 参数 | 是否必选 | 类型 | 说明 | 单位 |\n|---|---|---|---|---|\n| kind | 是 | Integer | 虚构。 | 个 |\n| port | kind = 2时必选 | Integer | 虚构。 | 个 |\n\n## 响应示例\n\n无\n";
    let page = read(page);
    let required: Vec<_> = page.operations[0].tables[0]
        .rows
        .iter()
        .map(|row| row.required)
        .collect();
    assert_eq!(required, [Some(true), None]);
    let texts: Vec<&str> = page
        .unplaced
        .iter()
        .map(|unplaced| &*unplaced.text)
        .collect();
    assert_eq!(texts, ["单位", "port: kind = 2时必选"]);
}

#[test]
fn the_date_of_an_excerpt() {
    let page = "虚构的服务-虚构:响应参数\n\n时间:2024-07-04 15:42:15\n\n响应参数\n\n状态码: 200\n\n参数\n\n参数类型\n\n描述\n\ntotal\n\nInteger\n\n总数。\n";
    assert_eq!(read(page).date.as_deref(), Some("2024-07-04"));
}

/// The last description of a table may be the words of a heading.
#[test]
fn a_description_that_reads_like_a_heading() {
    let page = "响应参数\n\n状态码: 400\n\n参数\n\n参数类型\n\n描述\n\nerror_code\n\nString\n\n错误码\n\n状态码: 500\n\n参数\n\n参数类型\n\n描述\n\nerror_msg\n\nString\n\n虚构。\n";
    assert_eq!(read(page).operations[0].tables.len(), 2);
}

#[test]
fn every_method_of_a_definition_is_read() {
    let methods = codegen_document::METHODS.map(|method| {
        format!("\"{method}\": {{\"operationId\": \"{method}It\", \"responses\": {{}}}}")
    });
    let text = format!(
        "{{\"openapi\": \"3.0.0\", \"paths\": {{\"/v1/things\": {{{}}}}}}}",
        methods.join(", ")
    );
    let operations = codegen_pages::read(Path::new("a.json"), text.as_bytes())
        .expect("a definition")
        .operations;
    let read: Vec<_> = operations
        .iter()
        .filter_map(|it| it.method.as_deref())
        .collect();
    assert_eq!(read, codegen_document::METHODS.map(str::to_uppercase));
}
