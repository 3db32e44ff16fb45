//! `cargo xtask setup`: what the builds and tests need, quick when nothing has changed.

pub mod debian;
pub mod npm;
pub mod python;
pub mod target;

use std::fs::{self, File};

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::workspace;

#[derive(Subcommand)]
pub enum Part {
    /// A compiler for wasm32-unknown-unknown
    Wasm {
        /// Take this way and no other
        #[arg(long, value_enum)]
        path: Option<target::Way>,
    },
    /// The packages of npm/package-lock.json in npm/node_modules
    Npm,
    /// One virtual environment in .venv for each CPython from 3.10 on
    Python,
}

/// Sets up one part, or everything.
pub fn run(part: Option<Part>) -> Result<()> {
    match part {
        Some(Part::Wasm { path }) => target::set_up_wasm(path),
        Some(Part::Npm) => npm::set_up(),
        Some(Part::Python) => python::set_up().map(drop),
        None => {
            target::set_up_wasm(None)?;
            npm::set_up()?;
            python::set_up().map(drop)
        }
    }
}

/// Waits until no other run in this checkout installs anything, and keeps it so for as long as this is kept.
pub fn alone() -> Result<File> {
    let path = workspace::target().join("setup.lock");
    fs::create_dir_all(workspace::target())?;
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    file.lock()?;
    Ok(file)
}
