//! Names values of integer enumerations whose description states their meanings.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value, json};

use crate::walk;

/// Phrases for a value, and its name. A longer phrase comes before one that it contains.
const WORDS: [(&str, &str); 58] = [
    ("未启用", "Disabled"),
    ("不启用", "Disabled"),
    ("未开启", "Disabled"),
    ("不开启", "Disabled"),
    ("禁用", "Disabled"),
    ("停用", "Disabled"),
    ("关闭", "Disabled"),
    ("去使能", "Disabled"),
    ("启用", "Enabled"),
    ("开启", "Enabled"),
    ("打开", "Enabled"),
    ("使能", "Enabled"),
    ("可用", "Available"),
    ("不可用", "Unavailable"),
    ("创建中", "Creating"),
    ("创建成功", "Created"),
    ("创建失败", "CreateFailed"),
    ("删除中", "Deleting"),
    ("删除失败", "DeleteFailed"),
    ("已删除", "Deleted"),
    ("冻结", "Frozen"),
    ("执行中", "Running"),
    ("运行中", "Running"),
    ("进行中", "Running"),
    ("处理中", "Processing"),
    ("未开始", "NotStarted"),
    ("未启动", "NotStarted"),
    ("等待", "Waiting"),
    ("待执行", "Waiting"),
    ("已停止", "Stopped"),
    ("停止", "Stopped"),
    ("暂停", "Paused"),
    ("已完成", "Finished"),
    ("完成", "Finished"),
    ("成功", "Succeeded"),
    ("失败", "Failed"),
    ("取消", "Canceled"),
    ("未发布", "Unpublished"),
    ("已发布", "Published"),
    ("有效", "Valid"),
    ("无效", "Invalid"),
    ("正常", "Normal"),
    ("异常", "Abnormal"),
    ("在线", "Online"),
    ("离线", "Offline"),
    ("未激活", "Inactive"),
    ("激活", "Active"),
    ("公开", "Public"),
    ("私有", "Private"),
    ("升序", "Ascending"),
    ("降序", "Descending"),
    ("包周期", "Prepaid"),
    ("包年", "Prepaid"),
    ("按需", "OnDemand"),
    ("系统", "System"),
    ("自定义", "Custom"),
    ("是", "Yes"),
    ("否", "No"),
];

/// `0: ...`, `1-...`, `2（...）`, `3表示...`
static MEANING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^\d.\-])(-?\d{1,9})\s*(?:[:：=\-－—、(（]|表示|代表|为|means|indicates)\s*([^\n\r;；,，。.)）\d]{1,40})").ok()
});

pub(crate) fn name(document: &mut Value) {
    walk::schemas(document, &mut |schema, _| {
        if let Some(names) = names_of(schema) {
            schema.insert("x-enum-varnames".to_owned(), json!(names));
        }
    });
}

/// The names of all values, if each has its own.
fn names_of(schema: &Map<String, Value>) -> Option<Vec<String>> {
    if schema.contains_key("x-enum-varnames") || schema.get("type")? != "integer" {
        return None;
    }
    let values = schema.get("enum")?.as_array()?;
    let description = schema.get("description")?.as_str()?;
    let mut names: Vec<String> = Vec::new();
    for value in values {
        let name = meaning(&value.to_string(), description)?;
        if names.contains(&name) {
            return None;
        }
        names.push(name);
    }
    (!names.is_empty()).then_some(names)
}

fn meaning(value: &str, description: &str) -> Option<String> {
    let said = said_of(value, description)?;
    if said.is_ascii() && said.chars().any(char::is_alphabetic) {
        let words = said
            .split_whitespace()
            .take(4)
            .collect::<Vec<_>>()
            .join(" ");
        return Some(codegen_document::names::variant_name(&words));
    }
    let known = WORDS.iter().find(|(phrase, _)| said == *phrase);
    known.map(|(_, name)| (*name).to_owned())
}

/// The text after the value in the description.
fn said_of<'a>(value: &str, description: &'a str) -> Option<&'a str> {
    let pattern = MEANING.as_ref()?;
    let mut start = 0;
    while let Some(found) = pattern.captures_at(description, start) {
        let (number, said) = (found.get(1)?, found.get(2)?);
        if number.as_str() == value {
            return Some(
                said.as_str()
                    .trim_matches(|sign: char| !sign.is_alphanumeric()),
            );
        }
        // The text may end with the bracket before the next value.
        start = number.end();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(values: Value, description: &str) -> Option<Vec<String>> {
        let schema = json!({"type": "integer", "enum": values, "description": description});
        names_of(schema.as_object().unwrap())
    }

    #[test]
    fn what_a_description_says_of_every_value_names_it() {
        assert_eq!(
            names(json!([0, 1]), "状态 - 0：禁用 - 1：启用").unwrap(),
            ["Disabled", "Enabled"]
        );
        assert_eq!(
            names(json!([1, 2]), "1: waiting for approval; 2: done").unwrap(),
            ["WaitingForApproval", "Done"]
        );
    }

    #[test]
    fn values_of_which_it_says_too_little_have_no_names() {
        assert_eq!(names(json!([0, 1]), "0：禁用"), None);
        assert_eq!(names(json!([0, 1]), "0：启用 1：启用"), None);
        assert_eq!(names(json!([200, 404]), "HTTP status"), None);
        assert_eq!(names(json!([0, 1]), "0：深奥的东西 1：启用"), None);
    }
}
