//! The program without its surroundings, so that tests can run it in their own process.

#[path = "../../status_report/program/advice.rs"]
mod advice;
mod arguments;
mod backups;
mod big_keys;
mod instances;
mod parameters;
mod rehearsal;
#[path = "../../status_report/program/settings.rs"]
mod settings;
mod slow_log;
mod tables;
mod tour;

use std::ffi::OsString;
use std::sync::Arc;

use clap::Parser;
use huaweicloud_dcs::{Config, Dcs};
use huaweicloud_mock_server::MockServer;

use self::arguments::Arguments;
use self::settings::Variables;
use self::tour::{Tour, Trouble};

/// A call failed, or the work that it started.
const FAILED: u8 = 1;
/// The program could not even call: wrong usage, incomplete settings.
const COULD_NOT_RUN: u8 = 2;

/// Shows text at once: work in the background takes minutes.
pub(crate) type Print = Arc<dyn Fn(&str) + Send + Sync>;

/// What a run leaves behind.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) stderr: String,
    pub(crate) exit_code: u8,
}

/// Runs the program with a command line and environment variables.
pub(crate) async fn run(
    command_line: impl IntoIterator<Item = OsString>,
    variable: &Variables<'_>,
    print: Print,
) -> Outcome {
    let arguments = match Arguments::try_parse_from(command_line) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, &print),
    };
    let toured = match settings::read(&arguments, variable) {
        Ok(Some(config)) => tour(config, &arguments, None, print).await,
        Ok(None) => rehearse(&arguments, print).await,
        Err(problem) => Err(Trouble::Setting(problem)),
    };
    match toured {
        Ok(()) => Outcome::default(),
        Err(Trouble::Call(error)) => failure(&advice::advise(&error), FAILED),
        Err(Trouble::Setting(problem)) => failure(&problem, COULD_NOT_RUN),
    }
}

/// The tour with a mock server that lives as long as this call.
async fn rehearse(arguments: &Arguments, print: Print) -> Result<(), Trouble> {
    let started = MockServer::builder().embedded("dcs").start().await;
    let server = started.map_err(|error| Trouble::Setting(advice::explain(&error)))?;
    let config = settings::of_mock_server(&server.url())?;
    print(
        "note: a mock server plays the service, with the documented examples; \
         --help says how to name a real project\n\n",
    );
    tour(config, arguments, Some(&server), print).await
}

async fn tour(
    config: Config,
    arguments: &Arguments,
    mock: Option<&MockServer>,
    print: Print,
) -> Result<(), Trouble> {
    let dcs = Dcs::connect(config)?;
    Tour::new(dcs, arguments, mock, print).run().await
}

fn failure(problem: &str, exit_code: u8) -> Outcome {
    Outcome {
        stderr: format!("error: {problem}\n"),
        exit_code,
    }
}

/// What clap has to say: an error, or the help that was asked for.
fn usage(error: &clap::Error, print: &Print) -> Outcome {
    let text = error.render().to_string();
    if error.use_stderr() {
        return Outcome {
            stderr: text,
            exit_code: COULD_NOT_RUN,
        };
    }
    print(&text);
    Outcome::default()
}
