//! The program without its surroundings, so that tests can run it in their own process.

mod advice;
mod arguments;
mod report;
mod settings;

use std::ffi::OsString;

use clap::Parser;
use huaweicloud_dcs::{Config, Dcs, IncludeFailure};
use huaweicloud_mock_server::MockServer;

use self::arguments::{Arguments, Format};
use self::report::Source;
use self::settings::Variables;

/// The call failed.
const FAILED: u8 = 1;
/// The program could not even call: wrong usage, incomplete settings.
const COULD_NOT_RUN: u8 = 2;

/// Everything that a run leaves behind.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) exit_code: u8,
}

/// Runs the program with a command line and environment variables.
pub(crate) async fn run(
    command_line: impl IntoIterator<Item = OsString>,
    variable: &Variables<'_>,
) -> Outcome {
    let arguments = match Arguments::try_parse_from(command_line) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let service = match settings::read(&arguments, variable) {
        Ok(service) => service,
        Err(problem) => return could_not_run(&problem),
    };
    let outcome = match service {
        Some(config) => report(config, &arguments, Source::Service).await,
        None => report_of_examples(&arguments).await,
    };
    outcome.unwrap_or_else(|problem| could_not_run(&problem))
}

/// The report of a mock server that lives as long as this call.
async fn report_of_examples(arguments: &Arguments) -> Result<Outcome, String> {
    let started = MockServer::builder().embedded("dcs").start().await;
    let server = started.map_err(|error| advice::explain(&error))?;
    let config = settings::of_mock_server(&server.url());
    let config = config.map_err(|error| advice::explain(&error))?;
    let mut outcome = report(config, arguments, Source::DocumentedExamples).await?;
    let notice = "note: these are the documented examples, served by a mock server; \
                  --help tells how to name a real project\n";
    outcome.stderr.insert_str(0, notice);
    Ok(outcome)
}

async fn report(config: Config, arguments: &Arguments, source: Source) -> Result<Outcome, String> {
    let dcs = Dcs::connect(config).map_err(|error| advice::explain(&error))?;
    let mut call = dcs.list_number_of_instances_in_different_status();
    if arguments.include_failed {
        call = call.include_failure(IncludeFailure::True);
    }
    let counts = match call.send().await {
        Ok(response) => response.into_inner(),
        Err(error) => return Ok(failure(&advice::advise(&error), FAILED)),
    };
    let stdout = match arguments.format {
        Format::Json => {
            let json = report::to_json(source, &counts);
            json.map_err(|error| advice::explain(&error))? + "\n"
        }
        Format::Table => report::to_table(&counts),
    };
    Ok(Outcome {
        stdout,
        ..Outcome::default()
    })
}

fn could_not_run(problem: &str) -> Outcome {
    failure(problem, COULD_NOT_RUN)
}

fn failure(problem: &str, exit_code: u8) -> Outcome {
    Outcome {
        stderr: format!("error: {problem}\n"),
        exit_code,
        ..Outcome::default()
    }
}

/// What clap has to say: an error, or the help that was asked for.
fn usage(error: &clap::Error) -> Outcome {
    let text = error.render().to_string();
    if error.use_stderr() {
        Outcome {
            stderr: text,
            exit_code: COULD_NOT_RUN,
            ..Outcome::default()
        }
    } else {
        Outcome {
            stdout: text,
            ..Outcome::default()
        }
    }
}
