//! Open enumerations of the generated types.

use huaweicloud_roma::apic::{InstanceStatus, InstanceStatusCode, StatisticsCycle, StatisticsMode};
use serde_json::json;

#[test]
fn documented_numbers_have_names_and_keep_their_values() -> serde_json::Result<()> {
    let status: InstanceStatusCode = serde_json::from_value(json!(6))?;
    assert_eq!(status, InstanceStatusCode::Running);
    assert_eq!(serde_json::to_value(status)?, json!(6));
    assert_eq!(status.to_string(), "6");
    Ok(())
}

#[test]
fn unknown_numbers_are_preserved() -> serde_json::Result<()> {
    let status: InstanceStatusCode = serde_json::from_value(json!(42))?;
    assert!(!status.is_known());
    assert_eq!(status.as_i64(), 42);
    assert_eq!(serde_json::to_value(status)?, json!(42));
    Ok(())
}

#[test]
fn unknown_strings_are_preserved() -> serde_json::Result<()> {
    let status: InstanceStatus = serde_json::from_value(json!("Hibernating"))?;
    assert!(matches!(status, InstanceStatus::Unknown(_)));
    assert_eq!(status.as_str(), "Hibernating");
    assert_eq!(serde_json::to_value(status)?, json!("Hibernating"));
    Ok(())
}

#[test]
fn known_values_are_never_unknown() {
    assert_eq!(StatisticsMode::from("ALL"), StatisticsMode::All);
    assert!(StatisticsMode::VALUES.iter().all(StatisticsMode::is_known));
}

#[test]
fn requests_and_responses_that_differ_have_separate_types() {
    use huaweicloud_roma::apic::StatisticsApiCycle;
    assert_eq!(StatisticsCycle::Hour.as_str(), "hour");
    assert_eq!(StatisticsApiCycle::Hour.as_str(), "HOUR");
}

#[test]
fn values_of_the_wrong_type_are_errors() {
    assert!(serde_json::from_value::<InstanceStatusCode>(json!("6")).is_err());
    assert!(serde_json::from_value::<InstanceStatus>(json!(6)).is_err());
}
