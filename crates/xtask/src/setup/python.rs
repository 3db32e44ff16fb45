//! Virtual environments: one for each CPython on this machine that the wheel promises to run on, and others by request.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Result, ensure};

use crate::program::Program;
use crate::stamp::Stamp;
use crate::step::step;
use crate::workspace;

/// A virtual environment.
pub struct Environment {
    /// As in `3.11`.
    pub version: String,
    folder: PathBuf,
}

impl Environment {
    /// A program that is installed in the environment.
    pub fn program(&self, name: &str) -> Program {
        Program::new(self.folder.join("bin").join(name)).env("VIRTUAL_ENV", &self.folder)
    }

    /// `python` with the given arguments.
    pub fn python<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Program {
        self.program("python").args(arguments)
    }

    /// The `11` of `3.11`.
    pub fn minor(&self) -> u32 {
        self.version.trim_start_matches("3.").parse().unwrap_or_default()
    }

    /// Replaces the installed package by the one in `wheel`, and sees that it is the one imported.
    pub fn install_wheel(&self, wheel: &Path) -> Result<()> {
        self.python(["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", "--no-index"])
            .arg(wheel)
            .run()?;
        let imported = self.python(["-c", "import hookseal; print(hookseal.__file__)"]).run()?;
        ensure!(
            Path::new(imported.trim()).starts_with(&self.folder),
            "`import hookseal` finds {} and not the installed wheel",
            imported.trim()
        );
        Ok(())
    }

    /// Makes the environment anew, unless it was made of the same.
    fn make(&self, base: &Path, requirements: &[PathBuf], wheel: Option<&Path>) -> Result<()> {
        let _alone = super::alone()?;
        let mut stamp = Stamp::new(self.folder.join(".hookseal-stamp")).text(&base.to_string_lossy());
        for file in requirements.iter().map(PathBuf::as_path).chain(wheel) {
            stamp = stamp.file(file)?;
        }
        if stamp.is_fresh() {
            return Ok(());
        }
        Program::new(base).args(["-m", "venv", "--clear"]).arg(&self.folder).run()?;
        // First, so that a list of requirements that names the package is content with this one.
        wheel.map_or(Ok(()), |wheel| self.install_wheel(wheel))?;
        let listed = requirements.iter().flat_map(|file| [OsStr::new("--requirement"), file.as_os_str()]);
        self.python(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(listed).run()?;
        stamp.write()
    }
}

/// An environment in `folder` with the wheel and what `requirements` list, and nothing else.
///
/// # Errors
/// If a package cannot be installed.
pub fn fresh(folder: PathBuf, requirements: &[PathBuf], wheel: &Path) -> Result<Environment> {
    fresh_like(default_environment()?, folder, requirements, wheel)
}

/// As [`fresh`], of the interpreter that `like` has.
///
/// # Errors
/// If a package cannot be installed.
pub fn fresh_like(like: &Environment, folder: PathBuf, requirements: &[PathBuf], wheel: &Path) -> Result<Environment> {
    let environment = Environment { version: like.version.clone(), folder };
    environment.make(&like.folder.join("bin/python"), requirements, Some(wheel))?;
    Ok(environment)
}

/// Makes the environments, the default one first, and returns them. Looked for once in a run.
///
/// # Errors
/// Fails if no CPython from 3.10 on is found or a package cannot be installed.
pub fn set_up() -> Result<&'static [Environment]> {
    static FOUND: OnceLock<Vec<Environment>> = OnceLock::new();
    if let Some(environments) = FOUND.get() {
        return Ok(environments);
    }
    let environments = make_environments()?;
    Ok(FOUND.get_or_init(|| environments))
}

/// The environment that has everything of python/requirements-dev.txt; the others have requirements-test.txt alone.
pub fn default_environment() -> Result<&'static Environment> {
    // `set_up` fails rather than return none.
    Ok(&set_up()?[0])
}

fn make_environments() -> Result<Vec<Environment>> {
    step("Python environments", HINT, || {
        let interpreters = interpreters();
        ensure!(
            !interpreters.is_empty(),
            "no CPython 3.{OLDEST} or newer with the modules venv and ensurepip was found"
        );
        let preferred = probe(Path::new("python3")).map(|(minor, _)| minor);
        let default = preferred
            .filter(|minor| interpreters.contains_key(minor))
            .or_else(|| interpreters.keys().next_back().copied());
        // The second list includes the first; where both are wanted both are named, for either may change.
        let lists = ["requirements-test.txt", "requirements-dev.txt"].map(|name| workspace::python().join(name));
        let mut environments = Vec::new();
        for (minor, base) in &interpreters {
            let folder = workspace::root().join(format!(".venv/py3.{minor}"));
            let environment = Environment { version: format!("3.{minor}"), folder };
            if Some(*minor) == default {
                environment.make(base, &lists, None)?;
                environments.insert(0, environment);
            } else {
                environment.make(base, &lists[..1], None)?;
                environments.push(environment);
            }
        }
        let versions: Vec<&str> = environments.iter().map(|each| each.version.as_str()).collect();
        println!("  CPython {}", versions.join(", "));
        Ok(environments)
    })
}

/// The first interpreter found for each minor version: those on PATH, then pyenv's. Its shims are
/// left out: they are slow, and what they stand for is found without them.
fn interpreters() -> BTreeMap<u32, PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).filter(|folder| !folder.ends_with("shims"));
    let folders = on_path.chain(pyenv_folders());
    let candidates =
        folders.flat_map(|folder| (OLDEST..=NEWEST).map(move |minor| folder.join(format!("python3.{minor}"))));
    let mut found = BTreeMap::new();
    for candidate in candidates.filter(|candidate| candidate.is_file()) {
        if let Some((minor, executable)) = probe(&candidate) {
            found.entry(minor).or_insert(executable);
        }
    }
    found
}

/// `versions/*/bin` below pyenv's root.
fn pyenv_folders() -> Vec<PathBuf> {
    let root = env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| Program::new("pyenv").arg("root").run().ok().map(|root| root.trim().into()))
        .or_else(|| env::home_dir().map(|home| home.join(".pyenv")));
    let versions = root.and_then(|root| fs::read_dir(root.join("versions")).ok());
    let mut folders: Vec<PathBuf> =
        versions.into_iter().flatten().flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders
}

/// The minor version and the true path of a CPython that can make environments; Debian's may lack
/// ensurepip.
fn probe(candidate: &Path) -> Option<(u32, PathBuf)> {
    let answer = Program::new(candidate).args(["-c", PROBE]).run().ok()?;
    let (minor, executable) = answer.trim().split_once(' ')?;
    let minor = minor.parse().ok().filter(|minor| (OLDEST..=NEWEST).contains(minor))?;
    Some((minor, executable.into()))
}

const OLDEST: u32 = 10;
const NEWEST: u32 = 29;
const PROBE: &str = "import ensurepip, sys, venv
assert sys.implementation.name == 'cpython' and sys.version_info.major == 3
print(sys.version_info.minor, sys.executable)";
const HINT: &str = "install CPython 3.10 or newer (on Debian also python3-venv); PyPI must be reachable";
