//! `cargo xtask bench`: the speed of the built packages beside what else a receiver would use, in each language.
//!
//! A runner for each language measures; statistics, aims and tables are here, once for all.

mod aims;
mod machine;
mod runners;
mod servers;
mod statistics;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::package;
use runners::{Effort, Report};

#[derive(Args)]
pub struct Arguments {
    /// A few seconds instead of a minute: shows that everything runs, the figures are rough
    #[arg(long)]
    quick: bool,
    /// Also write every figure to FILE
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Builds the packages, measures them and prints a table for each language. A missed aim is no failure.
pub fn run(Arguments { quick, json }: &Arguments) -> Result<()> {
    let effort = if *quick { Effort::Quick } else { Effort::Full };
    measure(effort, &package::npm_tarball()?, &package::wheel()?, json.as_deref()).map(drop)
}

/// Shows that every row can be measured, with the packages that are in dist/; returns how many there are.
pub fn smoke() -> Result<usize> {
    measure(Effort::Quick, &package::packed_tarball()?, &package::packed_wheel()?, None)
}

fn measure(effort: Effort, tarball: &Path, wheel: &Path, file: Option<&Path>) -> Result<usize> {
    let reports = runners::run(effort, tarball, wheel)?;
    let servers = servers::run(effort, tarball, wheel)?;
    println!("\n{}", machine::describe());
    for report in &reports {
        check_complete(report)?;
        table::print(report);
    }
    table::print_servers(&servers);
    let sizes = aims::sizes(&reports, fs::metadata(wheel)?.len());
    table::print_sizes(&sizes);
    if matches!(effort, Effort::Quick) {
        println!("\n--quick: the rounds are too short for these figures to be relied on");
    }
    if let Some(file) = file {
        let reports: Vec<Value> = reports.iter().map(table::to_json).collect();
        let sizes: Vec<Value> = sizes.iter().map(table::size_to_json).collect();
        let servers: Vec<Value> = servers.iter().map(table::server_to_json).collect();
        let all = json!({ "machine": machine::describe(), "languages": reports, "servers": servers, "sizes": sizes });
        fs::write(file, format!("{all:#}\n")).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(reports.iter().map(|report| report.rows.len()).sum::<usize>() + servers.len())
}

/// A runner that leaves out a row would hide what it is slow at.
fn check_complete(report: &Report) -> Result<()> {
    let rivals = aims::rivals(report.language);
    for rival in rivals {
        for size in aims::BODIES {
            if !report.rows.iter().any(|row| row.rival.starts_with(rival) && row.size == size) {
                bail!("{}: no figure for {rival} at {size} bytes", report.language);
            }
        }
    }
    Ok(())
}
