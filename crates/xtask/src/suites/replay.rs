//! Steps that hold the replay guard and its stores: the model, the stores' own tests, and receivers that race and die.

use anyhow::{Context, Result};

use crate::cargo::cargo;
use crate::program::Program;
use crate::services::Services;
use crate::setup::{npm, python};
use crate::test::Tally;
use crate::{package, soak, workspace};

/// Optimised, since it visits millions of states.
pub fn model(tally: &mut Tally) -> Result<()> {
    let output = cargo().args(["test", "--release", "--package", MODEL, "--", "--nocapture"]).run()?;
    output.lines().filter(|line| line.contains("states")).for_each(|line| println!("  {line}"));
    cargo().args(["run", "--release", "--package", MODEL, "--", "--check"]).run()?;
    tally.count("model", &output)
}

pub fn npm_stores(tally: &mut Tally) -> Result<()> {
    package::packed_tarball()?;
    let folder = workspace::npm().join("tests/replay");
    npm::install(&folder)?;
    let services = Services::start()?;
    let program = with(&services, Program::new("npm").args(["test", "--silent"]).directory(folder));
    let output = program.run()?;
    output.lines().for_each(|line| println!("  {line}"));
    tally.count("npm stores", output.lines().last().context("it has printed nothing")?)
}

/// On one interpreter; the suite `wheel` runs them on all.
pub fn python_stores(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.install_wheel(&package::packed_wheel()?)?;
    let services = Services::start()?;
    let output = with(&services, environment.program("pytest").args(["-qq", "python/tests/replay"])).run()?;
    tally.count("Python stores", &output)
}

/// A few rounds; `cargo xtask soak` runs a thousand.
pub fn race(tally: &mut Tally) -> Result<()> {
    let passed = soak::race(&soak::all(), ROUNDS)?;
    tally.count("race", &format!("{passed} passed"))
}

pub fn deaths(tally: &mut Tally) -> Result<()> {
    let passed = soak::hurt(&soak::all())?;
    tally.count("deaths and outages", &format!("{passed} passed"))
}

fn with(services: &Services, program: Program) -> Program {
    services.environment().iter().fold(program, |program, (name, value)| program.env(name, value))
}

const MODEL: &str = "hookseal-replay-model";
const ROUNDS: usize = 50;
