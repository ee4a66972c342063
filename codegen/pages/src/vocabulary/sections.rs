//! Headings and status labels.

use crate::pattern::Pattern;

/// The topic of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Uri,
    Request,
    Response,
    ExampleRequest,
    ExampleResponse,
    StatusCodes,
    /// Known, but without facts.
    Other,
}

const HEADINGS: [(&str, Section); 82] = [
    ("功能介绍", Section::Other),
    ("功能描述", Section::Other),
    ("功能说明", Section::Other),
    ("接口功能", Section::Other),
    ("接口说明", Section::Other),
    ("接口约束", Section::Other),
    ("使用约束", Section::Other),
    ("约束与限制", Section::Other),
    ("前提条件", Section::Other),
    ("调试", Section::Other),
    ("在线调试", Section::Other),
    ("授权信息", Section::Other),
    ("调用方法", Section::Other),
    ("URI", Section::Uri),
    ("URL", Section::Uri),
    ("请求参数", Section::Request),
    ("请求消息", Section::Request),
    ("请求", Section::Request),
    ("响应参数", Section::Response),
    ("响应消息", Section::Response),
    ("响应", Section::Response),
    ("返回参数", Section::Response),
    ("请求示例", Section::ExampleRequest),
    ("请求样例", Section::ExampleRequest),
    ("请求消息示例", Section::ExampleRequest),
    ("请求消息样例", Section::ExampleRequest),
    ("示例请求", Section::ExampleRequest),
    ("响应示例", Section::ExampleResponse),
    ("响应样例", Section::ExampleResponse),
    ("响应消息示例", Section::ExampleResponse),
    ("响应消息样例", Section::ExampleResponse),
    ("返回示例", Section::ExampleResponse),
    ("示例响应", Section::ExampleResponse),
    ("SDK代码示例", Section::Other),
    ("代码示例", Section::Other),
    ("状态码", Section::StatusCodes),
    ("返回值", Section::StatusCodes),
    ("返回码", Section::StatusCodes),
    ("错误码", Section::Other),
    ("异常响应要素", Section::Other),
    ("父主题", Section::Other),
    ("function", Section::Other),
    ("functions", Section::Other),
    ("constraints", Section::Other),
    ("prerequisites", Section::Other),
    ("debugging", Section::Other),
    ("authorization", Section::Other),
    ("authorization information", Section::Other),
    ("calling method", Section::Other),
    ("request parameters", Section::Request),
    ("request parameter", Section::Request),
    ("request", Section::Request),
    ("requests", Section::Request),
    ("request message", Section::Request),
    ("response parameters", Section::Response),
    ("response parameter", Section::Response),
    ("response", Section::Response),
    ("responses", Section::Response),
    ("response message", Section::Response),
    ("example request", Section::ExampleRequest),
    ("example requests", Section::ExampleRequest),
    ("request example", Section::ExampleRequest),
    ("request examples", Section::ExampleRequest),
    ("sample request", Section::ExampleRequest),
    ("sample requests", Section::ExampleRequest),
    ("example response", Section::ExampleResponse),
    ("example responses", Section::ExampleResponse),
    ("response example", Section::ExampleResponse),
    ("response examples", Section::ExampleResponse),
    ("sample response", Section::ExampleResponse),
    ("sample responses", Section::ExampleResponse),
    ("sdk sample code", Section::Other),
    ("sample code", Section::Other),
    ("status codes", Section::StatusCodes),
    ("status code", Section::StatusCodes),
    ("returned value", Section::StatusCodes),
    ("returned values", Section::StatusCodes),
    ("return value", Section::StatusCodes),
    ("return values", Section::StatusCodes),
    ("error codes", Section::Other),
    ("error code", Section::Other),
    ("parent topic", Section::Other),
];

/// The section of a heading.
pub(crate) fn section(line: &str) -> Option<Section> {
    let text = bare(line);
    // Enumeration values are often in capitals.
    let shouted = text.len() > 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if text.len() > 40 || shouted {
        return None;
    }
    HEADINGS
        .iter()
        .find(|(heading, _)| heading.eq_ignore_ascii_case(text))
        .map(|(_, section)| *section)
}

/// Whether a heading comes after all tables.
pub(crate) fn closes_page(line: &str) -> bool {
    const LAST: [&str; 6] = [
        "错误码",
        "SDK代码示例",
        "父主题",
        "error codes",
        "SDK sample code",
        "parent topic",
    ];
    let text = bare(line);
    LAST.iter()
        .any(|heading| heading.eq_ignore_ascii_case(text))
}

/// A heading without bullets, markers of emphasis and colons.
fn bare(line: &str) -> &str {
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '•' | '-' | ':' | '：' | '·');
    line.trim_matches(marks)
}

/// The section whose heading starts a line, and the rest of the line.
pub(crate) fn leading_section(line: &str) -> Option<(Section, &str)> {
    static LEAD: Pattern = Pattern::new(
        r"^\s*[•·*-]?\s*(请求参数|响应参数|请求示例|响应示例|状态码|错误码|功能介绍|接口约束|授权信息|调试|URI|Request Parameters|Response Parameters|Example Requests?|Example Responses?|Status Codes|Error Codes|Function)\s+(\S.*)$",
    );
    let captures = LEAD.captures(line)?;
    let section = section(captures.get(1)?.as_str())?;
    Some((section, captures.get(2)?.as_str()))
}

/// A line that ends an example or a request line and contains the next heading: the text before the
/// heading, and the heading.
pub(crate) fn trailing_section(line: &str) -> Option<(&str, &str)> {
    static TRAIL: Pattern = Pattern::new(
        r"^(\s*(?:[}\]]+|.*[}\]]|(?:(?:GET|PUT|POST|DELETE|PATCH|HEAD) )?https?://\S+|无|None))\s+(请求参数|响应参数|请求示例|响应示例|状态码|错误码|SDK代码示例|Response Parameters|Example Requests?|Example Responses?|SDK Sample Code|Status Codes|Error Codes)\s*$",
    );
    let captures = TRAIL.captures(line)?;
    Some((captures.get(1)?.as_str(), captures.get(2)?.as_str()))
}

/// The status announced by a line: `Status code: 200`.
pub(crate) fn status_label(line: &str) -> Option<&str> {
    static LABEL: Pattern = Pattern::new(
        r"(?i)^[\s*#•-]*(?:HTTP\s*)?(?:状态码|status code|返回码)\s*(?:\*\*)?\s*[:：]?\s*(?:\*\*)?\s*([1-5][0-9]{2}|default)\b\s*(?:\*\*)?",
    );
    Some(LABEL.captures(line)?.get(1)?.as_str())
}

/// The first status label within a line: its range, and the status.
pub(crate) fn inline_status(text: &str) -> Option<(usize, usize, &str)> {
    static LABEL: Pattern =
        Pattern::new(r"(?:^|\s)((?:状态码|[Ss]tatus [Cc]ode)\s*[:：]\s*([1-5][0-9]{2}))(?:\s|$)");
    let captures = LABEL.captures(text)?;
    let label = captures.get(1)?;
    Some((label.start(), label.end(), captures.get(2)?.as_str()))
}

pub(crate) fn has_inline_status(text: &str) -> bool {
    inline_status(text).is_some()
}
