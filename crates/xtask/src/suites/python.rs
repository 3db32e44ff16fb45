//! Steps that Python runs.

use anyhow::Result;

use crate::package;
use crate::setup::python;
use crate::test::Tally;
use crate::workspace;

pub fn vector_schema(tally: &mut Tally) -> Result<()> {
    let output = python::default_environment()?.python(["tests/vectors/check_schema.py"]).run()?;
    tally.count("vector schema", &output)
}

pub fn vectors_are_generated(_: &mut Tally) -> Result<()> {
    python::default_environment()?.python(["tests/vectors/generate", "--check"]).run().map(drop)
}

/// Installs the wheel, never the source tree, in every environment and runs the tests there.
pub fn pytest(tally: &mut Tally) -> Result<()> {
    let wheel = package::wheel()?;
    for environment in python::set_up()? {
        let name = format!("pytest on CPython {}", environment.version);
        println!("  {name}");
        environment.install_wheel(&wheel)?;
        let output = environment.program("pytest").args(["-q", "python/tests"]).run()?;
        tally.count(&name, &output)?;
    }
    Ok(())
}

pub fn mypy(_: &mut Tally) -> Result<()> {
    python::default_environment()?
        .program("mypy")
        .args(["--strict", "--package", "hookseal"])
        .directory(workspace::python())
        .run()
        .map(drop)
}

/// Runs after [`pytest`], which has installed the wheel.
pub fn stubtest(_: &mut Tally) -> Result<()> {
    python::default_environment()?.program("stubtest").arg("hookseal._core").run().map(drop)
}

/// Builds the source distribution the way pip does where no wheel fits.
pub fn source_distribution(_: &mut Tally) -> Result<()> {
    let archive = package::source_distribution()?;
    python::default_environment()?
        .python(["-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"])
        .arg(workspace::target().join("from-source"))
        .arg(archive)
        .env("CARGO_TARGET_DIR", workspace::target())
        .run()
        .map(drop)
}
