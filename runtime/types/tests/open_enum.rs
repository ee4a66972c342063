//! Behavior of enumerations declared with `open_enum!`.

use std::collections::BTreeSet;
use std::fmt::Debug;

use huaweicloud_types::{OpenEnum, UnknownInteger, UnknownText, open_enum};

/// What is counted.
#[derive(Clone)]
pub enum Mode {
    /// The whole instance.
    Instance,
    /// One API.
    Api,
    /// A name in Chinese, as the services use them.
    Creating,
    /// Any other.
    Unknown(UnknownText),
}

open_enum!(Mode: str {
    Instance = "INSTANCE",
    Api = "API",
    Creating = "创建中",
});

/// State of an instance.
#[derive(Clone, Copy)]
pub enum Status {
    /// Not created.
    Failed,
    /// It works.
    Running,
    /// Any other.
    Unknown(UnknownInteger),
}

open_enum!(Status: i64 {
    Failed = -1,
    Running = 6,
});

#[test]
fn documented_values_become_their_variants_and_back() {
    for mode in Mode::VALUES {
        let json = serde_json::to_string(mode).unwrap();
        assert_eq!(&serde_json::from_str::<Mode>(&json).unwrap(), mode);
        assert_eq!(mode.to_string(), mode.as_str());
        assert_eq!(&mode.as_str().parse::<Mode>().unwrap(), mode);
        assert!(mode.is_known());
    }
    assert_eq!(Status::VALUES, [Status::Failed, Status::Running]);
    assert_eq!(
        serde_json::from_str::<Status>("-1").unwrap(),
        Status::Failed
    );
    assert_eq!(Status::Failed.to_string(), "-1");
}

#[test]
fn undocumented_values_are_kept_exactly() {
    for json in [
        r#""PAUSED""#,
        r#""""#,
        r#""instance""#,
        r#"" API""#,
        r#""a\"b""#,
    ] {
        let mode: Mode = serde_json::from_str(json).unwrap();
        assert!(!mode.is_known(), "{json}");
        assert_eq!(serde_json::to_string(&mode).unwrap(), json);
    }
    for json in ["42", "-9223372036854775808", "9223372036854775807"] {
        let status: Status = serde_json::from_str(json).unwrap();
        assert!(!status.is_known());
        assert_eq!(serde_json::to_string(&status).unwrap(), json);
    }
}

#[test]
fn values_have_a_single_representation() {
    assert!(matches!(Status::from(6_i32), Status::Running));
    assert_eq!(Mode::from("API".to_owned()), Mode::Api);
    assert_eq!(<Mode as OpenEnum>::from_wire("API"), Mode::Api);
    assert_eq!(Mode::from("x"), Mode::from("x"));
    assert_ne!(Mode::from("x"), Mode::from("y"));
}

#[test]
fn a_wrong_json_type_is_an_error() {
    for json in ["6", "null", "true", "[]", "{}", r#"{"API":null}"#] {
        assert!(serde_json::from_str::<Mode>(json).is_err(), "{json}");
    }
    for json in [r#""6""#, "6.5", "null", "9223372036854775808", "[6]"] {
        assert!(serde_json::from_str::<Status>(json).is_err(), "{json}");
    }
    let message = serde_json::from_str::<Mode>("6").unwrap_err().to_string();
    assert!(message.contains("expected a string"), "{message}");
}

#[test]
fn values_are_read_from_readers_and_escapes() {
    let mode: Mode = serde_json::from_reader(r#""\u0041PI""#.as_bytes()).unwrap();
    assert_eq!(mode, Mode::Api);
    let modes: Vec<Mode> = serde_json::from_str(r#"["创建中","关闭"]"#).unwrap();
    assert_eq!(modes, [Mode::Creating, Mode::from("关闭")]);
}

#[test]
fn a_whole_number_is_an_integer_in_any_notation() {
    for json in ["6", "6.0", "0.6e1", "60e-1"] {
        assert_eq!(
            serde_json::from_str::<Status>(json).unwrap(),
            Status::Running,
            "{json}"
        );
    }
}

#[test]
fn debug_shows_the_value() {
    assert_eq!(format!("{:?}", Mode::Api), r#""API""#);
    assert_eq!(format!("{:?}", Mode::from("FLOW")), r#""FLOW""#);
    assert_eq!(format!("{:?}", Status::from(42)), "42");
}

#[test]
fn display_respects_the_width() {
    assert_eq!(format!("[{:>5}]", Mode::Api), "[  API]");
}

#[test]
fn values_can_be_keys_and_sent_between_threads() {
    fn usable_everywhere<T: Clone + Debug + Ord + std::hash::Hash + Send + Sync + 'static>() {}
    usable_everywhere::<Mode>();
    usable_everywhere::<Status>();
    let sorted: BTreeSet<Mode> = [Mode::from("A"), Mode::Creating, Mode::Instance].into();
    assert_eq!(sorted.into_iter().next(), Some(Mode::from("A")));
}
