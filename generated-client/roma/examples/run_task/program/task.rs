//! The task: which one, its earlier runs, and how it is left.

use std::collections::HashSet;

use example_support::{Session, Trouble};
use huaweicloud_roma::{Error, Roma};

use super::arguments::Arguments;

/// As many as one page can have: the documentation does not say which runs come first.
pub(crate) const MOST_RUNS: i64 = 999;

/// The task that was named, or the only one of the instance.
pub(crate) async fn find(roma: &Roma, arguments: &Arguments) -> Result<String, Trouble> {
    if let Some(id) = &arguments.task_id {
        return Ok(id.clone());
    }
    let tasks = roma.fdi().list_tasks().limit(2).items();
    let mut tasks = tasks.collect_up_to(2).await?;
    let problem = match (tasks.pop().and_then(|task| task.task_id), tasks.len()) {
        (Some(id), 0) => return Ok(id),
        (None, 0) => "the instance has no task\n  help: create one in the console",
        _ => "the instance has more than one task\n  help: say which one with --task-id",
    };
    Err(Trouble::Setting(problem.to_owned()))
}

/// The IDs of the runs that the log shows.
pub(crate) async fn runs(roma: &Roma, task_id: &str) -> Result<HashSet<String>, Error> {
    let call = roma.fdi().list_monitor_log().task_id(task_id);
    let log = call.limit(MOST_RUNS).send().await?;
    let runs = log.into_inner().entities.into_iter();
    Ok(runs.filter_map(|run| run.id).collect())
}

/// Stops the run if that was asked for, and says how things are.
pub(crate) async fn leave(
    roma: &Roma,
    session: &Session<'_>,
    task_id: &str,
    stop: bool,
) -> Result<(), Error> {
    if !stop {
        session.warn("note: the run goes on; stop it in the console, or give --stop next time\n");
        return Ok(());
    }
    roma.fdi().stop_task().task_id(task_id).send().await?;
    session.warn("note: the run was stopped\n");
    Ok(())
}
