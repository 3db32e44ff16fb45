//! Steps that compare the types of events with payloads and with the providers' SDKs.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::program::Program;
use crate::setup::{npm, python};
use crate::stamp::Stamp;
use crate::test::Tally;
use crate::{package, workspace};

/// Runs in a folder of its own, where Node finds the installed tarball and the SDKs and nothing else.
pub fn node(tally: &mut Tally) -> Result<()> {
    let folder = built("node");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(sources().join("node"))? {
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
    let run = Program::new("node").arg("run.mjs").arg(workspace::root()).directory(&folder);
    count(tally, "event types in TypeScript", &run.run()?)
}

/// The payloads as literals: what does not fit must be refused, and nothing else.
pub fn python(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.install_wheel(&package::packed_wheel()?)?;
    let folder = built("python");
    let written = environment.python([sources().join("python/literals.py")]).arg(&folder).run()?;
    let check = |program: &str| environment.program(program).directory(&folder);
    check("mypy").args(["--strict", "literals.py"]).run()?;
    check("pyright").run()?;
    count(tally, "event types in Python", &written)?;
    count(tally, "events in Python", &environment.python([sources().join("python/hostile.py")]).run()?)
}

/// In the environment of the suite `oracles`, which has the SDK.
pub fn sdk(tally: &mut Tally) -> Result<()> {
    let requirements = workspace::root().join("tests/oracles/python/requirements.txt");
    let folder = workspace::target().join("oracles/python");
    let environment = python::fresh(folder, &[requirements], &package::packed_wheel()?)?;
    let compare = environment.python([sources().join("python/sdk.py")]).arg("--check");
    count(tally, "Transcodely's SDK", &compare.run()?)
}

/// The last line is the sum.
fn count(tally: &mut Tally, name: &str, output: &str) -> Result<()> {
    for line in output.lines() {
        println!("  {line}");
    }
    tally.count(name, output.lines().last().context("it has printed nothing")?)
}

fn sources() -> PathBuf {
    workspace::root().join("tests/events")
}

fn built(name: &str) -> PathBuf {
    workspace::target().join("events").join(name)
}
