//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod backups;
mod big_keys;
mod instances;
mod parameters;
mod rehearsal;
mod slow_log;
mod tour;

use std::ffi::OsString;

use example_support::{DCS, ExampleContext, Session, Trouble};
use huaweicloud_dcs::Dcs;

use self::arguments::Arguments;
use self::tour::Tour;

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&DCS, command_line, context, tour).await
}

async fn tour(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let dcs = Dcs::connect(session.config.clone())?;
    Tour::new(dcs, arguments, session).run().await
}
