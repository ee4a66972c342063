//! The program `huaweicloud-codegen`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;

use crate::help;

const NAME: &str = "huaweicloud-codegen";

/// Check, compare, bundle and serve OpenAPI documents
///
/// Exit codes: 0 success, 1 findings or out of date, 2 could not run.
#[derive(Debug, Parser)]
#[command(name = NAME, version, arg_required_else_help = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    color: colorchoice_clap::Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Shared(crate::Command),
    #[command(subcommand)]
    Docs(crate::docs::Command),
    Completions(Completions),
    Man(Man),
}

/// Print a completion script for a shell
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
struct Completions {
    /// The shell
    shell: Shell,
}

/// Write the man pages, one for each command
///
/// Exit codes: 0 done, 2 could not run.
#[derive(Debug, clap::Args)]
struct Man {
    /// The folder for the pages; it is created if it does not exist
    #[arg(long, value_name = "FOLDER")]
    output: PathBuf,
}

/// The program with its arguments and the examples in its help texts.
#[must_use]
pub fn command() -> clap::Command {
    help::with_examples(Program::command(), NAME)
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let matches = command().get_matches();
    let program = Program::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    program.color.write_global();
    crate::exit_code(match program.command {
        Command::Shared(command) => command.run(),
        Command::Docs(command) => command.run(),
        Command::Completions(arguments) => completions(&arguments),
        Command::Man(arguments) => man(&arguments),
    })
}

fn completions(arguments: &Completions) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), NAME, &mut script);
    std::io::stdout()
        .write_all(&script)
        .context("cannot print")?;
    Ok(ExitCode::SUCCESS)
}

fn man(arguments: &Man) -> anyhow::Result<ExitCode> {
    let folder = &arguments.output;
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(command(), folder))
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
