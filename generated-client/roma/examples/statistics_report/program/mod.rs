//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod calls;
mod picture;
mod report;
mod resources;
mod tasks;

use std::ffi::OsString;

use example_support::{ExampleContext, ROMA, Session, Trouble};
use huaweicloud_roma::Roma;

use self::arguments::{Arguments, Format};
use self::report::{Report, Source};

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&ROMA, command_line, context, report).await
}

async fn report(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let roma = Roma::connect(session.config.clone())?;
    let report = Report::fetch(&roma, arguments).await;
    session.say(&match arguments.format {
        Format::Json => {
            let json = report.to_json(Source::of(session));
            json.map_err(|error| Trouble::of(&error))? + "\n"
        }
        Format::Table => report.to_text(session.context.width),
    });
    let errors = report.errors();
    session.report(&errors);
    if errors.is_empty() {
        return Ok(());
    }
    Err(Trouble::Reported)
}
