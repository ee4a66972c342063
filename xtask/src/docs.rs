//! `cargo xtask docs`.

mod apply;
mod compare;
mod coverage;
mod describe;
mod diff;
mod draft;
mod human;
mod page;
mod progress;
mod read;
mod record;
mod repetition;
mod worklist;

use std::process::ExitCode;

/// Work with documentation pages.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
    Record(record::Arguments),
    Compare(compare::Arguments),
    Draft(draft::Arguments),
    Diff(diff::Arguments),
    Apply(apply::Arguments),
    Worklist(worklist::Arguments),
    Describe(describe::Arguments),
    Coverage(coverage::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Read(arguments) => read::run(arguments),
        Command::Record(arguments) => record::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Draft(arguments) => draft::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Apply(arguments) => apply::run(arguments),
        Command::Worklist(arguments) => worklist::run(arguments),
        Command::Describe(arguments) => describe::run(arguments),
        Command::Coverage(arguments) => coverage::run(arguments),
    }
}
