//! The commands of this workspace: `cargo xtask --help`.

mod changes;
mod check;
mod difference;
mod docs;
mod generate;
mod import;
mod mock;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// Documents, checks and clients of this workspace.
///
/// Exit codes: 0 fine, 1 findings or out of date, 2 could not run.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
enum Command {
    Changes(changes::Arguments),
    Check(check::Arguments),
    #[command(subcommand)]
    Docs(docs::Command),
    Generate(generate::Arguments),
    Import(import::Arguments),
    Mock(mock::Arguments),
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Changes(arguments) => changes::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Docs(command) => docs::run(&command),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
    };
    result.unwrap_or_else(|error| {
        anstream::eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
