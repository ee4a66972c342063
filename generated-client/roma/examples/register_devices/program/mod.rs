//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod file;
mod product;
mod registration;
mod summary;

use std::ffi::OsString;

use example_support::{ExampleContext, ROMA, Session, Trouble};
use huaweicloud_roma::Roma;

use self::arguments::Arguments;
use self::summary::Summary;

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&ROMA, command_line, context, register).await
}

async fn register(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let roma = Roma::connect(session.config.clone())?;
    let lines = file::open(&arguments.file)?;
    let product = product::find(&roma, arguments).await?;
    let known = product::registered(&roma, &product).await?;
    let mut summary = Summary::default();
    let wanted = file::read(lines, &arguments.file, &product, known, &mut summary)?;
    session.warn(&summary.invalid_lines(&arguments.file));
    if arguments.dry_run {
        summary.would_create = Some(wanted.len());
    } else {
        registration::register_all(&roma, session, wanted, arguments, &mut summary).await;
    }
    session.say(&summary.to_text(session.context.width));
    let errors: Vec<_> = summary.failed.iter().map(|failed| &failed.error).collect();
    session.advise(&errors);
    if summary.is_fine() {
        return Ok(());
    }
    Err(Trouble::Reported)
}
