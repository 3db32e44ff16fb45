//! `cargo xtask demo`: receivers on 127.0.0.1 and a sender that posts signed deliveries to them.

use anyhow::{Result, ensure};

use crate::program::Program;
use crate::{package, workspace};

/// Runs the demonstration in this terminal until it ends.
pub fn run(arguments: &[String]) -> Result<()> {
    let script = workspace::root().join(SCRIPT);
    ensure!(script.exists(), "{SCRIPT} is not in this checkout");
    package::npm_tarball()?;
    Program::new("node").arg(script).args(arguments).run_attached()
}

const SCRIPT: &str = "tests/demo/run.mjs";
