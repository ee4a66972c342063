//! The commands `docs`.

mod apply;
mod compare;
mod describe;
mod diff;
mod draft;
mod human;
mod read;
mod record;
mod repetition;
mod worklist;

use std::process::ExitCode;

/// Work with documentation pages
#[derive(Debug, clap::Subcommand)]
#[expect(missing_docs, reason = "the arguments of each command document it")]
pub enum Command {
    Read(read::Arguments),
    Record(record::Arguments),
    Compare(compare::Arguments),
    Draft(draft::Arguments),
    Diff(diff::Arguments),
    Apply(apply::Arguments),
    Worklist(worklist::Arguments),
    Describe(describe::Arguments),
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    ///
    /// The command could not run.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        match self {
            Command::Read(arguments) => read::run(arguments),
            Command::Record(arguments) => record::run(arguments),
            Command::Compare(arguments) => compare::run(arguments),
            Command::Draft(arguments) => draft::run(arguments),
            Command::Diff(arguments) => diff::run(arguments),
            Command::Apply(arguments) => apply::run(arguments),
            Command::Worklist(arguments) => worklist::run(arguments),
            Command::Describe(arguments) => describe::run(arguments),
        }
    }
}
