//! Developer commands: `cargo xtask <command>` sets up, builds, packages and tests the whole repository.

#![forbid(unsafe_code)]

mod bench;
mod build;
mod cargo;
mod codegen;
mod demo;
mod heartbeat;
mod package;
mod pages;
mod program;
mod services;
mod setup;
mod signal;
mod soak;
mod stamp;
mod step;
mod suites;
mod test;
mod threats;
mod version;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of this repository.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Show the output of every program as it comes, not only that of a failed one
    #[arg(long, short, global = true)]
    verbose: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Install what the builds and tests need, inside the checkout wherever that is possible
    Setup {
        #[command(subcommand)]
        part: Option<setup::Part>,
    },
    /// Build one artefact: the wasm module, the npm tarball or the Python wheel
    Build {
        #[command(subcommand)]
        artefact: build::Artefact,
    },
    /// Build everything that is published into dist/
    Package,
    /// Run all suites in order, or the named ones
    Test(test::Arguments),
    /// Write the parts of files that are generated from the provider table
    Codegen {
        /// Change nothing; fail where a committed part differs
        #[arg(long)]
        check: bool,
    },
    /// Name the rows of docs/threats.md that neither a test nor SECURITY.md answers
    Threats(threats::Arguments),
    /// Set the version in every file that repeats it, or compare them
    Version(version::Arguments),
    /// Post deliveries to real receivers on 127.0.0.1 and print what each makes of them
    Demo,
    /// Post identical deliveries through four workers at a time on every replay store, then kill workers and stores
    Soak(soak::Arguments),
    /// Measure speed and size beside what else a receiver would use, in Node, Python and Rust
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    let Arguments { command, verbose } = Arguments::parse();
    program::show_output(verbose);
    let result = match command {
        Command::Setup { part } => setup::run(part),
        Command::Build { artefact } => build::run(artefact),
        Command::Package => package::run(),
        Command::Test(arguments) => test::run(&arguments),
        Command::Codegen { check } => codegen::run(check),
        Command::Threats(arguments) => threats::run(&arguments),
        Command::Version(arguments) => version::run(&arguments),
        Command::Demo => demo::run().map(drop),
        Command::Soak(arguments) => soak::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            step::report(&error);
            ExitCode::FAILURE
        }
    }
}
