//! Debian packages: the one part of the set-up that reaches outside the checkout, so it says what it installs.

use std::env;
use std::fs;

use anyhow::{Result, bail};

use crate::program::Program;

/// Installs those of `packages` that are missing.
///
/// # Errors
/// Fails with the command to type where this is not Debian, not root, or `HOOKSEAL_SETUP=manual`.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() { Ok(()) } else { install_newest(&missing) }
}

/// Installs `packages`, or brings them to the newest version that Debian has.
///
/// # Errors
/// As [`install`].
pub fn install_newest(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let command = format!("apt-get install -y --no-install-recommends {names}");
    if !is_debian() {
        bail!("this is not Debian, so `{names}` cannot be installed with apt-get");
    }
    if env::var("HOOKSEAL_SETUP").is_ok_and(|value| value == "manual") {
        println!("  {command}");
        bail!("HOOKSEAL_SETUP=manual: run `{command}` as root, then try again");
    }
    if !is_root() {
        bail!("only root can install Debian packages: run `{command}` as root, then try again");
    }
    // The lists of an image may be missing, or name versions that are old or gone.
    println!("  apt-get update && {command}");
    apt_get().arg("update").run()?;
    apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages).run().map(drop)
}

fn apt_get() -> Program {
    Program::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive")
}

fn is_installed(package: &str) -> bool {
    Program::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status}", package])
        .run()
        .is_ok_and(|status| status.trim() == "installed")
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines().any(|line| line == "ID=debian" || line.starts_with("ID_LIKE") && line.contains("debian"))
    })
}

pub fn is_root() -> bool {
    Program::new("id").arg("-u").run().is_ok_and(|id| id.trim() == "0")
}
