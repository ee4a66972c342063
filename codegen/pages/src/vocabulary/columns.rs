//! Headers of columns and what stands in the column of presence.

use crate::pattern::Pattern;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Name,
    Required,
    Type,
    Description,
    /// Where a parameter stands: path, query, header, body.
    Place,
    Default,
    Range,
    StatusCode,
    /// Known, and without facts.
    Ignored,
}

const HEADERS: [(&str, Column); 56] = [
    ("参数", Column::Name),
    ("参数名", Column::Name),
    ("参数名称", Column::Name),
    ("名称", Column::Name),
    ("字段", Column::Name),
    ("字段名", Column::Name),
    ("属性", Column::Name),
    ("parameter", Column::Name),
    ("parameter name", Column::Name),
    ("name", Column::Name),
    ("field", Column::Name),
    ("attribute", Column::Name),
    ("header", Column::Name),
    ("是否必选", Column::Required),
    ("是否为必选", Column::Required),
    ("是否必填", Column::Required),
    ("是否必须", Column::Required),
    ("必选", Column::Required),
    ("必填", Column::Required),
    ("mandatory", Column::Required),
    ("mandatory or not", Column::Required),
    ("mandatory (yes/no)", Column::Required),
    ("required", Column::Required),
    ("参数类型", Column::Type),
    ("类型", Column::Type),
    ("数据类型", Column::Type),
    ("type", Column::Type),
    ("parameter type", Column::Type),
    ("data type", Column::Type),
    ("描述", Column::Description),
    ("说明", Column::Description),
    ("参数说明", Column::Description),
    ("参数描述", Column::Description),
    ("备注", Column::Description),
    ("含义", Column::Description),
    ("description", Column::Description),
    ("remarks", Column::Description),
    ("位置", Column::Place),
    ("参数位置", Column::Place),
    ("in", Column::Place),
    ("location", Column::Place),
    ("默认值", Column::Default),
    ("缺省值", Column::Default),
    ("default", Column::Default),
    ("default value", Column::Default),
    ("取值范围", Column::Range),
    ("value range", Column::Range),
    ("range", Column::Range),
    ("状态码", Column::StatusCode),
    ("返回值", Column::StatusCode),
    ("status code", Column::StatusCode),
    ("returned value", Column::StatusCode),
    ("return value", Column::StatusCode),
    ("示例", Column::Ignored),
    ("example", Column::Ignored),
    ("example value", Column::Ignored),
];

/// What the header of a column says that it holds.
pub(crate) fn column(header: &str) -> Option<Column> {
    let text = header.trim_matches(|c: char| c.is_whitespace() || c == '*');
    HEADERS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(text))
        .map(|(_, column)| *column)
}

/// The first header of a table within a line: where it begins and ends, and its columns.
pub(crate) fn inline_header(text: &str) -> Option<(usize, usize, Vec<Column>)> {
    static HEADER: Pattern = Pattern::new(
        r"(?:^|\s)((?:参数(?:名称|名)?|名称|Parameter|Name)\s+(?:(是否必选|是否必填|必选|Mandatory|Required)\s+)?(?:(参数类型|类型|Type|Parameter Type)\s+)(?:(是否必选|是否必填|必选|Mandatory|Required)\s+)?(?:描述|说明|参数说明|Description))(?:\s|$)",
    );
    static STATUSES: Pattern = Pattern::new(
        r"(?:^|\s)((?:状态码|返回值|Status Code)\s+(?:描述|说明|Description))(?:\s|$)",
    );
    if let Some(captures) = HEADER.captures(text) {
        let whole = captures.get(1)?;
        let mut columns = vec![Column::Name];
        columns.extend(captures.get(2).map(|_| Column::Required));
        columns.push(Column::Type);
        columns.extend(captures.get(4).map(|_| Column::Required));
        columns.push(Column::Description);
        return Some((whole.start(), whole.end(), columns));
    }
    let whole = STATUSES.captures(text)?.get(1)?;
    let columns = vec![Column::StatusCode, Column::Description];
    Some((whole.start(), whole.end(), columns))
}

/// Whether something has to be there, as the column of presence says it.
pub(crate) fn presence(text: &str) -> Option<bool> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '.' | '。'));
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&[
        "是",
        "yes",
        "y",
        "m",
        "mandatory",
        "必选",
        "必填",
        "true",
        "required",
    ]) {
        Some(true)
    } else if is(&["否", "no", "n", "o", "optional", "可选", "非必选", "false"]) {
        Some(false)
    } else {
        None
    }
}
