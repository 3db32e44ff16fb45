//! Clocks that differ: a worker that believes it is later than it is (threat 87).

use std::path::Path;

use anyhow::{Context, Result};

use crate::program::Program;
use crate::setup::debian;

/// Has a program's clock be ahead of everybody's, by longer than any lease here and less than the tolerance of
/// timestamps.
pub fn ahead(program: Program) -> Result<Program> {
    let library = library()?;
    // Timers stay true.
    Ok(program.env("LD_PRELOAD", library).env("FAKETIME", "+240s").env("FAKETIME_DONT_FAKE_MONOTONIC", "1"))
}

fn library() -> Result<String> {
    debian::install(&["libfaketime"])?;
    let files = Program::new("dpkg").args(["--listfiles", "libfaketime"]).run()?;
    let is_it = |file: &&str| Path::new(file).file_name().is_some_and(|name| name == "libfaketimeMT.so.1");
    files.lines().find(is_it).map(str::to_owned).context("libfaketime has no library")
}
