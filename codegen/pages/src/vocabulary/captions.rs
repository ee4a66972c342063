//! Captions of tables.

use crate::pattern::Pattern;
use crate::vocabulary::kinds::is_name;

/// What a caption says of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CaptionKind {
    Path,
    Query,
    Header,
    ResponseHeader,
    Body,
    ResponseBody,
    /// The name of a type.
    Type(String),
    /// Nothing that tells its role.
    Silent,
}

/// The title in a caption, `Table 4 Item` or `表4 Item`; it may be empty.
pub(crate) fn caption(line: &str) -> Option<&str> {
    static CAPTION: Pattern = Pattern::new(
        r"^[\s*]*(?:表\s*|Table\s+)\d+(?:-\d+)?(?:\*\*)?[\s.:：]*(?:\*\*)?\s*(.*?)[\s*]*$",
    );
    static SENTENCE: Pattern = Pattern::new(
        r"^(?:describes?|lists?|shows?|is|are|provides?|and|to|for|所示|列出|描述了|说明)|[.。]$",
    );
    let title = CAPTION.captures(line)?.get(1)?.as_str();
    if title.chars().count() > 80 || SENTENCE.is_match(title) {
        return None;
    }
    Some(title)
}

/// The first caption within a line: where it begins, and where its title begins.
pub(crate) fn inline_caption(text: &str) -> Option<(usize, usize)> {
    static CAPTION: Pattern = Pattern::new(r"(?:^|\s)((?:表\s?|Table )\d+\s)");
    let label = CAPTION.captures(text)?.get(1)?;
    Some((label.start(), label.end()))
}

/// What a caption's title says of its table.
pub(crate) fn caption_kind(title: &str) -> CaptionKind {
    static PATH: Pattern = Pattern::new(
        r"(?i)^(路径参数|path\s*参数|(uri |url )?path parameters?|uri\s*参数|uri parameters?)$",
    );
    static QUERY: Pattern =
        Pattern::new(r"(?i)^(query\s*参数|查询参数|query( string)? parameters?)$");
    static ANSWERED_HEADER: Pattern = Pattern::new(
        r"(?i)^(响应\s*header\s*参数|响应消息头(参数)?|response headers?( parameters?)?|parameters in the response header)$",
    );
    static HEADER: Pattern = Pattern::new(
        r"(?i)^((请求)?\s*header\s*参数|请求消息头(参数)?|(request )?headers?( parameters?)?|parameters in the request header)$",
    );
    static ANSWER: Pattern = Pattern::new(
        r"(?i)^(响应\s*body\s*参数|响应参数|响应消息参数|response (body |message )?parameters?|parameters in the response( body)?)$",
    );
    static BODY: Pattern = Pattern::new(
        r"(?i)^(请求\s*body\s*参数|请求参数|请求消息参数|请求\s*formdata\s*参数|formdata\s*参数|request (body |message )?parameters?|(request )?form ?data( parameters?)?|parameters in the request( body)?)$",
    );
    let title = title.trim().trim_end_matches(['。', '.', ':', '：']).trim();
    let table = [
        (&PATH, CaptionKind::Path),
        (&QUERY, CaptionKind::Query),
        (&ANSWERED_HEADER, CaptionKind::ResponseHeader),
        (&HEADER, CaptionKind::Header),
        (&ANSWER, CaptionKind::ResponseBody),
        (&BODY, CaptionKind::Body),
    ];
    if let Some((_, kind)) = table
        .into_iter()
        .find(|(pattern, _)| pattern.is_match(title))
    {
        return kind;
    }
    match type_name(title) {
        Some(name) => CaptionKind::Type(name.to_owned()),
        None => CaptionKind::Silent,
    }
}

/// The type that a title names: `Item`, `Item data structure`, `Data structure of Item`.
fn type_name(title: &str) -> Option<&str> {
    static DESCRIBED: Pattern = Pattern::new(
        r"(?i)^(?:data structure of(?: the)? |字段)?([A-Za-z][\w.\-<>,]*)(?:\s*(?:fields?|field data structure|data structure(?: description)?|structure|objects?|parameters?|字段(?:数据结构)?说明|数据结构(?:说明)?|参数说明|参数|结构))?$",
    );
    if is_name(title) {
        return Some(title);
    }
    let name = DESCRIBED.captures(title)?.get(1)?.as_str();
    is_name(name).then_some(name)
}
