//! Steps that look at what would be published, and at how.

use std::fs;

use anyhow::Result;

use crate::program::Program;
use crate::setup::python;
use crate::test::Tally;
use crate::{package, version, workspace};

/// Every file that repeats the version repeats the right one (threat 146).
pub fn version(tally: &mut Tally) -> Result<()> {
    let places = version::check()?;
    tally.count("version", &format!("{places} passed"))
}

/// Packs what no earlier suite has packed.
pub fn package(_: &mut Tally) -> Result<()> {
    package::packed_tarball()?;
    package::packed_wheel()?;
    package::source_distribution()?;
    package::crate_file().map(drop)
}

/// Names, contents and versions of the four archives.
pub fn artefacts(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    let check = environment.python(["tests/release/check.py"]).arg(workspace::dist()).arg(workspace::VERSION);
    tally.count("artefacts", &check.run()?)
}

/// What the wasm module asks of its host.
pub fn imports(tally: &mut Tally) -> Result<()> {
    let output = Program::new("node").arg("tests/release/imports.mjs").run()?;
    tally.count("imports", &output)
}

/// The form of the workflows. What they do, only the runners can show.
pub fn workflows(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    let folder = workspace::root().join(".github/workflows");
    let mut names: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    names.sort();
    let schema = |name: &str| environment.program("check-jsonschema").args(["--builtin-schema", name]);
    schema("vendor.github-workflows").args(&names).run()?;
    schema("vendor.dependabot").arg(".github/dependabot.yml").run()?;
    let output = environment.python(["tests/release/workflows.py"]).run()?;
    for what in NOT_RUN {
        tally.not_run(what.0, what.1);
    }
    tally.count("workflows", &output)
}

/// What a machine of this kind cannot show.
const NOT_RUN: [(&str, &str); 4] = [
    ("macOS, Windows, other architectures, musl", "jobs of .github/workflows, which need their machines"),
    ("Rust 1.89", "a job of .github/workflows/ci.yml; the suites run with the compiler that is installed"),
    ("cargo-deny, npm audit, pip-audit", "a job of .github/workflows/ci.yml; their databases are not packages"),
    ("publishing", "a job of .github/workflows/release.yml for each registry"),
];
