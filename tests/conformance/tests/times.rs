//! Times: on the wire, and with typed access.

use std::collections::BTreeMap;
use std::error::Error;

use conformance::{documents, nodes, operations, time_notation};
use huaweicloud_roma::apic::{ApiStatistics, AppQuota};
use huaweicloud_types::time;
use serde_json::{Value, json};

type Outcome = Result<(), Box<dyn Error>>;

/// The time parsed by its notation; an error if the notation does not match.
fn read(notation: &str, value: &Value) -> Result<String, time::TimeError> {
    let (number, text) = (value.as_i64(), value.as_str());
    let written = match notation {
        "unix-seconds" => time::unix_seconds(number)?.map(|time| time.to_string()),
        "unix-milliseconds" => time::unix_milliseconds(number)?.map(|time| time.to_string()),
        "rfc3339" => time::rfc3339(text)?.map(|time| time.to_string()),
        "go" => time::go(text)?.map(|time| time.to_string()),
        "date-and-time" => time::date_and_time(text)?.map(|time| time.to_string()),
        "time-of-day" => time::time_of_day(text)?.map(|time| time.to_string()),
        other => Some(format!("no reader for {other}")),
    };
    Ok(written.unwrap_or_else(|| "none".to_owned()))
}

#[test]
fn every_time_in_every_example_has_its_notation() -> Outcome {
    let documents: BTreeMap<String, Value> = documents()?
        .into_iter()
        .map(|(name, document)| (name, document.to_json()))
        .collect();
    let (mut times, mut faults) = (String::new(), Vec::new());
    for operation in operations()? {
        for example in &operation.examples {
            for node in nodes(&example.value, "") {
                let document = &documents[&operation.document];
                let Some(notation) = time_notation(document, &example.schema, &node) else {
                    continue;
                };
                let value = example.value.pointer(&node).cloned().unwrap_or_default();
                let label = operation.label(example);
                let read = match read(&notation, &value) {
                    Ok(read) => read,
                    // The ledger says that this example has another notation.
                    Err(_) if example.is_excused => continue,
                    Err(error) => {
                        faults.push(format!("{label} {node}: {error}"));
                        continue;
                    }
                };
                times += &format!("{label} {node} ({notation}): {value} is {read}\n");
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    insta::assert_snapshot!(times);
    Ok(())
}

#[test]
fn typed_access_does_not_change_the_wire_format() -> Outcome {
    let wire = json!({"start_time": 1_599_400_383, "list": [{"req_time": "2020-09-08 16:00:00"}]});
    let statistics: ApiStatistics = serde_json::from_value(wire.clone())?;
    let start = statistics.start_time_as_timestamp()?.ok_or("no time")?;
    assert_eq!(start.to_string(), "2020-09-06T13:53:03Z");
    let requested = statistics.list[0]
        .req_time_as_datetime()?
        .ok_or("no time")?;
    assert_eq!(requested.to_string(), "2020-09-08T16:00:00");
    assert_eq!(statistics.end_time_as_timestamp()?, None);
    assert_eq!(serde_json::to_value(statistics)?, wire);
    Ok(())
}

#[test]
fn two_notations_can_occur_in_one_type() -> Outcome {
    let quota: AppQuota = serde_json::from_value(json!({
        "reset_time": "2020-09-20 00:00:00 +0000 +0000",
        "create_time": "2020-09-20T02:00:00Z",
    }))?;
    assert_eq!(
        quota
            .reset_time_as_timestamp()?
            .ok_or("no time")?
            .to_string(),
        "2020-09-20T00:00:00Z"
    );
    assert_eq!(
        quota
            .create_time_as_timestamp()?
            .ok_or("no time")?
            .to_string(),
        "2020-09-20T02:00:00Z"
    );
    Ok(())
}

#[test]
fn a_string_that_is_not_a_time_is_an_error_that_quotes_it() -> Outcome {
    let quota: AppQuota = serde_json::from_value(json!({"reset_time": "tomorrow"}))?;
    let error = quota.reset_time_as_timestamp().unwrap_err();
    assert_eq!(error.given(), "tomorrow");
    Ok(())
}
