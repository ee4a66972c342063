//! The lines of a description, in every notation.

use serde_json::Value;

use super::Field;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Chinese,
    English,
}

/// How limits and values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `最小长度:1`, `Minimum: 1`, values behind a label.
    Labels,
    /// The four blocks of the newer pages.
    Blocks,
}

/// A line of a cell.
#[derive(Clone, Debug)]
pub(crate) struct CellLine {
    pub(crate) bullet: bool,
    pub(crate) strong: bool,
    pub(crate) text: String,
}

fn line(text: impl Into<String>) -> CellLine {
    CellLine {
        bullet: false,
        strong: false,
        text: text.into(),
    }
}

/// The description of a field.
pub(crate) fn description(field: &Field, language: Language, notation: Notation) -> Vec<CellLine> {
    match notation {
        Notation::Labels => labels(field, language),
        Notation::Blocks => blocks(field, language),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn colon(language: Language) -> &'static str {
    match language {
        Language::Chinese => "：",
        Language::English => ": ",
    }
}

fn values(field: &Field, language: Language) -> Vec<CellLine> {
    let items = field.facts["values"].as_array().into_iter().flatten();
    items
        .map(|allowed| {
            let value = plain(&allowed["value"]);
            let text = match allowed.get("meaning").and_then(Value::as_str) {
                Some(meaning) => format!("{value}{}{meaning}", colon(language)),
                None => value,
            };
            CellLine {
                bullet: true,
                strong: false,
                text,
            }
        })
        .collect()
}

fn labels(field: &Field, language: Language) -> Vec<CellLine> {
    let chinese = language == Language::Chinese;
    let facts = &field.facts;
    let listed = values(field, language);
    let meant = facts["values"][0].get("meaning").is_some();
    let mut lines = vec![line(field.words)];
    if meant {
        lines.extend(listed.clone());
    }
    let mut add = |key: &str, zh: &str, en: &str| {
        if let Some(value) = facts.get(key) {
            let label = if chinese { zh } else { en };
            lines.push(line(format!("{label}{}{}", colon(language), plain(value))));
        }
    };
    add("min_length", "最小长度", "Minimum");
    add("max_length", "最大长度", "Maximum");
    add("minimum", "最小值", "Minimum");
    add("maximum", "最大值", "Maximum");
    add("default", "缺省值", "Default");
    add("pattern", "正则匹配", "Regex Match");
    if let Some(least) = facts.get("min_items") {
        let label = if chinese {
            "数组长度"
        } else {
            "Array Length"
        };
        let most = &facts["max_items"];
        lines.push(line(format!("{label}{}{least} - {most}", colon(language))));
    }
    if !meant && !listed.is_empty() {
        let label = if chinese {
            "枚举值"
        } else {
            "Enumeration values"
        };
        lines.push(line(format!("{label}{}", colon(language).trim_end())));
        lines.extend(listed);
    }
    lines
}

fn blocks(field: &Field, language: Language) -> Vec<CellLine> {
    let chinese = language == Language::Chinese;
    let facts = &field.facts;
    let names = if chinese {
        ["参数解释", "约束限制", "取值范围", "默认取值"]
    } else {
        ["Definition", "Constraints", "Range", "Default Value"]
    };
    let void = if chinese { "不涉及。" } else { "N/A" };
    let mut range = values(field, language);
    if let Some(least) = facts.get("minimum") {
        range.push(line(format!("{least}-{}", facts["maximum"])));
    } else if let Some(least) = facts.get("min_length") {
        let unit = if chinese { "个字符" } else { " characters" };
        range.push(line(format!("{least}-{}{unit}", facts["max_length"])));
    }
    let default = facts.get("default").map_or(void.to_owned(), plain);
    let or_void = |lines: Vec<CellLine>| {
        if lines.is_empty() {
            vec![line(void)]
        } else {
            lines
        }
    };
    let contents = [
        vec![line(field.words)],
        vec![line(void)],
        or_void(range),
        vec![line(default)],
    ];
    let mut lines = Vec::new();
    for (name, content) in names.into_iter().zip(contents) {
        let mut label = line(format!("{name}{}", colon(language).trim_end()));
        label.strong = true;
        lines.push(label);
        lines.extend(content);
    }
    if let Some(least) = facts.get("min_items") {
        let label = if chinese {
            "数组长度"
        } else {
            "Array Length"
        };
        lines.push(line(format!(
            "{label}{}{least} - {}",
            colon(language),
            facts["max_items"]
        )));
    }
    lines
}
