//! The commands of the program `huaweicloud-codegen`, which `cargo xtask` has as well.

mod bundle;
mod changes;
mod check;
mod client;
pub mod difference;
pub mod docs;
pub mod help;
mod import;
mod mock;
pub mod program;
mod progress;
pub mod table;
mod watch;
pub mod workspace;

use std::process::ExitCode;

pub use check::sources;

/// The commands that both programs have, apart from `docs`.
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "the arguments of each command document it")]
pub enum Command {
    Bundle(bundle::Arguments),
    Changes(changes::Arguments),
    Check(check::Arguments),
    Client(client::Arguments),
    Import(import::Arguments),
    Mock(mock::Arguments),
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// The command could not run.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Command::Bundle(arguments) => bundle::run(arguments),
            Command::Changes(arguments) => changes::run(arguments),
            Command::Check(arguments) => check::run(arguments),
            Command::Client(arguments) => client::run(arguments),
            Command::Import(arguments) => import::run(arguments),
            Command::Mock(arguments) => mock::run(arguments),
        }
    }
}

/// The exit code of a command. If it could not run, the reason is printed to standard error.
#[must_use]
pub fn exit_code(result: anyhow::Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        anstream::eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
