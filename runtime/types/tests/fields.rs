//! Behavior of `Field`, `Secret` and `Json` as fields of structs.

use huaweicloud_types::{Field, Json, Secret, object};

#[derive(Clone, Default)]
struct Update {
    remark: Field<String>,
    tags: Field<Vec<String>>,
    anything: Option<Json>,
    password: Option<Secret>,
}

object! {
    Update {
        0 = remark: "remark",
        1 = tags: "tags",
        2 = anything: "anything",
        3 = password: "password",
    }
}

#[test]
fn absent_null_and_empty_are_different() {
    for (json, expected) in [
        ("{}", Field::Absent),
        (r#"{"tags":null}"#, Field::Null),
        (r#"{"tags":[]}"#, Field::Value(Vec::new())),
    ] {
        let update: Update = serde_json::from_str(json).unwrap();
        assert_eq!(update.tags, expected);
        assert_eq!(update.remark, Field::Absent);
        assert_eq!(serde_json::to_string(&update).unwrap(), json);
    }
}

#[test]
fn conversions_from_option_state_what_none_means() {
    assert_eq!(Field::or_absent(None::<i64>), Field::Absent);
    assert_eq!(Field::or_null(None::<i64>), Field::Null);
    assert_eq!(Field::or_null(Some(1)), Field::from(1));
    assert_eq!(Field::Value(1).into_value(), Some(1));
    assert_eq!(Field::<i64>::Null.value(), None);
}

#[test]
fn an_absent_field_is_never_written_as_null() {
    let error = serde_json::to_string(&Field::<i64>::Absent).unwrap_err();
    assert!(error.to_string().contains("skip_serializing_if"), "{error}");
}

#[test]
fn a_secret_is_sent_but_not_shown() {
    let update: Update = serde_json::from_str(r#"{"password":"hunter2"}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&update).unwrap(),
        r#"{"password":"hunter2"}"#
    );
    for shown in [
        format!("{update:?}"),
        format!("{update:#?}"),
        format!("{:?}", update.password),
    ] {
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

#[test]
fn free_form_json_is_unchanged_by_a_round_trip() {
    for anything in ["{\"a\":[1,2.5,null]}", "\"text\"", "0", "[]", "{}", "false"] {
        let json = format!("{{\"anything\":{anything}}}");
        let update: Update = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&update).unwrap(), json);
        assert_eq!(update.anything.unwrap().to_string(), anything);
    }
}

#[test]
fn free_form_json_can_be_read_into_any_type() {
    let update: Update = serde_json::from_str(r#"{"anything":{"a":{"b":[1]}}}"#).unwrap();
    let anything = update.anything.unwrap();
    assert_eq!(anything.at("/a/b").read::<Vec<i64>>().unwrap(), [1]);
    assert!(anything.at("/a/c").is_null());
    let error = anything.read::<Vec<i64>>().unwrap_err();
    assert!(error.to_string().contains("invalid type: map"), "{error}");
}
