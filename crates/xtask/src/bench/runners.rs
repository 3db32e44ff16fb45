//! One runner for each language: what it needs is installed, then it prints its figures as lines of JSON.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::aims::Language;
use crate::cargo::cargo;
use crate::program::Program;
use crate::setup::{npm, python};
use crate::step::step;
use crate::workspace;

#[derive(Clone, Copy)]
pub enum Effort {
    Full,
    Quick,
}

/// What a runner measured.
pub struct Report {
    pub language: Language,
    pub facts: Facts,
    pub rows: Vec<Row>,
}

#[derive(Deserialize)]
pub struct Facts {
    /// Name and version of what is measured.
    pub ours: String,
    /// Names and versions of what it runs on.
    pub runtime: String,
    pub wasm: Option<Wasm>,
}

/// The size of the module in the installed package, in bytes.
#[derive(Clone, Copy, Deserialize)]
pub struct Wasm {
    pub raw: u64,
    pub gzip: u64,
}

/// One rival at one size of body.
#[derive(Deserialize)]
pub struct Row {
    pub rival: String,
    pub size: u64,
    /// Microseconds of a call in each pair of neighbouring rounds: ours, theirs.
    pub rounds: Vec<(f64, f64)>,
}

pub fn run(effort: Effort, tarball: &Path, wheel: &Path) -> Result<[Report; 3]> {
    let effort = match effort {
        Effort::Full => "FULL",
        Effort::Quick => "QUICK",
    };
    Ok([node(effort, tarball)?, python(effort, wheel)?, rust(effort)?])
}

fn node(effort: &str, tarball: &Path) -> Result<Report> {
    step("bench in Node", NODE_HINT, || {
        let folder = workspace::root().join("tests/bench/node");
        npm::install(&folder)?;
        npm::add(&folder, [tarball])?;
        let output = Program::new("node").args(["bench.mjs", effort]).directory(&folder).run()?;
        read(Language::Node, &output)
    })
}

fn python(effort: &str, wheel: &Path) -> Result<Report> {
    step("bench in Python", PYTHON_HINT, || {
        let folder = workspace::root().join("tests/bench/python");
        let environment =
            python::fresh(workspace::target().join("bench/python"), &[folder.join("requirements.txt")], wheel)?;
        read(Language::Python, &environment.python(["bench.py", effort]).directory(&folder).run()?)
    })
}

fn rust(effort: &str) -> Result<Report> {
    step("bench in Rust", RUST_HINT, || {
        let run = ["run", "--quiet", "--release", "--package", "hookseal-bench", "--", effort];
        read(Language::Rust, &cargo().args(run).run()?)
    })
}

/// The first line of JSON has the facts, every other one is a row.
fn read(language: Language, output: &str) -> Result<Report> {
    let mut lines = output.lines().filter(|line| line.starts_with('{'));
    let facts = lines.next().context("the runner printed nothing")?;
    Ok(Report {
        language,
        facts: serde_json::from_str(facts)?,
        rows: lines.map(serde_json::from_str).collect::<Result<_, _>>()?,
    })
}

const NODE_HINT: &str = "run `node bench.mjs QUICK` in tests/bench/node";
const PYTHON_HINT: &str = "run `target/bench/python/bin/python bench.py QUICK` in tests/bench/python";
const RUST_HINT: &str = "run `cargo run --release -p hookseal-bench -- QUICK`";
