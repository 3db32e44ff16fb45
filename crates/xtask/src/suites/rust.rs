//! Steps that cargo runs.

use anyhow::Result;

use crate::cargo::cargo;
use crate::codegen;
use crate::setup::target;
use crate::test::Tally;
use crate::threats;
use crate::wasm;

pub fn format(_: &mut Tally) -> Result<()> {
    cargo().args(["fmt", "--all", "--check"]).run().map(drop)
}

pub fn clippy(_: &mut Tally) -> Result<()> {
    cargo().args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]).run().map(drop)
}

pub fn core(tally: &mut Tally) -> Result<()> {
    let output = cargo().args(["test", "--package", "hookseal", "--all-features"]).run()?;
    tally.count("core", &output)
}

pub fn xtask(tally: &mut Tally) -> Result<()> {
    let output = cargo().args(["test", "--package", "xtask"]).run()?;
    tally.count("developer commands", &output)
}

pub fn bare_target(_: &mut Tally) -> Result<()> {
    let toolchain = target::toolchain(&target::BARE, None)?;
    for features in ["--no-default-features", "--all-features"] {
        toolchain.build().args(["--package", "hookseal", "--lib", features]).run()?;
    }
    Ok(())
}

pub fn codegen(_: &mut Tally) -> Result<()> {
    codegen::run(true)
}

/// Optimised, as it ships: without optimisation `subtle` checks its own values by branching.
pub fn constant_time_native(tally: &mut Tally) -> Result<()> {
    measured(tally, "native")
}

pub fn wasm_module(_: &mut Tally) -> Result<()> {
    wasm::build()
}

pub fn constant_time_wasm(tally: &mut Tally) -> Result<()> {
    measured(tally, "wasm")
}

pub fn wiped(tally: &mut Tally) -> Result<()> {
    measured(tally, "wiped")
}

fn measured(tally: &mut Tally, test: &str) -> Result<()> {
    let package = ["test", "--release", "--package", "hookseal-constant-time", "--test", test];
    let output = cargo().args(package).run()?;
    // Which module was measured belongs to the result.
    output
        .lines()
        .filter(|line| line.contains("SHA-256 ") && line.contains(".wasm"))
        .for_each(|line| println!("  {line}"));
    tally.count(test, &output)
}

pub fn threats(_: &mut Tally) -> Result<()> {
    threats::run(&threats::Arguments::default())
}
