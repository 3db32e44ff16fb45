//! A compiler for a target that a plain Rust installation lacks: three ways, tried in order.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use super::debian;
use crate::cargo;
use crate::program::Program;
use crate::step::step;
use crate::workspace;

/// How the target gets its standard library.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Way {
    /// It is there already
    Installed,
    /// `rustup target add`
    Rustup,
    /// Debian's compiler and library source (root on Debian), built with -Zbuild-std
    Debian,
}

pub struct Target {
    pub triple: &'static str,
    /// What -Zbuild-std builds where no standard library can be had.
    library: &'static str,
}

pub const WASM: Target = Target { triple: "wasm32-unknown-unknown", library: "std,panic_abort" };

/// A target without an operating system: what compiles for it needs no `std`.
pub const BARE: Target = Target { triple: "thumbv7em-none-eabi", library: "core,alloc" };

/// A compiler that is ready for one target.
pub struct Toolchain {
    target: &'static Target,
    /// Set on Debian's way: its compiler brings no usable linker of its own.
    linker: Option<PathBuf>,
}

impl Toolchain {
    /// Where what [`Toolchain::build`] makes for the target is found.
    pub fn output(&self) -> PathBuf {
        self.folder().join(self.target.triple)
    }

    /// `cargo build` for the target; the caller adds what to build.
    pub fn build(&self) -> Program {
        let Target { triple, library } = self.target;
        let Some(linker) = &self.linker else {
            return cargo::cargo_with_configured_flags().args(["build", "--target", triple]);
        };
        let variable = format!("CARGO_TARGET_{}_LINKER", triple.to_uppercase().replace('-', "_"));
        cargo::debian_cargo(&self.folder())
            .env(variable, linker)
            .args(["build", "--target", triple])
            .arg(format!("-Zbuild-std={library}"))
    }

    /// Whether the standard library is compiled with the module, for the same size and speed.
    pub fn builds_library(&self) -> bool {
        self.linker.is_some()
    }

    /// Two compilers in one folder would rebuild everything at each change from one to the other.
    fn folder(&self) -> PathBuf {
        let target = workspace::target();
        if self.linker.is_some() { target.join("wasm-std") } else { target }
    }
}

/// `cargo xtask setup wasm`: prepares the target and proves it with an empty crate.
pub fn set_up_wasm(way: Option<Way>) -> Result<()> {
    toolchain(&WASM, way).map(drop)
}

/// Makes `target` ready by `way`, else by the way that `HOOKSEAL_WASM_TOOLCHAIN` names, else by the
/// first that works.
///
/// # Errors
/// One sentence that says what to install, if no way works.
pub fn toolchain(target: &'static Target, way: Option<Way>) -> Result<Toolchain> {
    step(&format!("Rust for {}", target.triple), HINT, || match way.map_or_else(chosen_way, |way| Ok(Some(way)))? {
        Some(way) => prepare(target, way),
        None => prepare_first(target),
    })
}

fn prepare(target: &'static Target, way: Way) -> Result<Toolchain> {
    match way {
        Way::Installed => {
            if !is_installed(target) {
                bail!("the target {} is not installed", target.triple);
            }
            println!("  installed already");
            Ok(Toolchain { target, linker: None })
        }
        Way::Rustup => {
            Program::new("rustup").args(["target", "add", target.triple]).run()?;
            println!("  from rustup");
            Ok(Toolchain { target, linker: None })
        }
        Way::Debian => {
            debian::install(DEBIAN_PACKAGES)?;
            if !is_new_enough(cargo::DEBIAN_RUSTC)? {
                debian::install_newest(DEBIAN_PACKAGES)?;
                ensure!(is_new_enough(cargo::DEBIAN_RUSTC)?, "Debian's compiler is older than Rust {OLDEST_RUST}");
            }
            println!("  from Debian, with its own build of {}", target.library);
            Ok(Toolchain { target, linker: Some(rust_lld()?) })
        }
    }
}

fn prepare_first(target: &'static Target) -> Result<Toolchain> {
    let mut reasons = Vec::new();
    for way in Way::value_variants() {
        match prepare(target, *way) {
            Ok(toolchain) => return Ok(toolchain),
            Err(error) => reasons.push(error.to_string()),
        }
    }
    bail!("{}", reasons.join("; "))
}

fn chosen_way() -> Result<Option<Way>> {
    match env::var("HOOKSEAL_WASM_TOOLCHAIN") {
        Err(_) => Ok(None),
        Ok(name) if name.is_empty() => Ok(None),
        Ok(name) => Way::from_str(&name, false)
            .map(Some)
            .map_err(|_| anyhow::anyhow!("HOOKSEAL_WASM_TOOLCHAIN is `{name}`: use installed, rustup or debian")),
    }
}

/// The compiler is asked, not rustup, so that a target from anywhere counts.
fn is_installed(target: &Target) -> bool {
    rustc(&["--print", "target-libdir", "--target", target.triple])
        .is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

/// Whether a compiler is at least the oldest that the workspace promises.
fn is_new_enough(compiler: &str) -> Result<bool> {
    let printed = Program::new(compiler).arg("--version").run()?;
    let version = printed.split_whitespace().nth(1).context("the compiler names no version")?;
    let parts = |version: &str| version.split('.').map(str::parse::<u32>).take(2).collect::<Result<Vec<_>, _>>();
    Ok(parts(version)? >= parts(OLDEST_RUST)?)
}

/// The linker that comes with rustup's compiler, which also links for the web.
fn rust_lld() -> Result<PathBuf> {
    let sysroot = rustc(&["--print", "sysroot"])?;
    let version = rustc(&["-vV"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let linker = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
    if !linker.exists() {
        bail!("{} is missing: this needs a Rust from https://rustup.rs", linker.display());
    }
    Ok(linker)
}

fn rustc(arguments: &[&str]) -> Result<String> {
    Program::new("rustc").args(arguments).run()
}

/// `rust-version` of the workspace.
const OLDEST_RUST: &str = env!("CARGO_PKG_RUST_VERSION");
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const HINT: &str = "install the target with `rustup target add` (https://rustup.rs), \
    or on Debian as root `apt-get install rustc-web cargo-web rust-web-src`";
