//! Names and types in the notation of tables.

use crate::pattern::Pattern;

/// A type, regardless of its spelling on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldType {
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// An object, with the name of its type if the page has one.
    Object(Option<String>),
    /// A map from strings to values.
    Map,
    /// A list, with the kind of its items.
    Array(Box<FieldType>),
    /// A file.
    File,
    /// Any value.
    Any,
}

impl FieldType {
    /// The kind, or that of the items.
    pub fn innermost(&self) -> &FieldType {
        match self {
            FieldType::Array(items) => items.innermost(),
            other => other,
        }
    }
}

/// Whether a text is a valid name of a parameter, a field or a type.
pub(crate) fn is_name(text: &str) -> bool {
    static NAME: Pattern = Pattern::new(
        r"^(?:[A-Za-z_$@*][0-9A-Za-z_.\-:$@/\[\]*]{0,127}|[0-9]{1,3}[A-Za-z_][0-9A-Za-z_.\-]*|\{[0-9A-Za-z_\-]+\}|\[[^\[\]\s]{1,20}(?: [^\[\]\s]{1,20})?\])$",
    );
    NAME.is_match(text) && !text.ends_with([':', '.']) && !matches!(text, "N/A" | "n/a" | "None")
}

const SCALARS: [&str; 44] = [
    "String",
    "string",
    "Integer",
    "integer",
    "Int",
    "int",
    "Int32",
    "Int64",
    "int32",
    "int64",
    "Long",
    "long",
    "Boolean",
    "boolean",
    "Bool",
    "bool",
    "Number",
    "number",
    "Float",
    "float",
    "Double",
    "double",
    "BigDecimal",
    "Short",
    "Byte",
    "Object",
    "object",
    "JSONObject",
    "JsonObject",
    "JSON",
    "Dict",
    "Map",
    "map",
    "Array",
    "array",
    "List",
    "list",
    "File",
    "file",
    "Date",
    "DateTime",
    "Timestamp",
    "UUID",
    "Enum",
];

/// Whether a whole text is a type.
pub(crate) fn is_type(text: &str) -> bool {
    // In a sentence these are words; alone in a cell they are types.
    static ALONE: Pattern = Pattern::new(
        r"(?i)^(?:(?:string|integer|int|long|number|boolean|object|json|dict|map)\s+(?:arrays?|lists?)|(?:arrays?|lists?)\s?\((?:string|integer|int|long|number|boolean|object|dict|map)s?\)|dictionary|uuid|json|enum|string|integer|boolean|big ?integer)$",
    );
    leading_type(text).is_some_and(|end| end == text.len()) || ALONE.is_match(text)
}

/// The end of the type that starts a text.
pub(crate) fn leading_type(text: &str) -> Option<usize> {
    static ARRAY_OF: Pattern = Pattern::new(
        r"^(?:Array|array|List|list)\s*(?:of|Of)\s+(?:arrays? of\s+)*(?:(?:[A-Za-z_][\w.\-]*|\[[A-Za-z_][\w.\-]*\])\s+(?:objects?|Objects?|arrays?)|(?:[Ss]trings?|[Ii]ntegers?|[Ll]ongs?|[Bb]ooleans?|[Nn]umbers?|[Ff]loats?|[Dd]oubles?|[Oo]bjects?|[Mm]aps?|[Ff]iles?|[Aa]rrays?|any|Map<[^>]*>+))",
    );
    static GENERIC: Pattern = Pattern::new(
        r"^(?:Array|array|List|list|Map|map|Set)\s*(?:<[^<>]*(?:<[^<>]*(?:<[^<>]*>)?[^<>]*>)?[^<>]*>|\[[\w ]+\])(?:\s+(?:objects?|Objects?))?",
    );
    static OBJECT: Pattern =
        Pattern::new(r"^(?:[A-Za-z_][\w.\-]*|\[[A-Za-z_][\w.\-]*\])\s+(?:[Oo]bjects?|数据结构)");
    let ends = [&ARRAY_OF, &GENERIC, &OBJECT]
        .into_iter()
        .filter_map(|pattern| pattern.find(text).map(|found| found.end()));
    ends.chain(scalar_end(text))
        .filter(|end| ends_a_word(&text[*end..]))
        .max()
}

fn scalar_end(text: &str) -> Option<usize> {
    let word = text
        .find(|c: char| !c.is_ascii_alphanumeric())
        .map_or(text, |end| &text[..end]);
    let end = SCALARS.contains(&word).then_some(word.len())?;
    Some(if text[end..].starts_with("[]") {
        end + 2
    } else {
        end
    })
}

fn ends_a_word(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// The name of the referenced type: `Item` for `Array of Item objects`.
pub(crate) fn referenced_type(text: &str) -> Option<String> {
    match type_kind(text)?.innermost() {
        FieldType::Object(Some(name)) => Some(name.clone()),
        _ => None,
    }
}

/// Parses a type.
pub(crate) fn type_kind(text: &str) -> Option<FieldType> {
    static ARRAY: Pattern = Pattern::new(
        r"(?i)^(?:arrays?|lists?|set)\s*(?:of\s+(.+)|<(.+)>(?:\s+objects?)?|\[(.+)\]|\((.+)\))$",
    );
    static LISTED: Pattern = Pattern::new(
        r"(?i)^(string|integer|int|long|number|boolean|object|json|dict|map)\s+(?:arrays?|lists?)$",
    );
    static MAP: Pattern = Pattern::new(r"(?i)^map\s*(?:<.*>|\[.*)?$");
    static OBJECT: Pattern =
        Pattern::new(r"^\[?([A-Za-z_][\w.\-]*)\]?\s+(?:[Oo]bjects?|数据结构)$");
    static DETAIL: Pattern = Pattern::new(r"^([A-Za-z0-9]+)\s*[(（<][\w\- ]+[)）>]$");
    let text = text.trim();
    if let Some(captures) = DETAIL.captures(text)
        && let Some(kind) = scalar_kind(&captures[1])
        && !matches!(
            kind,
            FieldType::Array(_) | FieldType::Object(_) | FieldType::Map
        )
    {
        return Some(kind);
    }
    if let Some(captures) = ARRAY.captures(text) {
        let inner = captures.iter().skip(1).flatten().next()?.as_str();
        return Some(FieldType::Array(Box::new(type_kind(inner)?)));
    }
    if let Some(captures) = LISTED.captures(text) {
        return Some(FieldType::Array(Box::new(type_kind(
            captures.get(1)?.as_str(),
        )?)));
    }
    if let Some(inner) = text.strip_suffix("[]") {
        return Some(FieldType::Array(Box::new(type_kind(inner)?)));
    }
    if MAP.is_match(text) {
        return Some(FieldType::Map);
    }
    if let Some(captures) = OBJECT.captures(text) {
        let name = captures.get(1)?.as_str();
        if name.eq_ignore_ascii_case("array") || name.eq_ignore_ascii_case("json") {
            return Some(FieldType::Object(None));
        }
        return Some(FieldType::Object(Some(name.to_owned())));
    }
    scalar_kind(text)
}

fn scalar_kind(text: &str) -> Option<FieldType> {
    let lower = text.to_ascii_lowercase();
    let single = lower
        .strip_suffix('s')
        .filter(|word| !word.is_empty())
        .unwrap_or(&lower);
    Some(match single {
        "string" | "date" | "datetime" | "timestamp" | "uuid" | "enum" => FieldType::Text,
        "integer" | "big integer" | "biginteger" | "int" | "int32" | "int64" | "long" | "short"
        | "byte" => FieldType::Integer,
        "number" | "float" | "double" | "bigdecimal" => FieldType::Number,
        "boolean" | "bool" => FieldType::Boolean,
        "object" | "jsonobject" => FieldType::Object(None),
        "dict" | "dictionary" | "map" => FieldType::Map,
        "array" | "list" => FieldType::Array(Box::new(FieldType::Any)),
        "file" | "binary" => FieldType::File,
        "any" | "json" => FieldType::Any,
        _ if is_name(text) && text.chars().next().is_some_and(char::is_uppercase) => {
            FieldType::Object(Some(text.to_owned()))
        }
        _ => return None,
    })
}
