//! Backups: made, and restored.

use example_support::Trouble;
use example_support::tables::shown;
use huaweicloud_dcs::{BackupFormat, CopyInstanceRequest, RestoreInstanceRequest};

use super::tour::Tour;

/// The backup of the documented request, which is restored if none was made.
const DOCUMENTED_BACKUP: &str = "8ba256cb-e5ac-44f6-a3da-c03d8f0e5029";

/// Backs the instance up, and waits until that is done.
pub(crate) async fn back_up(tour: &mut Tour<'_>) -> Result<(), Trouble> {
    let request = CopyInstanceRequest::builder()
        .remark("Backup instances")
        .backup_format(BackupFormat::Aof)
        .build();
    let call = tour.dcs.copy_instance().instance_id(tour.instance()?);
    let backup = tour.follow(call.body(request).wait()).await?;
    tour.say(&format!(
        "{} has the ID {} and {} bytes\n",
        shown(backup.backup_name.as_ref()),
        shown(backup.backup_id.as_ref()),
        shown(backup.size.as_ref()),
    ));
    tour.backup_id.clone_from(&backup.backup_id);
    Ok(())
}

/// Restores the instance from the backup, and waits until that is done.
pub(crate) async fn restore(tour: &Tour<'_>) -> Result<(), Trouble> {
    let request = request(tour)?;
    let call = tour.dcs.restore_instance().instance_id(tour.instance()?);
    let restored = tour.follow(call.body(request).wait()).await?;
    tour.say(&format!(
        "{} from {} at {}\n",
        shown(restored.restore_name.as_ref()),
        shown(restored.backup_name.as_ref()),
        shown(restored.updated_at.as_ref()),
    ));
    Ok(())
}

/// The backup that was made or named, or on the mock server that of the documented request.
pub(crate) fn request(tour: &Tour<'_>) -> Result<RestoreInstanceRequest, Trouble> {
    let documented = tour.mock.map(|_| DOCUMENTED_BACKUP);
    let backup = tour.backup_id.as_deref().or(documented);
    let backup = tour.required(backup, "--backup-id")?;
    let request = RestoreInstanceRequest::builder().backup_id(backup);
    Ok(request.remark("restore instance").build()?)
}
