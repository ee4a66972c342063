//! Commands that took long.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use example_support::Trouble;
use example_support::tables::{shown, table};
use huaweicloud_dcs::{SlowLogEntry, SlowLogSortKey, SortDirection};

use super::tour::Tour;

/// As many as fit on a screen.
const MOST: usize = 20;

/// Shows the commands of the last day that took longest.
pub(crate) async fn show(tour: &Tour<'_>) -> Result<(), Trouble> {
    let (start, end) = period(tour);
    let call = tour.dcs.list_slowlog().instance_id(tour.instance()?);
    let call = call.start_time(start).end_time(end);
    let call = call
        .sort_key(SlowLogSortKey::Duration)
        .sort_dir(SortDirection::Desc);
    let slowest = call.items().collect_up_to(MOST).await?;
    let header = [
        "Started",
        "Milliseconds",
        "Command",
        "Shard",
        "Database",
        "Account",
    ];
    let rows = slowest.iter().map(row);
    tour.say(&table(header, &["Milliseconds", "Database"], rows));
    Ok(())
}

/// The last day, or on the mock server that of the documented request, in milliseconds since 1970.
fn period(tour: &Tour<'_>) -> (String, String) {
    if tour.mock.is_some() {
        return ("1598803200000".to_owned(), "1599494399000".to_owned());
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.unwrap_or_default();
    let yesterday = now.saturating_sub(Duration::from_secs(24 * 60 * 60));
    (
        yesterday.as_millis().to_string(),
        now.as_millis().to_string(),
    )
}

fn row(entry: &SlowLogEntry) -> [String; 6] {
    [
        shown(entry.start_time.as_ref()),
        shown(entry.duration.as_ref()),
        shown(entry.command.as_ref()),
        shown(entry.shard_name.as_ref()),
        shown(entry.database_id.as_ref()),
        shown(entry.username.as_ref()),
    ]
}
