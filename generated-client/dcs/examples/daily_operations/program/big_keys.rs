//! The analysis that finds big keys.

use example_support::Trouble;
use example_support::tables::{shown, table};
use huaweicloud_dcs::BigKey;

use super::tour::Tour;

/// Has the big keys looked for, and shows them once they are found.
pub(crate) async fn analyze(tour: &Tour<'_>) -> Result<(), Trouble> {
    let call = tour.dcs.create_bigkey_scan_task();
    let call = call.instance_id(tour.instance()?);
    let analysis = tour.follow(call.wait()).await?;
    let header = ["Key", "Type", "Shard", "Database", "Size", "Unit"];
    let rows = analysis.keys.iter().map(row);
    tour.say(&table(header, &["Database", "Size"], rows));
    Ok(())
}

fn row(key: &BigKey) -> [String; 6] {
    [
        shown(key.name.as_ref()),
        shown(key.type_.as_ref()),
        shown(key.shard.as_ref()),
        shown(key.db.as_ref()),
        shown(key.size.as_ref()),
        shown(key.unit.as_ref()),
    ]
}
