//! `cargo xtask docs`.

mod coverage;

use std::process::ExitCode;

/// Work with documentation pages
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Shared(Box<huaweicloud_codegen::docs::Command>),
    Coverage(coverage::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Shared(command) => command.run(),
        Command::Coverage(arguments) => coverage::run(arguments),
    }
}
