//! `cargo xtask package`: everything that is published, in dist/, exactly as it would be uploaded; and the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::cargo::{cargo, without_paths_of_this_machine};
use crate::program::Program;
use crate::setup::python;
use crate::step::step;
use crate::{wasm, workspace};

/// Builds all four packages and the page, and lists them with their sizes.
pub fn run() -> Result<()> {
    let built = [npm_tarball()?, playground()?, wheel()?, source_distribution()?, crate_file()?];
    println!();
    for path in built {
        println!("{:>9} bytes  {}", fs::metadata(&path)?.len(), workspace::shown(&path));
    }
    Ok(())
}

/// dist/hookseal-<version>.tgz, with a freshly built wasm module.
pub fn npm_tarball() -> Result<PathBuf> {
    wasm::build()?;
    step("npm package", "run `npm run build` in npm/ to see the whole output", || {
        replace(".tgz", || {
            let npm = || Program::new("npm").directory(workspace::npm());
            npm().args(["run", "build"]).run()?;
            npm().args(["pack", "--pack-destination"]).arg(workspace::dist()).run()
        })
    })
}

/// dist/playground.html, out of npm/dist as the tarball has left it.
pub fn playground() -> Result<PathBuf> {
    packed_tarball()?;
    step("page", "run `node npm/playground/build.mjs` to see the whole output", || {
        let output = Program::new("node").arg("playground/build.mjs").directory(workspace::npm()).run()?;
        print!("  {output}");
        Ok(workspace::dist().join("playground.html"))
    })
}

/// dist/hookseal-<version>-cp310-abi3-<platform>.whl.
pub fn wheel() -> Result<PathBuf> {
    let environment = python::default_environment()?;
    step("wheel", MATURIN_HINT, || {
        let build = || {
            maturin(environment, &["build", "--release"])
                .args(without_paths_of_this_machine("build"))
                // Its flags are not those of other release builds, which would be built anew after each change.
                .env("CARGO_TARGET_DIR", workspace::target().join("wheel"))
                .run()
        };
        replace(".whl", build)
    })
}

/// dist/hookseal-<version>.tar.gz: what pip builds from where no wheel fits.
pub fn source_distribution() -> Result<PathBuf> {
    let environment = python::default_environment()?;
    step("source distribution", MATURIN_HINT, || replace(".tar.gz", || maturin(environment, &["sdist"]).run()))
}

/// dist/hookseal-<version>.crate.
pub fn crate_file() -> Result<PathBuf> {
    step("crate", "run `cargo package -p hookseal --list` to see what goes in", || {
        replace(".crate", || {
            // Not verified here: the suites have compiled the very same files.
            cargo().args(["package", "--package", "hookseal", "--allow-dirty", "--no-verify"]).run()?;
            let name = format!("hookseal-{}.crate", workspace::VERSION);
            let packed = workspace::target().join("package").join(&name);
            fs::copy(&packed, workspace::dist().join(&name)).with_context(|| packed.display().to_string())
        })
    })
}

/// The npm package in dist/ as an earlier step or command has left it; a new one if there is none.
pub fn packed_tarball() -> Result<PathBuf> {
    packed(".tgz").map_or_else(npm_tarball, Ok)
}

/// The wheel in dist/ as an earlier step or command has left it; a new one if there is none.
pub fn packed_wheel() -> Result<PathBuf> {
    packed(".whl").map_or_else(wheel, Ok)
}

/// Of this version: what an earlier one has left is none.
fn packed(suffix: &str) -> Option<PathBuf> {
    let found = files(&workspace::dist(), suffix).unwrap_or_default();
    found.into_iter().find(|path| carries_the_version(path))
}

/// npm clears no folder and maturin none either, so a file of an earlier version would be published
/// with the new one: what ends in `suffix` goes first. Returns the one file that `make` leaves.
fn replace<T>(suffix: &str, make: impl FnOnce() -> Result<T>) -> Result<PathBuf> {
    let dist = workspace::dist();
    fs::create_dir_all(&dist)?;
    for old in files(&dist, suffix)? {
        fs::remove_file(old)?;
    }
    make()?;
    let mut made = files(&dist, suffix)?;
    let Some(path) = made.pop().filter(|_| made.is_empty()) else {
        bail!("{} files end in {suffix} in dist/, expected one", made.len());
    };
    ensure!(
        carries_the_version(&path),
        "{} does not carry the version {} of Cargo.toml",
        workspace::shown(&path),
        workspace::VERSION
    );
    println!("  {}, {} bytes", workspace::shown(&path), fs::metadata(&path)?.len());
    Ok(path)
}

fn carries_the_version(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let rest = name.strip_prefix("hookseal-").and_then(|rest| rest.strip_prefix(workspace::VERSION));
    rest.is_some_and(|rest| rest.starts_with(['-', '.']))
}

fn files(folder: &Path, suffix: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let paths = entries.into_iter().map(|entry| entry.path());
    Ok(paths.filter(|path| path.to_string_lossy().ends_with(suffix)).collect())
}

fn maturin(environment: &python::Environment, arguments: &[&str]) -> Program {
    environment
        .program("maturin")
        .args(arguments)
        .arg("--out")
        .arg(workspace::dist())
        .directory(workspace::python())
        .env("CARGO_TARGET_DIR", workspace::target())
}

const MATURIN_HINT: &str = "run `cargo check -p hookseal-python` for compile errors; \
    maturin itself is set up by python/pyproject.toml";
