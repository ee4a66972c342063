//! The tour: one step after another, each with what earlier ones found.

use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;
use example_support::{Session, Trouble};
use huaweicloud_dcs::{Backoff, Config, Dcs, Waiter};
use huaweicloud_mock_server::MockServer;

use super::arguments::{Arguments, Step};
use super::{backups, big_keys, instances, parameters, rehearsal, slow_log};

/// The instance of the documented requests, on which the steps work if none was created.
const DOCUMENTED_INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";

/// What the steps share.
pub(crate) struct Tour<'a> {
    pub(crate) dcs: Dcs,
    pub(crate) arguments: &'a Arguments,
    pub(crate) mock: Option<&'a MockServer>,
    /// The instance that was created or named.
    pub(crate) instance_id: Option<String>,
    /// The backup that was made or named.
    pub(crate) backup_id: Option<String>,
    session: &'a Session<'a>,
}

impl<'a> Tour<'a> {
    pub(crate) fn new(dcs: Dcs, arguments: &'a Arguments, session: &'a Session<'a>) -> Self {
        let mock = session.mock.as_ref();
        let documented = mock.map(|_| DOCUMENTED_INSTANCE.to_owned());
        Self {
            dcs,
            arguments,
            mock,
            instance_id: arguments.instance_id.clone().or(documented),
            backup_id: arguments.backup_id.clone(),
            session,
        }
    }

    /// Runs the steps until one fails.
    pub(crate) async fn run(mut self) -> Result<(), Trouble> {
        for (index, step) in self.steps().into_iter().enumerate() {
            if let Some(server) = self.mock {
                rehearsal::prepare(&self, step, server).await?;
            }
            let gap = if index == 0 { "" } else { "\n" };
            self.say(&format!("{gap}== {}\n", heading(step)));
            match step {
                Step::List => instances::list(&self).await?,
                Step::Create => instances::create(&mut self).await?,
                Step::Backup => backups::back_up(&mut self).await?,
                Step::Restore => backups::restore(&self).await?,
                Step::BigKeys => big_keys::analyze(&self).await?,
                Step::SlowLog => slow_log::show(&self).await?,
                Step::Parameters => parameters::tune(&self).await?,
                Step::Resize => instances::resize(&self).await?,
            }
        }
        Ok(())
    }

    fn steps(&self) -> Vec<Step> {
        let only = &self.arguments.only;
        let wanted = |step: &Step| match step {
            _ if !only.is_empty() => only.contains(step),
            Step::List => true,
            Step::SlowLog | Step::Parameters => self.instance_id.is_some(),
            _ => self.mock.is_some(),
        };
        Step::value_variants()
            .iter()
            .copied()
            .filter(wanted)
            .collect()
    }

    /// How to reach the service, or the mock server.
    pub(crate) fn config(&self) -> &Config {
        &self.session.config
    }

    /// Shows a text at once.
    pub(crate) fn say(&self, text: &str) {
        self.session.say(text);
    }

    /// The instance that the steps work on.
    pub(crate) fn instance(&self) -> Result<&str, Trouble> {
        self.required(self.instance_id.as_deref(), "--instance-id")
    }

    /// A setting that a step needs.
    pub(crate) fn required<T>(&self, setting: Option<T>, flag: &str) -> Result<T, Trouble> {
        setting.ok_or_else(|| {
            Trouble::Setting(format!(
                "this step needs {flag}\n  help: give it, or use the mock server with --mock"
            ))
        })
    }

    /// Shows the states of the work that is waited for, as they are reached.
    pub(crate) fn follow<A, T>(&self, waiter: Waiter<A, T>) -> Waiter<A, T> {
        let print = Arc::clone(&self.session.context.stdout);
        let waiter = waiter
            .timeout(Duration::from_secs(self.arguments.wait))
            .observe(move |state| print(&format!("   ... {state}\n")));
        match self.mock {
            // Nothing happens in the meantime that would be worth waiting for.
            Some(_) => waiter.backoff(Backoff::new().initial(Duration::from_millis(1))),
            None => waiter,
        }
    }
}

fn heading(step: Step) -> &'static str {
    match step {
        Step::List => "Instances",
        Step::Create => "Create an instance",
        Step::Backup => "Back up",
        Step::Restore => "Restore",
        Step::BigKeys => "Big keys",
        Step::SlowLog => "Slow log",
        Step::Parameters => "Parameters",
        Step::Resize => "Resize",
    }
}
