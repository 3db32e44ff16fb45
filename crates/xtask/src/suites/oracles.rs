//! Steps that compare the packages with other implementations.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::program::Program;
use crate::setup::{npm, python};
use crate::stamp::Stamp;
use crate::test::Tally;
use crate::{package, workspace};

/// How many requests are generated of each scheme. The seed is fixed, so that a failure can be run again.
const COUNT: &str = "5000";
const SEED: &str = "2026";

pub fn controls(tally: &mut Tally) -> Result<()> {
    let output = python::default_environment()?.python(["test_compare.py"]).directory(SOURCES).run()?;
    tally.count("controls of the comparison", &output)
}

pub fn generate(_: &mut Tally) -> Result<()> {
    fs::create_dir_all(built(""))?;
    let run = python::default_environment()?.python(["-m", "generate", COUNT, SEED]);
    let printed = run.arg(requests()).directory(SOURCES).run()?;
    print!("  {printed}");
    Ok(())
}

/// Runs in a folder of its own, where Node finds the installed tarball and the oracles and nothing else.
pub fn node(tally: &mut Tally) -> Result<()> {
    let folder = built("node");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(workspace::root().join(SOURCES).join("node"))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    let tarball = package::packed_tarball()?;
    let stamp = Stamp::new(folder.join("node_modules/.hookseal-stamp"))
        .file(&folder.join("package-lock.json"))?
        .file(&tarball)?;
    if !stamp.is_fresh() {
        npm::install(&folder)?;
        npm::add(&folder, [tarball])?;
        stamp.write()?;
    }
    let node = |script: &str| Program::new("node").arg(script).arg(requests()).directory(&folder);
    node("judge.mjs").arg(built(NPM)).run()?;
    count(tally, "node:crypto", &node("primitive.mjs").run()?)
}

/// Runs in an environment of its own, so that no other suite needs the oracles.
pub fn python(tally: &mut Tally) -> Result<()> {
    let requirements = workspace::root().join(SOURCES).join("python/requirements.txt");
    let environment = python::fresh(built("python"), &[requirements], &package::packed_wheel()?)?;
    let run = |script: &str| environment.python([script]).arg(requests()).directory(format!("{SOURCES}/python"));
    run("judge.py").arg(built(PYPI)).run()?;
    count(tally, "hmac", &run("primitive.py").run()?)
}

pub fn compare(tally: &mut Tally) -> Result<()> {
    let run = python::default_environment()?.python(["compare.py"]).directory(SOURCES);
    count(tally, "oracles", &run.args([requests(), built(NPM), built(PYPI)]).run()?)
}

fn count(tally: &mut Tally, name: &str, output: &str) -> Result<()> {
    for line in output.lines() {
        println!("  {line}");
    }
    tally.count(name, output)
}

fn requests() -> PathBuf {
    built("requests.jsonl")
}

fn built(name: &str) -> PathBuf {
    workspace::target().join("oracles").join(name)
}

const SOURCES: &str = "tests/oracles";
const NPM: &str = "npm.jsonl";
const PYPI: &str = "pypi.jsonl";
