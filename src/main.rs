//! Arguments in, exit code out.

use clap::Parser as _;
use factdeck::cli::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(factdeck::command::run(Cli::parse()))
}
