//! Steps that hold the adapters to their tables, in the frameworks themselves.

use anyhow::{Context, Result};

use crate::program::Program;
use crate::setup::npm;
use crate::test::Tally;
use crate::workspace;

/// Bun, Deno and wrangler are those of the suite `runtimes`; each version of Next.js has a folder of its own.
pub fn npm_packages(_: &mut Tally) -> Result<()> {
    for folder in ["runtimes", "frameworks", "frameworks/next15", "frameworks/next16"] {
        npm::install(&workspace::npm().join("tests").join(folder))?;
    }
    Ok(())
}

/// Shows what the table prints for each receiver, and counts its last line, which is the sum.
pub fn npm(tally: &mut Tally) -> Result<()> {
    let folder = workspace::npm().join("tests/frameworks");
    let output = Program::new("npm").args(["test", "--silent"]).directory(folder).run()?;
    for line in output.lines() {
        println!("  {line}");
    }
    tally.count("frameworks", output.lines().last().context("it has printed nothing")?)
}
