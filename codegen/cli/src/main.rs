//! The program: `huaweicloud-codegen --help`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Check, compare, bundle and serve OpenAPI documents
///
/// Exit codes: 0 fine, 1 findings or out of date, 2 could not run.
#[derive(Debug, Parser)]
#[command(name = "huaweicloud-codegen", version, arg_required_else_help = true)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Shared(huaweicloud_codegen::Command),
    #[command(subcommand)]
    Docs(huaweicloud_codegen::docs::Command),
}

fn main() -> ExitCode {
    huaweicloud_codegen::exit_code(match Program::parse().command {
        Command::Shared(command) => command.run(),
        Command::Docs(command) => command.run(),
    })
}
