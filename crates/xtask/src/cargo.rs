//! Cargo as an inner command: without the variables that the outer `cargo run` and the shell leave behind.

use std::env;
use std::path::Path;

use crate::program::Program;
use crate::workspace;

/// The cargo that runs this program, as a developer would call it from a shell.
pub fn cargo() -> Program {
    env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        .fold(Program::new("cargo"), Program::env_remove)
        .env("CARGO_TARGET_DIR", workspace::target())
}

/// The same without compiler flags from the environment, which would silently replace those of
/// `.cargo/config.toml`.
pub fn cargo_with_configured_flags() -> Program {
    env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.ends_with("RUSTFLAGS"))
        .fold(cargo(), Program::env_remove)
}

/// The cargo that Debian installs, with Debian's compiler. It may rebuild the standard library.
pub fn debian_cargo(target: &Path) -> Program {
    env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| chooses_a_toolchain(name))
        .fold(Program::new("/usr/bin/cargo"), Program::env_remove)
        .env("RUSTC", DEBIAN_RUSTC)
        // Debian ships the stable compiler, and -Zbuild-std is not stable.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target)
}

/// Whether a variable steers cargo or the compiler rather than the network or the terminal.
fn chooses_a_toolchain(name: &str) -> bool {
    let steers = name == "CARGO"
        // cargo and rustup point it to the libraries of their own compiler.
        || name == "LD_LIBRARY_PATH"
        || name == "RUST_RECURSION_COUNT"
        || ["CARGO_", "RUSTC", "RUSTDOC", "RUSTUP_"].iter().any(|start| name.starts_with(start))
        || name.ends_with("RUSTFLAGS");
    let kept = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "CARGO_SOURCE_", "CARGO_TERM_"];
    steers && !kept.iter().any(|start| name.starts_with(start))
}

/// The compiler of Debian, beside which a rustup may stand in PATH.
pub const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
