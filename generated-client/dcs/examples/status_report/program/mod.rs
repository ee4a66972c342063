//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod report;

use std::ffi::OsString;

use example_support::{DCS, ExampleContext, Session, Trouble};
use huaweicloud_dcs::{Dcs, IncludeFailure};

use self::arguments::{Arguments, Format};
use self::report::Source;

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&DCS, command_line, context, report).await
}

async fn report(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let dcs = Dcs::connect(session.config.clone())?;
    let mut call = dcs.list_number_of_instances_in_different_status();
    if arguments.include_failed {
        call = call.include_failure(IncludeFailure::True);
    }
    let counts = call.send().await?.into_inner();
    let source = match session.mock {
        Some(_) => Source::DocumentedExamples,
        None => Source::Service,
    };
    session.say(&match arguments.format {
        Format::Json => {
            let json = report::to_json(source, &counts);
            json.map_err(|error| Trouble::of(&error))? + "\n"
        }
        Format::Table => report::to_table(&counts),
    });
    Ok(())
}
