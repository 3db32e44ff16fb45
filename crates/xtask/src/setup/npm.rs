//! npm packages: those that a folder's lock file names, and a packed tarball beside them.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::program::Program;
use crate::stamp::Stamp;
use crate::step::step;
use crate::workspace;

/// Installs the development packages of npm/.
pub fn set_up() -> Result<()> {
    step("npm packages", HINT, || install(&workspace::npm()))
}

/// Installs what the lock file of `folder` names, unless it is the one installed last.
pub fn install(folder: &Path) -> Result<()> {
    let _alone = super::alone()?;
    let stamp = Stamp::new(folder.join("node_modules/.hookseal-stamp"))
        .file(&folder.join("package.json"))?
        .file(&folder.join("package-lock.json"))?;
    if stamp.is_fresh() {
        return Ok(());
    }
    // No install script: a package brings what it needs, or it is not used here.
    npm(folder, "ci").arg("--ignore-scripts").run()?;
    stamp.write()
}

/// Adds packages, by name or as a tarball, to `folder` and to no lock file of it.
pub fn add(folder: &Path, packages: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<()> {
    npm(folder, "install").args(["--ignore-scripts", "--no-save"]).args(packages).run().map(drop)
}

/// Makes a project of `folder` that has the tarball, where Node finds nothing else.
pub fn project(folder: &Path, tarball: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    add(folder, [tarball])
}

fn npm(folder: &Path, command: &str) -> Program {
    Program::new("npm").args([command, "--no-audit", "--no-fund"]).directory(folder)
}

const HINT: &str = "Node.js 20 or newer with npm is needed, and the npm registry must be reachable";
