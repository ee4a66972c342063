//! Captions of tables.

use crate::pattern::Pattern;
use crate::vocabulary::field_type::is_name;

/// What a caption says about its table.
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
    /// Nothing about its role.
    Silent,
}

static CAPTION: Pattern = Pattern::new(
    r"^[\s*]*(?:表\s*|Table\s+)(?P<number>\d+)(?:-\d+)?(?:\*\*)?[\s.:：]*(?:\*\*)?\s*(?P<title>.*?)[\s*]*$",
);

/// The title in a caption, `Table 4 Item` or `表4 Item`, which may be empty.
pub(crate) fn caption(line: &str) -> Option<&str> {
    static SENTENCE: Pattern = Pattern::new(
        r"^(?:describes?|lists?|shows?|is|are|provides?|and|to|for|所示|列出|描述了|说明)|[.。]$",
    );
    let title = CAPTION.captures(line)?.name("title")?.as_str();
    if title.chars().count() > 80 || SENTENCE.is_match(title) {
        return None;
    }
    Some(title)
}

/// A line without a number that names the structure in the table below: `Data structure of the Item
/// field`.
pub(crate) fn described(line: &str) -> Option<&str> {
    static DESCRIBED: Pattern = Pattern::new(
        r"(?i)^[\s*•-]*((?:data )?structure(?: description)? of (?:the )?[*`]*[A-Za-z_][\w.\-]*[*`]*(?: (?:field|parameter|object|structure)s?)?|[*`]*[A-Za-z_][A-Za-z0-9_.\-]*[*`]*\s*(?:字段)?(?:数据结构|结构体?)(?:说明|描述)?)[\s:：.。]*$",
    );
    static PLACE: Pattern = Pattern::new(
        r"(?i)^[\s*•-]*((?:parameters? in the|(?:request|response|uri|url|path|query|header) ).{0,30}|.{0,12}参数)[\s:：.。]*$",
    );
    if let Some(captures) = DESCRIBED.captures(line) {
        return Some(captures.get(1)?.as_str());
    }
    let place = PLACE.captures(line)?.get(1)?.as_str();
    let known = !matches!(
        caption_kind(place),
        CaptionKind::Silent | CaptionKind::Type(_)
    );
    known.then_some(place)
}

/// The number of the table in its caption.
pub(crate) fn caption_number(line: &str) -> Option<u32> {
    CAPTION
        .captures(line)?
        .name("number")?
        .as_str()
        .parse()
        .ok()
}

/// The numbers of the tables that a text mentions.
pub(crate) fn mentioned_tables(text: &str) -> Vec<u32> {
    static MENTION: Pattern = Pattern::new(r"(?:\bTable |表\s?)(\d{1,3})(?:\D|$)");
    let found = MENTION.captures_all(text);
    let numbers = found.iter().filter_map(|captures| captures[1].parse().ok());
    numbers.collect()
}

/// The first caption in a line: its start, and the start of its title.
pub(crate) fn inline_caption(text: &str) -> Option<(usize, usize)> {
    static INLINE: Pattern = Pattern::new(r"(?:^|\s)((?:表\s?|Table )\d+\s)");
    let label = INLINE.captures(text)?.get(1)?;
    Some((label.start(), label.end()))
}

/// What the title of a caption says about its table.
pub(crate) fn caption_kind(title: &str) -> CaptionKind {
    static PATH: Pattern = Pattern::new(
        r"(?i)^(?:(?:路径|path|uri|url)\s*(?:中的?)?参数|(?:(?:uri|url) )?path parameters?|(?:uri|url) parameters?|parameters? in the (?:path|uri|url))$",
    );
    static QUERY: Pattern = Pattern::new(
        r"(?i)^(?:(?:请求)?\s*(?:query|查询)\s*参数|(?:request )?query(?: string)? parameters?|parameters? in the query(?: string)?)$",
    );
    static RESPONSE_HEADER: Pattern = Pattern::new(
        r"(?i)^(?:响应\s*(?:消息)?\s*(?:header|头)\s*(?:参数)?|response (?:message )?headers?(?: parameters?| fields?)?|(?:parameters?|fields?) in the response (?:message )?header)$",
    );
    static HEADER: Pattern = Pattern::new(
        r"(?i)^(?:(?:公共)?(?:请求)?\s*(?:消息)?\s*(?:header|头)\s*(?:参数)?|(?:request )?(?:message )?headers?(?: parameters?| fields?)?|(?:parameters?|fields?) in the request (?:message )?header)$",
    );
    static RESPONSE: Pattern = Pattern::new(
        r"(?i)^(?:(?:响应|返回)\s*(?:消息)?\s*(?:body|体)?\s*(?:参数|要素|字段)?|response (?:message )?(?:body )?(?:parameters?|elements?|fields?)|(?:parameters?|elements?|fields?) in the response(?: message)?(?: body)?)$",
    );
    static BODY: Pattern = Pattern::new(
        r"(?i)^(?:(?:请求)?\s*(?:消息)?\s*(?:body|体|formdata)\s*(?:参数|要素|字段)?|请求(?:消息)?(?:参数|要素|字段)|(?:request )?(?:message )?body parameters?|request (?:message )?(?:parameters?|elements?|fields?)|(?:request )?form ?data(?: parameters?)?|(?:parameters?|elements?|fields?) in the request(?: message)?(?: body)?)$",
    );
    let title = plain(title);
    let table = [
        (&PATH, CaptionKind::Path),
        (&QUERY, CaptionKind::Query),
        (&RESPONSE_HEADER, CaptionKind::ResponseHeader),
        (&HEADER, CaptionKind::Header),
        (&RESPONSE, CaptionKind::ResponseBody),
        (&BODY, CaptionKind::Body),
    ];
    if let Some((_, kind)) = table
        .into_iter()
        .find(|(pattern, _)| pattern.is_match(&title))
    {
        return kind;
    }
    match type_name(&title) {
        Some(name) => CaptionKind::Type(name.to_owned()),
        None => CaptionKind::Silent,
    }
}

/// A title without markers and without "description of".
fn plain(title: &str) -> String {
    static FILLER: Pattern = Pattern::new(
        r"(?i)\bdescriptions? (?:of|about) (?:the )?|\s*\bdescriptions?\b|(?:的)?(?:说明|描述)(?:表)?$|[*`“”‘’']",
    );
    let title = title
        .trim()
        .trim_end_matches(['。', '.', ':', '：'])
        .replace('"', "");
    // `Data structure description of the x field` keeps its `of`.
    static INNER: Pattern = Pattern::new(r"(?i)\b(structures?) descriptions?\b");
    let title = INNER.replace_all(&title, "$1");
    let title = FILLER.replace_all(&title, "");
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The type named by a title: `Item`, `Item data structure`, `Data structure of the Item field`.
fn type_name(title: &str) -> Option<&str> {
    static NAMED: Pattern = Pattern::new(
        r"(?i)^(?:(?:data )?structures? of (?:the )?|(?:parameters?|fields?|elements?) (?:of|in) (?:the )?|字段|参数)?([A-Za-z_$@][0-9A-Za-z_.\-:<>,]*)(?:\s*(?:fields?|parameters?|objects?|arrays?|elements?|attributes?|data structures?|structures?|data types?|字段|参数|对象|数组|数据结构|结构体?|属性|元素))*$",
    );
    const WORDS: [&str; 19] = [
        "parameter",
        "parameters",
        "field",
        "fields",
        "object",
        "objects",
        "attribute",
        "attributes",
        "element",
        "elements",
        "structure",
        "data",
        "request",
        "response",
        "body",
        "header",
        "uri",
        "url",
        "description",
    ];
    let name = NAMED.captures(title)?.get(1)?.as_str();
    let word = WORDS.iter().any(|word| word.eq_ignore_ascii_case(name));
    (is_name(name) && !word).then_some(name)
}
