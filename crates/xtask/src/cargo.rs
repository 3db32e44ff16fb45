//! Cargo as an inner command: without the variables that the outer `cargo run` and the shell leave behind.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Program;
use crate::workspace;

/// The cargo that runs this program, as a developer would call it from a shell.
pub fn cargo() -> Program {
    without(Program::new("cargo"), |name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        .env("CARGO_TARGET_DIR", workspace::target())
}

/// The same without compiler flags from the environment, which would silently replace those of
/// `.cargo/config.toml`.
pub fn cargo_with_configured_flags() -> Program {
    without(cargo(), |name| name.ends_with("RUSTFLAGS"))
}

/// The cargo that Debian installs, with Debian's compiler. It may rebuild the standard library.
pub fn debian_cargo(target: &Path) -> Program {
    without(Program::new("/usr/bin/cargo"), chooses_a_toolchain)
        .env("RUSTC", DEBIAN_RUSTC)
        // Debian ships the stable compiler, and -Zbuild-std is not stable.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target)
}

/// Arguments for a build whose output is published: messages of a panic name the file of a dependency, and its folder
/// is that of this machine. `table` is the part of cargo's configuration that holds the flags.
pub fn without_paths_of_this_machine(table: &str) -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let sources = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    // One folder for each registry; its name holds a hash.
    let folders = sources.into_iter().flatten().flatten().map(|entry| entry.path());
    let flags: Vec<String> =
        folders.map(|folder| format!("\"--remap-path-prefix={}=/dependencies\"", folder.display())).collect();
    vec!["--config".into(), format!("{table}.rustflags=[{}]", flags.join(", "))]
}

/// The program without those variables of the environment whose names are `unwanted`.
fn without(program: Program, unwanted: impl Fn(&str) -> bool) -> Program {
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    names.filter(|name| unwanted(name)).fold(program, Program::env_remove)
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
