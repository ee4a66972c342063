//! The commands of this workspace: `cargo xtask --help`.

mod bundle;
mod changes;
mod check;
mod client;
mod difference;
mod docs;
mod generate;
mod import;
mod mock;
mod new;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Documents, checks and clients of this workspace.
///
/// Exit codes: 0 fine, 1 findings or out of date, 2 could not run.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Program {
    #[command(subcommand)]
    command: Command,
    /// The folder of the workspace, which has `specs/manifest.toml` [default: the nearest one, from
    /// the current folder upward]
    #[arg(long, global = true, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bundle(bundle::Arguments),
    Changes(changes::Arguments),
    Check(check::Arguments),
    Client(client::Arguments),
    #[command(subcommand)]
    Docs(docs::Command),
    Generate(generate::Arguments),
    Import(import::Arguments),
    Mock(mock::Arguments),
    New(new::Arguments),
}

fn main() -> ExitCode {
    let program = Program::parse();
    if let Some(root) = program.root {
        workspace::name_root(root);
    }
    let result = match program.command {
        Command::Bundle(arguments) => bundle::run(&arguments),
        Command::Changes(arguments) => changes::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Client(arguments) => client::run(&arguments),
        Command::Docs(command) => docs::run(&command),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
    };
    result.unwrap_or_else(|error| {
        anstream::eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
