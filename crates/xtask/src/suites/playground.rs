//! Steps that build the page and use it in a real browser.

use anyhow::{Context, Result};

use crate::package;
use crate::program::Program;
use crate::setup::{debian, npm};
use crate::test::Tally;
use crate::workspace;

/// The page, out of the npm package as an earlier suite has built it.
pub fn build(_: &mut Tally) -> Result<()> {
    package::playground().map(drop)
}

pub fn types(_: &mut Tally) -> Result<()> {
    let tsc = workspace::npm().join("node_modules/.bin/tsc");
    Program::new(tsc).args(["--project", "playground"]).directory(workspace::npm()).run().map(drop)
}

/// Debian's Chromium, and what drives it.
pub fn browser(_: &mut Tally) -> Result<()> {
    debian::install(&["chromium"])?;
    npm::install(&workspace::npm().join("tests/playground"))
}

pub fn test(tally: &mut Tally) -> Result<()> {
    let folder = workspace::npm().join("tests/playground");
    let output = Program::new("npm").args(["test", "--silent"]).directory(folder).run()?;
    output.lines().for_each(|line| println!("  {line}"));
    tally.count("playground", output.lines().last().context("it has printed nothing")?)
}
