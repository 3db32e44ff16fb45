//! Steps that show the same verdict in Rust, Node and Python.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::cargo::cargo;
use crate::program::Program;
use crate::setup::{npm, python};
use crate::test::Tally;
use crate::{package, workspace};

/// How many requests are generated. The seed is fixed, so that a failure can be run again.
const COUNT: &str = "120000";
const SEED: &str = "2026";

pub fn generate(_: &mut Tally) -> Result<()> {
    let run = ["run", "--quiet", "--release", "--package", "hookseal-differential", "--", COUNT, SEED];
    let printed = cargo().args(run).arg(cases()?).run()?;
    print!("  {printed}");
    Ok(())
}

pub fn node(tally: &mut Tally) -> Result<()> {
    let folder = folder()?.join("npm");
    npm::project(&folder, &package::packed_tarball()?)?;
    fs::copy(workspace::root().join("tests/differential/run.mjs"), folder.join("run.mjs"))?;
    let output = Program::new("node").arg("run.mjs").arg(cases()?).directory(&folder).run()?;
    tally.count("differential run in Node", &output)
}

pub fn python(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.install_wheel(&package::packed_wheel()?)?;
    let output = environment.python(["tests/differential/run.py"]).arg(cases()?).run()?;
    tally.count("differential run in Python", &output)
}

fn folder() -> Result<PathBuf> {
    let folder = workspace::target().join("differential");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn cases() -> Result<PathBuf> {
    Ok(folder()?.join("cases.jsonl"))
}
