//! Where things are in the checkout. Every path that two commands share is named here once.

use std::env;
use std::path::{Path, PathBuf};

/// The one version that the crate, the npm package and the Python package carry.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The root of the checkout.
pub fn root() -> &'static Path {
    // This crate is crates/xtask; both parents exist, else it could not have been compiled.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
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
