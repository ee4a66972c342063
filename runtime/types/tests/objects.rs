//! Behavior of structs declared with `object!`.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::HashMap;

use huaweicloud_types::{Field, Json, Unfinished, UnknownText, object, open_enum};
use serde_json::{Value, json};

/// State of a part.
#[derive(Clone)]
pub enum State {
    /// It works.
    Running,
    /// Any other.
    Unknown(UnknownText),
}

open_enum!(State: str { Running = "RUNNING" });

/// What is read.
#[derive(Clone, Default)]
pub struct Part {
    /// Its name.
    pub name: Option<String>,
    /// How often.
    pub count: Option<i64>,
    /// How much.
    pub share: Option<f64>,
    /// Whether it is on.
    pub enabled: Option<bool>,
    /// How it does.
    pub state: Option<State>,
    /// Names.
    pub tags: Vec<String>,
    /// Parts of it.
    pub parts: Vec<Part>,
    /// A part around it.
    pub whole: Option<Box<Part>>,
    /// Strings by name.
    pub labels: HashMap<String, String>,
    /// Parts by name.
    pub groups: HashMap<String, Vec<Part>>,
    /// Where null is documented.
    pub slots: Vec<Option<i64>>,
}

object! {
    Part {
        0 = name: "name",
        1 = count: "count",
        2 = share: "share",
        3 = enabled: "enabled",
        4 = state: "state",
        5 = tags: "tags",
        6 = parts: "parts",
        7 = whole: "whole",
        8 = labels: "labels",
        9 = groups: "groups",
        10 = slots: "slots",
    }
}

/// What is sent.
#[derive(Clone)]
pub struct Request {
    /// Required.
    pub name: String,
    /// Required, may be empty.
    pub tags: Vec<String>,
    /// Required, may be null.
    pub owner: Option<String>,
    /// Optional; an empty list can be sent.
    pub members: Option<Vec<i64>>,
    /// Optional, may be null.
    pub type_: Field<String>,
}

object! {
    Request {
        0 = name: "name" [required()],
        1 = tags: "tags" [required()],
        2 = owner: "owner" [required()],
        3 = members: "members",
        4 = type_: "type" [named("type_")],
    }
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, (String, String)> {
    let text = value.to_string();
    let mut source = serde_json::Deserializer::from_str(&text);
    let mut track = serde_path_to_error::Track::new();
    T::deserialize(serde_path_to_error::Deserializer::new(
        &mut source,
        &mut track,
    ))
    .map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line").next().unwrap_or_default();
        (track.path().to_string(), message.to_owned())
    })
}

fn refusal<T: serde::de::DeserializeOwned>(value: &Value) -> (String, String) {
    read::<T>(value).err().unwrap()
}

#[test]
fn all_values_survive_a_round_trip() {
    let full = json!({
        "name": "a", "count": -5, "share": 0.5, "enabled": false, "state": "RUNNING",
        "tags": ["x", ""], "parts": [{"name": "b"}, {}], "whole": {"parts": [{"count": 1}]},
        "labels": {"a": "b"}, "groups": {"one": [{"name": "c"}], "none": []}, "slots": [1, null],
    });
    let part: Part = read(&full).unwrap();
    assert_eq!(part.parts[0].name.as_deref(), Some("b"));
    assert_eq!(part.slots, [Some(1), None]);
    assert_eq!(part.state, Some(State::Running));
    assert_eq!(serde_json::to_value(&part).unwrap(), full);
    let text = huaweicloud_types::to_json(&part);
    assert_eq!(serde_json::from_slice::<Value>(&text).unwrap(), full);
}

#[test]
fn the_client_writes_what_serde_writes() {
    for value in [
        json!({"name": "a\"b\n", "tags": [], "owner": null}),
        json!({"name": "", "tags": ["x", "字"], "owner": "me", "members": [], "type": null}),
        json!({"name": "", "tags": [], "owner": null, "members": [1, -2], "type": "t"}),
    ] {
        let request: Request = read(&value).unwrap();
        let text = String::from_utf8(huaweicloud_types::to_json(&request)).unwrap();
        assert_eq!(text, serde_json::to_string(&request).unwrap());
    }
    assert_eq!(huaweicloud_types::to_json(&Json::from(1)), b"1");
    assert_eq!(huaweicloud_types::to_json(&f64::NAN), b"null");
}

#[test]
fn null_is_the_same_as_absent_and_unknown_properties_are_ignored() {
    let nothing = Part::default();
    let names = [
        "name", "count", "share", "enabled", "state", "tags", "parts", "whole", "labels", "groups",
    ];
    for name in names {
        assert_eq!(
            read::<Part>(&json!({ name: null })).unwrap(),
            nothing,
            "{name}"
        );
    }
    assert_eq!(
        read::<Part>(&json!({"tomorrow": {"deep": [1]}})).unwrap(),
        nothing
    );
    assert_eq!(serde_json::to_string(&nothing).unwrap(), "{}");
}

#[test]
fn a_wrong_json_type_is_an_error_with_its_path() {
    for (value, path, message) in [
        (
            json!([]),
            ".",
            "invalid type: sequence, expected an object (Part)",
        ),
        (
            json!({"name": 5}),
            "name",
            "invalid type: integer `5`, expected a string",
        ),
        (
            json!({"count": "5"}),
            "count",
            "invalid type: string \"5\", expected a 64-bit integer",
        ),
        (
            json!({"count": 1.5}),
            "count",
            "invalid value: floating point `1.5`, expected a 64-bit integer",
        ),
        (
            json!({"tags": {}}),
            "tags",
            "invalid type: map, expected a list",
        ),
        (
            json!({"tags": ["a", null]}),
            "tags[1]",
            "invalid type: null, expected a string",
        ),
        (
            json!({"parts": [{}, []]}),
            "parts[1]",
            "invalid type: sequence, expected an object (Part)",
        ),
        (
            json!({"whole": {"whole": {"enabled": 1}}}),
            "whole.whole.enabled",
            "invalid type: integer `1`, expected a boolean",
        ),
        (
            json!({"labels": []}),
            "labels",
            "invalid type: sequence, expected an object (a map)",
        ),
        (
            json!({"labels": {"a": null}}),
            "labels.a",
            "invalid type: null, expected a string",
        ),
        (
            json!({"groups": {"one": [{"share": "1"}]}}),
            "groups.one[0].share",
            "invalid type: string \"1\", expected f64",
        ),
        (
            json!({"state": 1}),
            "state",
            "invalid type: integer `1`, expected a string",
        ),
    ] {
        assert_eq!(
            refusal::<Part>(&value),
            (path.to_owned(), message.to_owned()),
            "{value}"
        );
    }
}

#[test]
fn whole_numbers_are_integers_in_any_notation() {
    for (text, expected) in [
        ("7", Some(7)),
        ("7.0", Some(7)),
        ("7e3", Some(7000)),
        ("-0", Some(0)),
        ("-0.0", Some(0)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("9223372036854775807", Some(i64::MAX)),
        ("9223372036854775808", None),
        ("1e19", None),
        ("0.5", None),
    ] {
        let read = serde_json::from_str::<Part>(&format!("{{\"count\": {text}}}"));
        assert_eq!(read.ok().and_then(|part| part.count), expected, "{text}");
    }
}

#[test]
fn duplicate_properties_are_errors_with_their_path() {
    let text = r#"{"whole": {"name": "a", "count": 1, "name": "b"}}"#;
    let mut source = serde_json::Deserializer::from_str(text);
    let error = serde_path_to_error::deserialize::<_, Part>(&mut source).unwrap_err();
    assert_eq!(error.path().to_string(), "whole.name");
    assert!(
        error.to_string().contains("duplicate field `name`"),
        "{error}"
    );
}

#[test]
fn required_properties_must_be_present_and_are_always_written() {
    let full = json!({"name": "", "tags": [], "owner": null});
    let request: Request = read(&full).unwrap();
    assert_eq!(serde_json::to_value(&request).unwrap(), full);
    for name in ["name", "tags", "owner"] {
        let mut lacking = full.clone();
        lacking.as_object_mut().unwrap().remove(name);
        assert_eq!(
            refusal::<Request>(&lacking),
            (".".to_owned(), format!("missing field `{name}`"))
        );
    }
    let (path, message) = refusal::<Request>(&json!({"name": "", "tags": null, "owner": null}));
    assert_eq!(
        (path.as_str(), message.as_str()),
        ("tags", "invalid type: null, expected a list")
    );
}

#[test]
fn requests_can_send_empty_lists() {
    let sent = json!({"name": "a", "tags": [], "owner": null, "members": [], "type": null});
    let request: Request = read(&sent).unwrap();
    assert_eq!(request.members, Some(vec![]));
    assert_eq!(request.type_, Field::Null);
    assert_eq!(serde_json::to_value(&request).unwrap(), sent);
}

#[test]
fn builders_name_missing_fields_and_print_set_ones() {
    let mut building = Unfinished::<Request>::new();
    building.set(0).name = "a".to_owned();
    building.set(4).type_ = Field::Null;
    assert_eq!(
        format!("{building:?}"),
        r#"Request { name: "a", type_: null }"#
    );
    let missing = building.clone().finish().unwrap_err();
    assert_eq!((missing.request(), missing.field()), ("Request", "tags"));
    building.set(1).tags = vec![];
    building.set(2).owner = None;
    assert_eq!(building.finish().unwrap().name, "a");
}

#[test]
fn debug_shows_present_fields_and_equality_compares_all() {
    let part: Part = read(&json!({"name": "a", "labels": {"k": "v"}, "parts": [{}]})).unwrap();
    let other: Part = read(&json!({"name": "a", "labels": {"k": "v"}, "parts": [{}]})).unwrap();
    assert_eq!(part, other);
    for difference in [
        json!({"name": "b", "labels": {"k": "v"}, "parts": [{}]}),
        json!({"name": "a", "labels": {"k": "w"}, "parts": [{}]}),
        json!({"name": "a", "labels": {"j": "v"}, "parts": [{}]}),
        json!({"name": "a", "labels": {"k": "v"}, "parts": [{"count": 0}]}),
        json!({"name": "a", "labels": {"k": "v"}, "parts": []}),
    ] {
        assert_ne!(part, read::<Part>(&difference).unwrap(), "{difference}");
    }
    assert_eq!(
        format!("{part:?}"),
        "Part { name: \"a\", tags: [], parts: [Part { tags: [], parts: [], labels: {}, groups: {}, \
         slots: [] }], labels: {\"k\": \"v\"}, groups: {}, slots: [] }"
    );
}

#[test]
fn more_properties_than_bits_are_distinguished() {
    // Of 130 properties, the last 66 have no bit.
    let mut text = String::from("{");
    for index in 0..130 {
        text += &format!("\"p{index}\": {index},");
    }
    let twice = format!("{text}\"p129\": 0}}");
    let once = format!("{}}}", text.trim_end_matches(','));
    assert_eq!(serde_json::from_str::<Wide>(&once).unwrap().p129, Some(129));
    assert!(serde_json::from_str::<Wide>(&twice).is_err());
}

macro_rules! wide {
    ($($index:literal $field:ident $wire:literal)*) => {
        #[derive(Clone)]
        struct Wide { $($field: Option<i64>,)* }
        object! { Wide { $($index = $field: $wire,)* } }
    };
}

#[rustfmt::skip]
wide! {
    0 p0 "p0" 1 p1 "p1" 2 p2 "p2" 3 p3 "p3" 4 p4 "p4" 5 p5 "p5" 6 p6 "p6" 7 p7 "p7" 8 p8 "p8"
    9 p9 "p9" 10 p10 "p10" 11 p11 "p11" 12 p12 "p12" 13 p13 "p13" 14 p14 "p14" 15 p15 "p15"
    16 p16 "p16" 17 p17 "p17" 18 p18 "p18" 19 p19 "p19" 20 p20 "p20" 21 p21 "p21" 22 p22 "p22"
    23 p23 "p23" 24 p24 "p24" 25 p25 "p25" 26 p26 "p26" 27 p27 "p27" 28 p28 "p28" 29 p29 "p29"
    30 p30 "p30" 31 p31 "p31" 32 p32 "p32" 33 p33 "p33" 34 p34 "p34" 35 p35 "p35" 36 p36 "p36"
    37 p37 "p37" 38 p38 "p38" 39 p39 "p39" 40 p40 "p40" 41 p41 "p41" 42 p42 "p42" 43 p43 "p43"
    44 p44 "p44" 45 p45 "p45" 46 p46 "p46" 47 p47 "p47" 48 p48 "p48" 49 p49 "p49" 50 p50 "p50"
    51 p51 "p51" 52 p52 "p52" 53 p53 "p53" 54 p54 "p54" 55 p55 "p55" 56 p56 "p56" 57 p57 "p57"
    58 p58 "p58" 59 p59 "p59" 60 p60 "p60" 61 p61 "p61" 62 p62 "p62" 63 p63 "p63" 64 p64 "p64"
    65 p65 "p65" 66 p66 "p66" 67 p67 "p67" 68 p68 "p68" 69 p69 "p69" 70 p70 "p70" 71 p71 "p71"
    72 p72 "p72" 73 p73 "p73" 74 p74 "p74" 75 p75 "p75" 76 p76 "p76" 77 p77 "p77" 78 p78 "p78"
    79 p79 "p79" 80 p80 "p80" 81 p81 "p81" 82 p82 "p82" 83 p83 "p83" 84 p84 "p84" 85 p85 "p85"
    86 p86 "p86" 87 p87 "p87" 88 p88 "p88" 89 p89 "p89" 90 p90 "p90" 91 p91 "p91" 92 p92 "p92"
    93 p93 "p93" 94 p94 "p94" 95 p95 "p95" 96 p96 "p96" 97 p97 "p97" 98 p98 "p98" 99 p99 "p99"
    100 p100 "p100" 101 p101 "p101" 102 p102 "p102" 103 p103 "p103" 104 p104 "p104"
    105 p105 "p105" 106 p106 "p106" 107 p107 "p107" 108 p108 "p108" 109 p109 "p109"
    110 p110 "p110" 111 p111 "p111" 112 p112 "p112" 113 p113 "p113" 114 p114 "p114"
    115 p115 "p115" 116 p116 "p116" 117 p117 "p117" 118 p118 "p118" 119 p119 "p119"
    120 p120 "p120" 121 p121 "p121" 122 p122 "p122" 123 p123 "p123" 124 p124 "p124"
    125 p125 "p125" 126 p126 "p126" 127 p127 "p127" 128 p128 "p128" 129 p129 "p129"
}
