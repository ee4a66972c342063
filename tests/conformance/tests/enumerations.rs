//! Open enumerations of the generated types.

use huaweicloud_roma::apic::{InstanceStatus, InstanceStatusCode, StatisticsCycle, StatisticsMode};
use serde_json::json;

#[test]
fn a_documented_number_has_its_name_and_stays_its_number() -> serde_json::Result<()> {
    let status: InstanceStatusCode = serde_json::from_value(json!(6))?;
    assert_eq!(status, InstanceStatusCode::Running);
    assert_eq!(serde_json::to_value(status)?, json!(6));
    assert_eq!(status.to_string(), "6");
    Ok(())
}

#[test]
fn an_unknown_number_stays_what_it_is() -> serde_json::Result<()> {
    let status: InstanceStatusCode = serde_json::from_value(json!(42))?;
    assert!(!status.is_known());
    assert_eq!(status.as_i64(), 42);
    assert_eq!(serde_json::to_value(status)?, json!(42));
    Ok(())
}

#[test]
fn an_unknown_text_stays_what_it_is() -> serde_json::Result<()> {
    let status: InstanceStatus = serde_json::from_value(json!("Hibernating"))?;
    assert!(matches!(status, InstanceStatus::Unknown(_)));
    assert_eq!(status.as_str(), "Hibernating");
    assert_eq!(serde_json::to_value(status)?, json!("Hibernating"));
    Ok(())
}

#[test]
fn a_known_value_never_hides_in_unknown() {
    assert_eq!(StatisticsMode::from("ALL"), StatisticsMode::All);
    assert!(StatisticsMode::VALUES.iter().all(StatisticsMode::is_known));
}

#[test]
fn a_request_and_a_response_that_differ_have_types_of_their_own() {
    use huaweicloud_roma::apic::StatisticsApiCycle;
    assert_eq!(StatisticsCycle::Hour.as_str(), "hour");
    assert_eq!(StatisticsApiCycle::Hour.as_str(), "HOUR");
}

#[test]
fn a_value_of_another_kind_is_an_error() {
    assert!(serde_json::from_value::<InstanceStatusCode>(json!("6")).is_err());
    assert!(serde_json::from_value::<InstanceStatus>(json!(6)).is_err());
}
