//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod created;
mod publication;
mod result;

use std::ffi::OsString;

use example_support::{ExampleContext, ROMA, Session, Trouble};
use huaweicloud_roma::Roma;

use self::arguments::Arguments;
use self::created::Journal;
use self::publication::Publication;

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&ROMA, command_line, context, publish).await
}

async fn publish(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    let roma = Roma::connect(session.config.clone())?;
    let mut journal = Journal::default();
    session.say("== Publish\n");
    let publication = Publication {
        roma: &roma,
        arguments,
        session,
    };
    let published = tokio::select! {
        published = publication.run(&mut journal) => published.map_err(Trouble::from),
        () = session.context.interrupted() => Err(Trouble::Interrupted),
    };
    match &published {
        Err(Trouble::Call(error)) => session.report(&[error]),
        Err(_) => session.warn(
            "interrupted\nnote: the call that was under way may have created something in the service\n",
        ),
        Ok(()) => {}
    }
    if arguments.keep && published.is_ok() {
        session.say(&format!("\n== Kept\n{}", journal.left()));
        return Ok(());
    }
    session.say("\n== Take back\n");
    let taken_back = journal.take_back(&roma, session).await;
    match (published, taken_back) {
        (Ok(()), true) => Ok(()),
        (Err(Trouble::Interrupted), true) => Err(Trouble::Interrupted),
        _ => Err(Trouble::Reported),
    }
}
