//! The program without its context, so that tests can run it in their own process.

mod arguments;
mod log;
mod rehearsal;
mod task;
mod watch;

use std::ffi::OsString;

use example_support::{ExampleContext, ROMA, Session, Trouble};
use huaweicloud_roma::Roma;

use self::arguments::Arguments;
use self::watch::{Ending, Watch};

/// Runs the program with a command line: its exit code.
pub(crate) async fn run(command_line: Vec<OsString>, context: ExampleContext) -> u8 {
    example_support::run(&ROMA, command_line, context, run_task).await
}

async fn run_task(arguments: &Arguments, session: &Session<'_>) -> Result<(), Trouble> {
    if let Some(server) = &session.mock {
        rehearsal::prepare(server)?;
    }
    let roma = Roma::connect(session.config.clone())?;
    let task_id = task::find(&roma, arguments).await?;
    // Listed before the start, to distinguish the new run from these.
    let earlier = task::runs(&roma, &task_id).await?;
    roma.fdi().run_task().task_id(&task_id).send().await?;
    session.say(&format!("task {task_id} started\n"));
    let mut watch = Watch::new(&roma, session, &task_id, earlier);
    let ending = tokio::select! {
        ending = watch.until_ended(arguments.interval) => ending,
        () = tokio::time::sleep(arguments.wait) => Ok(Ending::TimeOver),
        () = session.context.interrupted() => Ok(Ending::Interrupted),
    };
    match ending {
        Ok(Ending::Succeeded) => Ok(()),
        Ok(Ending::Failed) => Err(Trouble::Reported),
        Ok(Ending::TimeOver) => {
            let seconds = arguments.wait.as_secs_f64();
            session.warn(&format!("error: the run did not end within {seconds} s\n"));
            task::leave(&roma, session, &task_id, arguments.stop).await?;
            Err(Trouble::Reported)
        }
        Ok(Ending::Interrupted) => {
            session.warn("interrupted\n");
            task::leave(&roma, session, &task_id, arguments.stop).await?;
            Err(Trouble::Interrupted)
        }
        Err(error) => {
            session.report(&[&error]);
            session.warn("note: the run goes on; the console shows how it ends\n");
            Err(Trouble::Reported)
        }
    }
}
