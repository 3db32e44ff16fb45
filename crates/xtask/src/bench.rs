//! `cargo xtask bench`: speed of the built packages, in each language by a script of that language.

use anyhow::{Result, ensure};

use crate::program::Program;
use crate::setup::python;
use crate::{package, workspace};

/// Runs the benchmarks in this terminal, against the npm build and the installed wheel.
pub fn run(arguments: &[String]) -> Result<()> {
    let [node, python] = SCRIPTS.map(|script| workspace::root().join(script));
    for script in [&node, &python] {
        ensure!(script.exists(), "{} is not in this checkout", workspace::shown(script));
    }
    package::npm_tarball()?;
    let wheel = package::wheel()?;
    let environment = python::default_environment()?;
    environment.install_wheel(&wheel)?;
    Program::new("node").arg(node).args(arguments).run_attached()?;
    environment.python([python]).args(arguments).run_attached()
}

const SCRIPTS: [&str; 2] = ["tests/bench/node.mjs", "tests/bench/python.py"];
