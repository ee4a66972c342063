//! What descriptions say of limits, defaults and values, in the notations of the pages.

#![expect(clippy::expect_used, reason = "helpers of a test")]

use std::path::Path;

use serde_json::{Value, json};

/// The facts of a field with this type and description, a line of the cell each; without those
/// that every field has.
fn facts(type_: &str, lines: &[&str]) -> Value {
    row(type_, lines).0
}

/// The facts, and how many things could not be placed.
fn row(type_: &str, lines: &[&str]) -> (Value, usize) {
    let cells: String = lines
        .iter()
        .map(|line| match line.strip_prefix("- ") {
            Some(item) => format!("<ul><li>{item}</li></ul>"),
            None => format!("<p>{line}</p>"),
        })
        .collect();
    let text = format!(
        "# Invented\n\n## URI\n\nPOST /v1/shops\n\n## Request Parameters\n\n<table><tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\n<tr><td>field</td><td>{type_}</td><td>{cells}</td></tr></table>\n\n## Example Requests\n\nNone\n"
    );
    let page = codegen_pages::read(Path::new("page"), text.as_bytes()).expect("a page");
    let row = &page.operations[0].tables[0].rows[0];
    let mut facts = serde_json::to_value(row).expect("facts");
    let members = facts.as_object_mut().expect("an object");
    for key in ["name", "type", "line"] {
        members.remove(key);
    }
    for value in members
        .get_mut("values")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        *value = value["value"].take();
    }
    (facts, page.unplaced.len())
}

#[test]
fn ranges_behind_a_label() {
    let cases = [
        (
            "Integer",
            "取值范围：1-20",
            json!({"minimum": 1, "maximum": 20}),
        ),
        (
            "Integer",
            "取值范围：[1, 20]",
            json!({"minimum": 1, "maximum": 20}),
        ),
        (
            "Integer",
            "取值范围：0～732。不填时由系统决定。",
            json!({"minimum": 0, "maximum": 732}),
        ),
        (
            "Integer",
            "取值范围：大于等于0的整数。",
            json!({"minimum": 0}),
        ),
        ("Integer", "取值范围：0及以上。", json!({"minimum": 0})),
        (
            "Integer",
            "Value range: 1 to 1,000",
            json!({"minimum": 1, "maximum": 1000}),
        ),
        (
            "Integer",
            "Range: Greater than or equal to -1",
            json!({"minimum": -1}),
        ),
        ("Integer", "Range: 1,000", json!({})),
        (
            "String",
            "取值范围：长度1~64个字符。仅限新商店。",
            json!({"min_length": 1, "max_length": 64}),
        ),
        (
            "String",
            "取值范围：4~64个字符之间，以字母开头。",
            json!({"min_length": 4, "max_length": 64}),
        ),
        (
            "String",
            "取值范围：最大长度不超过36",
            json!({"max_length": 36}),
        ),
        (
            "String",
            "Range: 1 to 64 characters",
            json!({"min_length": 1, "max_length": 64}),
        ),
        (
            "String",
            "虚构的名称。 长度:[3, 63]",
            json!({"min_length": 3, "max_length": 63}),
        ),
        ("String", "取值范围：由系统生成。", json!({})),
    ];
    for (type_, line, wanted) in cases {
        assert_eq!(facts(type_, &[line]), wanted, "{line}");
    }
}

#[test]
fn one_line_may_have_all_labels() {
    let line = "功能说明：虚构的数目 取值范围：0-20 默认值：5 约束：不可修改";
    assert_eq!(
        facts("Integer", &[line]),
        json!({"minimum": 0, "maximum": 20, "default": 5})
    );
    let strong = "**参数解释**： 虚构。 **约束限制**： 不涉及 **取值范围**： 1-9 **默认取值**： 3";
    assert_eq!(
        facts("Integer", &[strong]),
        json!({"minimum": 1, "maximum": 9, "default": 3})
    );
}

#[test]
fn sentences_tell_a_range_only_without_a_condition() {
    let line = "虚构的数目。默认为10，不能为负数，最小值为1，最大值为100。";
    assert_eq!(
        facts("Integer", &[line]),
        json!({"minimum": 1, "maximum": 100, "default": 10})
    );
    let (facts, unplaced) = row(
        "Integer",
        &["取值范围1 ~ 65535，仅类型为2时有效，缺省为1。"],
    );
    assert_eq!(facts, json!({}));
    assert_eq!(unplaced, 2);
}

#[test]
fn a_default_may_say_nothing_or_more() {
    assert_eq!(facts("String", &["默认取值：不涉及"]), json!({}));
    assert_eq!(facts("String", &["Default: N/A"]), json!({}));
    assert_eq!(facts("String", &["默认为null，不做校验"]), json!({}));
    assert_eq!(
        facts("Integer", &["默认取值：0：虚构"]),
        json!({"default": 0})
    );
    assert_eq!(facts("String", &["默认值：\"0\""]), json!({"default": "0"}));
    assert_eq!(
        facts("Boolean", &["Default: false"]),
        json!({"default": false})
    );
}

#[test]
fn notations_of_time_are_no_values() {
    for line in [
        "虚构的时间（格式YYYY-MM-DD HH:MM:SS）。",
        "虚构的时间，格式：yyyy-MM-ddTHH:mm:ssZ，UTC时间",
    ] {
        assert_eq!(facts("String", &[line]), json!({}), "{line}");
    }
    let disks = ["- SSD：虚构的盘", "- HDD：虚构的盘", "- DSS：虚构的盘"];
    assert_eq!(
        facts("String", &disks),
        json!({"values": ["SSD", "HDD", "DSS"]})
    );
}

#[test]
fn numbers_with_english_meanings() {
    let line = "Rule type: **0** (outer rule), **1** (inner rule), or **2** (both). When it is 1, the source must be near.";
    assert_eq!(
        facts("Integer", &[&line.replace("**", "")]),
        json!({"values": [0, 1, 2]})
    );
    assert_eq!(
        facts("String", &["It has 3 (at most) of 4 (at least)."]),
        json!({})
    );
}

#[test]
fn values_may_follow_on_the_next_line() {
    let lines = [
        "Specifies the status.",
        "Options:",
        "OPEN, CLOSED, and UNKNOWN",
        "For details, see the list.",
    ];
    assert_eq!(
        facts("String", &lines),
        json!({"values": ["OPEN", "CLOSED", "UNKNOWN"]})
    );
    assert_eq!(
        facts("Integer", &["取值范围为：128、256、512。"]),
        json!({"values": [128, 256, 512]})
    );
}

#[test]
fn lists_for_several_cases_are_not_one_list() {
    let lines = ["- 甲型：单机取值：2、4、8。", "- 乙型：单机取值：16、32。"];
    let (facts, unplaced) = row("Integer", &lines);
    assert_eq!(facts, json!({}));
    assert_eq!(unplaced, 1);
}

#[test]
fn a_list_within_a_list() {
    let nested = "<ul><li>Specifies the status.</li><li>Possible values are as follows:<ul><li>OPEN: The shop is open.</li><li>CLOSED: The shop is closed.</li></ul></li><li>It cannot be changed.</li></ul>";
    assert_eq!(
        facts("String", &[nested]),
        json!({"values": ["OPEN", "CLOSED"]})
    );
    let explained = "<ul><li>OPEN: The shop is open.<ul><li>It sells.</li><li>It buys.</li></ul></li><li>CLOSED: The shop is closed.</li></ul>";
    assert_eq!(
        facts("String", &[explained]),
        json!({"values": ["OPEN", "CLOSED"]})
    );
    let cases = "<ul><li>For a shop:<ul><li>OPEN</li><li>CLOSED</li></ul></li><li>For a market:<ul><li>NEAR</li><li>FAR</li></ul></li></ul>";
    let (facts, unplaced) = row("String", &[cases]);
    assert_eq!(facts, json!({}));
    assert_eq!(unplaced, 1);
}

#[test]
fn defaults_stand_in_sentences() {
    let cases = [
        (
            "Integer",
            "A number. The value ranges from 1 to 9, and the default value is 3.",
            json!(3),
        ),
        (
            "Integer",
            "If this parameter is not specified, the default value is 10.",
            json!(10),
        ),
        ("Integer", "不输入默认为0（虚构）。", json!(0)),
        ("String", "虚构的架构，默认取red_1。", json!("red_1")),
        (
            "String",
            "Its default value is **newest**.",
            json!("newest"),
        ),
    ];
    for (type_, line, wanted) in cases {
        assert_eq!(facts(type_, &[line])["default"], wanted, "{line}");
    }
}

#[test]
fn cases_of_a_list_are_told_and_not_taken() {
    let lines = [
        "Steps.",
        "- In shops, the value can be **10**, **15**, or **20**, and the default value is **10**.",
        "- The value can be **20** or **30**, and the default value is **20**.",
    ];
    let (facts, unplaced) = row("Integer", &lines);
    assert_eq!(facts, json!({}));
    assert_eq!(unplaced, 3);
}

#[test]
fn more_than_one_range_is_none() {
    let line = "A position. The value ranges from 1 to 9 and 33 to 36.";
    assert_eq!(facts("Integer", &[line]), json!({}));
}

#[test]
fn strong_words_are_values_and_plain_ones_may_be() {
    let strong = [
        "A colour. The value can be **red**, **green**, or **blue**. It is exclusive.",
        "The value is case-sensitive and can be **red**, **green**, or **blue**.",
        "取值为：**red**、**green**或**blue**。",
    ];
    for line in strong {
        let wanted = json!({"values": ["red", "green", "blue"]});
        assert_eq!(row("String", &[line]), (wanted, 0), "{line}");
    }
    let plain = "A colour. The value can be red, green, or blue. It is exclusive.";
    assert_eq!(row("String", &[plain]), (json!({}), 1));
    let conditional = "If the shop is open, the value can be **red** or **green**.";
    assert_eq!(row("String", &[conditional]), (json!({}), 1));
}

#[test]
fn verbs_join_values_and_meanings() {
    let lines = [
        "Whether. The value can be:",
        "- **on**, indicating that it is open.",
        "- **off** indicates that it is closed.",
        "The default value is **on**.",
    ];
    assert_eq!(
        facts("String", &lines),
        json!({"values": ["on", "off"], "default": "on"})
    );
}

#[test]
fn limits_that_are_hidden_are_told() {
    let cases: [(&str, &[&str]); 6] = [
        ("Integer", &["A number greater than 0 but less than 1000."]),
        ("Integer", &["虚构的数目，取值大于0。"]),
        ("Integer", &["虚构的数目(最大1000)。"]),
        (
            "String",
            &["It can contain a maximum of 36 Unicode characters."],
        ),
        ("String", &["虚构（输入长度在4位到50位之间）。"]),
        ("String", &["**Constraints**", "Enter 3 to 64 characters."]),
    ];
    for (type_, lines) in cases {
        assert_eq!(row(type_, lines), (json!({}), 1), "{lines:?}");
    }
    let untyped = [
        "The things:",
        "- **one**: the first",
        "- **two**: the second",
    ];
    assert_eq!(row("Array", &untyped), (json!({}), 1));
}

#[test]
fn a_type_may_tell_the_length() {
    assert_eq!(
        row("String(64)", &["Invented."]),
        (json!({"max_length": 64}), 0)
    );
    assert_eq!(row("JSON Array", &["Invented."]), (json!({}), 0));
    assert_eq!(row("Dictionary", &["Invented."]), (json!({}), 0));
}

#[test]
fn an_item_in_plain_print_is_no_value_among_strong_ones() {
    let lines = [
        "The options are as follows:",
        "- **FOREVER**: without an end",
        "- **ONEDAY**: a day",
        "- Custom: a number of days",
    ];
    assert_eq!(row("String", &lines), (json!({}), 1));
}
