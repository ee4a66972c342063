//! The commands of this workspace: `cargo xtask --help`.

mod docs;
mod generate;
mod new;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use huaweicloud_codegen::workspace;

/// Documents, checks and clients of this workspace
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
    #[command(flatten)]
    color: colorchoice_clap::Color,
    /// The folder of the workspace, which has `specs/manifest.toml` [default: the nearest one, from
    /// the current folder upward]
    #[arg(long, global = true, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

/// The commands of `huaweicloud-codegen`, and what only this workspace needs.
#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Shared(huaweicloud_codegen::Command),
    #[command(subcommand)]
    Docs(docs::Command),
    Generate(generate::Arguments),
    New(new::Arguments),
}

fn main() -> ExitCode {
    let command = huaweicloud_codegen::help::with_examples(Program::command(), "cargo xtask");
    let program = Program::from_arg_matches(&command.get_matches());
    let program = program.unwrap_or_else(|error| error.exit());
    program.color.write_global();
    if let Some(root) = program.root {
        workspace::name_root(root);
    }
    huaweicloud_codegen::exit_code(match program.command {
        Command::Shared(command) => command.run(),
        Command::Docs(command) => docs::run(&command),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
    })
}
