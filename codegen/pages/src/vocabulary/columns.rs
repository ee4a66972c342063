//! Headers of columns, and the contents of the column for required fields.

use crate::pattern::Pattern;

/// The contents of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Name,
    Required,
    Type,
    Description,
    /// The location of a parameter: path, query, header, body.
    Place,
    Default,
    Range,
    StatusCode,
    /// The HTTP method of an operation, and its address.
    Method,
    Address,
    /// Known, but without facts.
    Ignored,
}

const HEADERS: [(&str, Column); 110] = [
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
    ("参数名字", Column::Name),
    ("要素", Column::Name),
    ("parameters", Column::Name),
    ("field name", Column::Name),
    ("attribute name", Column::Name),
    ("header name", Column::Name),
    ("element", Column::Name),
    ("key", Column::Name),
    ("是否必需", Column::Required),
    ("必选/可选", Column::Required),
    ("可选/必选", Column::Required),
    ("必选项", Column::Required),
    ("m/o", Column::Required),
    ("mandatory/optional", Column::Required),
    ("optional/mandatory", Column::Required),
    ("required or not", Column::Required),
    ("required (yes/no)", Column::Required),
    ("字段类型", Column::Type),
    ("值类型", Column::Type),
    ("field type", Column::Type),
    ("value type", Column::Type),
    ("attribute type", Column::Type),
    ("字段说明", Column::Description),
    ("字段描述", Column::Description),
    ("参数含义", Column::Description),
    ("parameter description", Column::Description),
    ("meaning", Column::Description),
    ("remark", Column::Description),
    ("参数所在位置", Column::Place),
    ("type (in)", Column::Place),
    ("type(in)", Column::Place),
    ("parameter location", Column::Place),
    ("position", Column::Place),
    ("request method", Column::Method),
    ("method", Column::Method),
    ("请求方法", Column::Method),
    ("方法", Column::Method),
    ("http方法", Column::Method),
    ("http/https请求方法", Column::Method),
    ("uri", Column::Address),
    ("url", Column::Address),
    ("请求uri", Column::Address),
    ("http状态码", Column::StatusCode),
    ("返回码", Column::StatusCode),
    ("return code", Column::StatusCode),
    ("returned code", Column::StatusCode),
    ("response code", Column::StatusCode),
    ("http status code", Column::StatusCode),
    ("样例", Column::Ignored),
    ("示例值", Column::Ignored),
    ("参数示例", Column::Ignored),
    ("example of value", Column::Ignored),
    ("sample", Column::Ignored),
    ("sample value", Column::Ignored),
];

/// The contents of a column, by its header.
pub(crate) fn column(header: &str) -> Option<Column> {
    let text = header.trim_matches(|c: char| c.is_whitespace() || c == '*');
    HEADERS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(text))
        .map(|(_, column)| *column)
}

/// The first header of a table within a line: its range, and its columns.
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

/// Whether a field is required, from the column for required fields.
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
