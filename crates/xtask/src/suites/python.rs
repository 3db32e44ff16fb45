//! Steps that Python runs.

use anyhow::{Result, ensure};

use crate::cargo::cargo;
use crate::package;
use crate::setup::{debian, python};
use crate::test::Tally;
use crate::workspace;

pub fn vector_schema(tally: &mut Tally) -> Result<()> {
    let output = python::default_environment()?.python(["tests/vectors/check_schema.py"]).run()?;
    tally.count("vector schema", &output)
}

pub fn vectors_are_generated(_: &mut Tally) -> Result<()> {
    python::default_environment()?.python(["tests/vectors/generate", "--check"]).run().map(drop)
}

pub fn planted_schema(tally: &mut Tally) -> Result<()> {
    let output = python::default_environment()?.python(["tests/explain/check_schema.py"]).run()?;
    tally.count("planted cases", &output)
}

pub fn planted_are_generated(_: &mut Tally) -> Result<()> {
    python::default_environment()?.python(["tests/explain/generate", "--check"]).run().map(drop)
}

/// Installs the wheel, never the source tree, in every environment and runs the tests there.
pub fn pytest(tally: &mut Tally) -> Result<()> {
    let wheel = package::wheel()?;
    debian::install(SERVERS)?;
    for environment in python::set_up()? {
        let name = format!("pytest on CPython {}", environment.version);
        println!("  {name}");
        environment.install_wheel(&wheel)?;
        // Without pytest's own last line: the tests print one that counts the vectors too.
        let output =
            environment.program("pytest").args(["-qq", "python/tests", "--ignore=python/tests/adapters"]).run()?;
        tally.count(&name, &output)?;
    }
    Ok(())
}

/// Holds the receivers to their table in three environments: the oldest supported Django on the oldest interpreter, that
/// of long-term support on the default one, the newest on the newest.
pub fn adapters(tally: &mut Tally) -> Result<()> {
    let wheel = package::wheel()?;
    let environments = python::set_up()?;
    let oldest = environments.iter().min_by_key(|each| each.minor());
    let newest = environments.iter().max_by_key(|each| each.minor());
    for (django, like) in [("4.2", oldest), ("5.2", environments.first()), ("6.1", newest)] {
        let Some(like) = like else { continue };
        let lists = [format!("requirements-django-{django}.txt"), "requirements-adapters.txt".into()]
            .map(|name| workspace::python().join(name));
        let folder = workspace::target().join(format!("adapters/django-{django}"));
        let environment = python::fresh_like(like, folder, &lists[..], &wheel)?;
        let name = format!("adapters (Django {django}, CPython {})", environment.version);
        println!("  {name}");
        let output = environment.program("pytest").args(["-qq", "python/tests/adapters"]).run()?;
        tally.count(&name, &output)?;
    }
    Ok(())
}

/// What the binding does with a panic: no request reaches one, so the wheel cannot be made to show it.
pub fn binding(tally: &mut Tally) -> Result<()> {
    let output = cargo().args(["test", "--package", "hookseal-python"]).run()?;
    tally.count("Python binding", &output)
}

/// That the module keeps to the stable interface of the Python that its tag names.
///
/// # Errors
/// Also if the auditor finds nothing wrong with a tag that promises too much.
pub fn stable_interface(_: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    let audit = || environment.program("abi3audit").args(["--strict", "--summary"]);
    audit().arg(package::packed_wheel()?).run()?;
    let module = environment.python(["-c", "import hookseal._core as core; print(core.__file__)"]).run()?;
    let promises_too_much = audit().args(["--assume-minimum-abi3", "3.2"]).arg(module.trim()).run();
    ensure!(promises_too_much.is_err(), "abi3audit takes the module for one of Python 3.2");
    Ok(())
}

/// The package's own code and its tests, with files of usage in which some lines must be refused.
pub fn mypy(_: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    let mypy = || environment.program("mypy").arg("--strict").directory(workspace::python());
    mypy().args(["--package", "hookseal"]).run()?;
    // Two runs, for both folders have a conftest.py.
    mypy().args(["tests", "--exclude", "^tests/adapters/"]).run()?;
    mypy().arg("tests/adapters").run().map(drop)
}

/// The files of usage: most editors show what pyright says.
pub fn pyright(_: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.program("pyright").arg(USAGE).directory(workspace::python()).run().map(drop)
}

pub fn ruff(_: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.program("ruff").args(["check", "--quiet"]).args(PYTHON).run()?;
    environment.program("ruff").args(["format", "--check", "--quiet"]).args(PYTHON).run().map(drop)
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

/// The tests of the replay stores start them. Of MariaDB the cores suffice.
const SERVERS: &[&str] =
    &["mariadb-client-core", "mariadb-server-core", "memcached", "postgresql", "redis-server", "util-linux"];
const USAGE: &str = "tests/typing";
const PYTHON: [&str; 3] = ["python", "tests", "examples"];
