//! Behaviour of `Field`, `Secret` and `null_as_default` inside structs.

use huaweicloud_types::{Field, Secret};
use serde::{Deserialize, Serialize};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Update {
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    remark: Field<String>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    tags: Field<Vec<String>>,
    #[serde(default, deserialize_with = "huaweicloud_types::null_as_default")]
    items: Vec<i64>,
}

#[test]
fn absent_null_and_empty_are_three_things() {
    for (json, expected) in [
        (r#"{"items":[]}"#, Field::Absent),
        (r#"{"tags":null,"items":[]}"#, Field::Null),
        (r#"{"tags":[],"items":[]}"#, Field::Value(Vec::new())),
    ] {
        let update: Update = serde_json::from_str(json).unwrap();
        assert_eq!(update.tags, expected);
        assert_eq!(serde_json::to_string(&update).unwrap(), json);
    }
}

#[test]
fn an_option_says_what_none_means() {
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
fn null_and_missing_lists_are_empty_and_junk_is_not() {
    for json in ["{}", r#"{"items":null}"#, r#"{"items":[]}"#] {
        assert_eq!(
            serde_json::from_str::<Update>(json).unwrap(),
            Update::default()
        );
    }
    for json in [
        r#"{"items":"[]"}"#,
        r#"{"items":{}}"#,
        r#"{"items":[null]}"#,
    ] {
        assert!(serde_json::from_str::<Update>(json).is_err(), "{json}");
    }
}

#[test]
fn a_secret_is_sent_but_not_shown() {
    let secret: Secret = serde_json::from_str(r#""hunter2""#).unwrap();
    assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
    for shown in [
        format!("{secret:?}"),
        format!("{secret:#?}"),
        format!("{:?}", Some(&secret)),
    ] {
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
