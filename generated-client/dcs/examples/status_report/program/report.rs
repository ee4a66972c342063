//! The report, as a table and as JSON.

use example_support::tables::{shown, table};
use huaweicloud_dcs::{ListNumberOfInstancesInDifferentStatusResponse, StatusStatistic};
use serde::Serialize;

/// Who answered.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    DocumentedExamples,
    Service,
}

/// The report as JSON.
#[derive(Serialize)]
struct Document<'a> {
    source: Source,
    instances: &'a ListNumberOfInstancesInDifferentStatusResponse,
}

/// JSON on one line.
pub(crate) fn to_json(
    source: Source,
    instances: &ListNumberOfInstancesInDifferentStatusResponse,
) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Document { source, instances })
}

/// A line for each state, a column for each cache engine.
pub(crate) fn to_table(counts: &ListNumberOfInstancesInDifferentStatusResponse) -> String {
    let all = all_engines(counts);
    let redis = states(&counts.redis.clone().unwrap_or_default());
    let memcached = states(&counts.memcached.clone().unwrap_or_default());
    let engines = all.into_iter().zip(redis).zip(memcached);
    let rows = engines.map(|(((state, all), (_, redis)), (_, memcached))| {
        [state.to_owned(), shown(all), shown(redis), shown(memcached)]
    });
    let header = ["State", "Instances", "Redis", "Memcached"];
    format!(
        "Cache instances by state\n\n{}",
        table(header, &header[1..], rows)
    )
}

/// The names of the states, most telling first, and how many instances are in each.
fn states(counts: &StatusStatistic) -> [(&'static str, Option<i64>); 13] {
    [
        ("running", counts.running_count),
        ("faulty", counts.error_count),
        ("creation failed", counts.createfailed_count),
        ("creating", counts.creating_count),
        ("restarting", counts.restarting_count),
        ("extending", counts.extending_count),
        ("upgrading", counts.upgrading_count),
        ("restoring", counts.restoring_count),
        ("migrating", counts.migrating_count),
        ("emptying", counts.flushing_count),
        ("being paid", counts.paying_count),
        ("freezing", counts.freezing_count),
        ("frozen", counts.frozen_count),
    ]
}

/// The counts over all cache engines, which the response has in addition to those of each engine.
fn all_engines(
    counts: &ListNumberOfInstancesInDifferentStatusResponse,
) -> [(&'static str, Option<i64>); 13] {
    let mut all = StatusStatistic::default();
    all.running_count = counts.running_count;
    all.error_count = counts.error_count;
    all.createfailed_count = counts.createfailed_count;
    all.creating_count = counts.creating_count;
    all.restarting_count = counts.restarting_count;
    all.extending_count = counts.extending_count;
    all.upgrading_count = counts.upgrading_count;
    all.restoring_count = counts.restoring_count;
    all.migrating_count = counts.migrating_count;
    all.flushing_count = counts.flushing_count;
    all.paying_count = counts.paying_count;
    all.freezing_count = counts.freezing_count;
    all.frozen_count = counts.frozen_count;
    states(&all)
}
