//! `cargo xtask build`: one artefact and what it is made from.

use anyhow::Result;
use clap::Subcommand;

use crate::{package, wasm};

#[derive(Clone, Copy, Subcommand)]
pub enum Artefact {
    /// npm/wasm: the module that the npm package embeds, with its glue
    Wasm,
    /// dist/hookseal-<version>.tgz: the npm package
    Npm,
    /// dist/hookseal-<version>-cp310-abi3-*.whl: the Python package
    Wheel,
}

pub fn run(artefact: Artefact) -> Result<()> {
    match artefact {
        Artefact::Wasm => wasm::build(),
        Artefact::Npm => package::npm_tarball().map(drop),
        Artefact::Wheel => package::wheel().map(drop),
    }
}
