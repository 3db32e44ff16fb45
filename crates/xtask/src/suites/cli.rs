//! Steps that run both command lines: npm's and Python's.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::package;
use crate::program::Program;
use crate::setup::{debian, npm, python};
use crate::test::Tally;
use crate::workspace;

/// curl is the oracle of what a curl command posts.
pub fn tools(_: &mut Tally) -> Result<()> {
    debian::install(&["curl"])
}

pub fn packages(_: &mut Tally) -> Result<()> {
    npm::install(&folder())
}

pub fn cases_are_generated(_: &mut Tally) -> Result<()> {
    python::default_environment()?.python(["tests/cli/generate", "--check"]).run().map(drop)
}

pub fn npm(tally: &mut Tally) -> Result<()> {
    // From npm/: in the tests' own folder npm would find the oldest Node before the one that is to run them.
    count(tally, "npm", &Program::new("npm").args(["run", "--silent", "test:cli"]).directory(workspace::npm()))
}

pub fn wheel(_: &mut Tally) -> Result<()> {
    package::wheel().map(drop)
}

pub fn python(tally: &mut Tally) -> Result<()> {
    let command = python_command()?;
    count(tally, "Python", &node("cases.mjs", &command))
}

/// What the cases do not fix: the texts of the core.
pub fn same(tally: &mut Tally) -> Result<()> {
    let command = python_command()?;
    count(tally, "same", &node("same.mjs", &command))
}

/// Shows what a runner prints, and counts its last line, which is the sum.
fn count(tally: &mut Tally, name: &str, program: &Program) -> Result<()> {
    let output = program.run()?;
    output.lines().for_each(|line| println!("  {line}"));
    tally.count(name, output.lines().last().context("it has printed nothing")?)
}

/// The interpreter that has the wheel, and the words that start the command.
fn python_command() -> Result<Vec<String>> {
    let environment = python::default_environment()?;
    environment.install_wheel(&package::packed_wheel()?)?;
    let interpreter = environment.python(["-c", "import sys; print(sys.executable)"]).run()?;
    Ok([interpreter.trim(), "-m", "hookseal"].map(str::to_owned).to_vec())
}

fn node(script: &str, command: &[String]) -> Program {
    Program::new("node").arg(script).args(command).directory(folder())
}

fn folder() -> PathBuf {
    workspace::npm().join("tests/cli")
}
