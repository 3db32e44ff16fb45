//! Where things are in the checkout. Every path that two commands share is named here once.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The one version that the crate, the npm package and the Python package carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The root of the checkout.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // `cargo run` says where this crate is. What was compiled in may be another checkout that
        // shares the target folder.
        let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        // This crate is crates/xtask.
        Path::new(&manifest).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
    })
}

/// Cargo's target folder; a relative `CARGO_TARGET_DIR` counts from the root.
pub fn target() -> PathBuf {
    let chosen = env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty());
    root().join(chosen.unwrap_or_else(|| "target".into()))
}

pub fn npm() -> PathBuf {
    root().join("npm")
}

pub fn python() -> PathBuf {
    root().join("python")
}

/// Everything that would be published, ready to upload.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// `path` as a reader of the checkout would write it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
