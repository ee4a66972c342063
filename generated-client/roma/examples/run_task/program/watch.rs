//! Watching a run: looking at the log again and again, and showing what is new.

use std::collections::HashSet;
use std::time::Duration;

use example_support::Session;
use huaweicloud_roma::fdi::{TaskExecuteStatus, TaskMonitorLog};
use huaweicloud_roma::{Error, Roma};

use super::log;
use super::task::MOST_RUNS;

/// The first look is soon: a short run is over by then.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Why watching ended.
#[derive(Debug)]
pub(crate) enum Ending {
    Succeeded,
    Failed,
    TimeOver,
    Interrupted,
}

/// What was seen of a run so far.
#[derive(Debug)]
pub(crate) struct Watch<'a> {
    roma: &'a Roma,
    session: &'a Session<'a>,
    task_id: &'a str,
    earlier: HashSet<String>,
    shown: HashSet<String>,
}

impl<'a> Watch<'a> {
    /// Watches the run of this task that is none of the earlier ones.
    pub(crate) fn new(
        roma: &'a Roma,
        session: &'a Session<'a>,
        task_id: &'a str,
        earlier: HashSet<String>,
    ) -> Self {
        Self {
            roma,
            session,
            task_id,
            earlier,
            shown: HashSet::new(),
        }
    }

    /// Looks until the run has ended, ever more rarely.
    pub(crate) async fn until_ended(&mut self, interval: Duration) -> Result<Ending, Error> {
        let mut pause = FIRST_PAUSE.min(interval);
        loop {
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(interval);
            if let Some(run) = self.run().await?
                && let Some(ending) = self.show(&run)
            {
                return Ok(ending);
            }
        }
    }

    /// The run, once the log has it.
    async fn run(&self) -> Result<Option<TaskMonitorLog>, Error> {
        let call = self.roma.fdi().list_monitor_log();
        let page = call
            .task_id(self.task_id)
            .limit(MOST_RUNS)
            .send()
            .await?
            .into_inner();
        let is_earlier = |id: &String| self.earlier.contains(id);
        let mut runs = page.entities.into_iter();
        Ok(runs.find(|run| !run.id.as_ref().is_some_and(is_earlier)))
    }

    /// Shows what was not shown yet; how the run ended, if it did.
    fn show(&mut self, run: &TaskMonitorLog) -> Option<Ending> {
        for line in log::lines(run) {
            if self.shown.insert(line.clone()) {
                self.session.say(&line);
            }
        }
        let ending = match run.execute_status.as_ref()? {
            TaskExecuteStatus::Success => Ending::Succeeded,
            TaskExecuteStatus::Error | TaskExecuteStatus::Cancelled => {
                self.session.warn(&log::failure(run));
                Ending::Failed
            }
            _ => return None,
        };
        self.session.say(&log::summary(run));
        Some(ending)
    }
}
