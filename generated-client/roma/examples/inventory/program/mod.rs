//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod holdings;
mod tables;

use std::ffi::OsString;

use example_support::{ExampleContext, ROMA, Session, Trouble};
use huaweicloud_roma::Roma;

use self::arguments::{Arguments, Format};
use self::holdings::Holdings;

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&ROMA, command_line, context, list).await
}

async fn list(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let roma = Roma::connect(session.config.clone())?;
    let holdings = Holdings::fetch(&roma, arguments).await;
    session.say(&match arguments.format {
        Format::Table => tables::render(&holdings, session.context.width),
        Format::Json => {
            let json = holdings.to_json();
            json.map_err(|error| Trouble::of(&error))? + "\n"
        }
    });
    let errors = holdings.errors();
    session.report(&errors);
    if errors.is_empty() {
        return Ok(());
    }
    Err(Trouble::Reported)
}
