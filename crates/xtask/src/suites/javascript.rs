//! Steps that Node runs.

use anyhow::{Context, Result};

use crate::package;
use crate::program::Program;
use crate::setup::{debian, npm};
use crate::test::Tally;
use crate::workspace;

pub fn package(_: &mut Tally) -> Result<()> {
    package::npm_tarball().map(drop)
}

pub fn test(tally: &mut Tally) -> Result<()> {
    run(tally, "npm test", &["test", "--silent"])
}

/// Debian's Chromium; the other runtimes are npm packages.
pub fn chromium(_: &mut Tally) -> Result<()> {
    debian::install(&["chromium"])
}

pub fn runtime_packages(_: &mut Tally) -> Result<()> {
    npm::install(&workspace::npm().join("tests/runtimes"))
}

pub fn runtimes(tally: &mut Tally) -> Result<()> {
    run(tally, "runtimes", &["run", "--silent", "test:runtimes"])
}

/// Runs a script of npm/package.json, shows what it prints, and counts its last line, which is the sum.
fn run(tally: &mut Tally, name: &str, script: &[&str]) -> Result<()> {
    let output = Program::new("npm").args(script).directory(workspace::npm()).run()?;
    for line in output.lines() {
        println!("  {line}");
    }
    tally.count(name, output.lines().last().context("it has printed nothing")?)
}
