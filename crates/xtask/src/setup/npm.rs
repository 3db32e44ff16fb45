//! The development packages of npm/, exactly as its lock file has them.

use anyhow::Result;

use crate::program::Program;
use crate::stamp::Stamp;
use crate::step::step;
use crate::workspace;

/// Installs them into npm/node_modules unless the lock file is the one installed last.
pub fn set_up() -> Result<()> {
    step("npm packages", HINT, || {
        let npm = workspace::npm();
        let stamp = Stamp::new(npm.join("node_modules/.hookseal-stamp"))
            .file(&npm.join("package.json"))?
            .file(&npm.join("package-lock.json"))?;
        if stamp.is_fresh() {
            return Ok(());
        }
        Program::new("npm").args(["ci", "--no-audit", "--no-fund"]).directory(&npm).run()?;
        stamp.write()
    })
}

const HINT: &str = "Node.js 20 or newer with npm is needed, and the npm registry must be reachable";
