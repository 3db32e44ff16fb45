//! Steps that Node runs.

use anyhow::{Context, Result};

use crate::package;
use crate::program::Program;
use crate::setup::debian;
use crate::stamp::Stamp;
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

/// The packages of npm/tests/runtimes, unless the lock file is the one installed last.
pub fn runtime_packages(_: &mut Tally) -> Result<()> {
    let folder = workspace::npm().join("tests/runtimes");
    let stamp = Stamp::new(folder.join("node_modules/.hookseal-stamp"))
        .file(&folder.join("package.json"))?
        .file(&folder.join("package-lock.json"))?;
    if stamp.is_fresh() {
        return Ok(());
    }
    Program::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).directory(&folder).run()?;
    stamp.write()
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
