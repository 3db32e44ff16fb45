//! `cargo xtask build wasm`: from bindings/wasm to the checked files in npm/wasm that the npm package embeds.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Validator, WasmFeatures};

use crate::cargo::without_paths_of_this_machine;
use crate::program::Program;
use crate::setup::{npm, target};
use crate::stamp::Stamp;
use crate::step::step;
use crate::workspace;

/// Builds `core_bg.wasm`, `core.js` and `core.d.ts`; the last two are the generator's, unchanged.
pub fn build() -> Result<()> {
    npm::set_up()?;
    let toolchain = target::toolchain(&target::WASM, None)?;
    let module = toolchain.output().join("wasm/hookseal_wasm.wasm");
    step("wasm module", COMPILE_HINT, || {
        let flags = without_paths_of_this_machine(&format!("target.{}", target::WASM.triple));
        toolchain.build().args(["--package", "hookseal-wasm", "--profile", "wasm"]).args(flags).run()
    })?;
    let output = workspace::npm().join("wasm");
    let stamp = Stamp::new(output.join(".stamp"))
        .file(&module)?
        .file(&workspace::npm().join("package-lock.json"))?
        .text(include_str!("wasm.rs"));
    if !stamp.is_fresh() || FILES.iter().any(|name| !output.join(name).exists()) {
        step("wasm glue and optimisation", OPTIMISE_HINT, || {
            let folder = workspace::target().join("wasm-bindgen");
            bind(&module, &folder)?;
            optimise(&folder)?;
            fs::create_dir_all(&output)?;
            for name in FILES {
                fs::copy(folder.join(name), output.join(name)).context(name)?;
            }
            stamp.write()
        })?;
    }
    step("wasm check", "see the limits in crates/xtask/src/wasm.rs", || check(&output.join("core_bg.wasm"), &toolchain))
}

/// Writes the glue for `initSync`: no default address of the wasm file, which bundlers would follow.
fn bind(module: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name("core")
        .web(true)?
        .typescript(true)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

/// For size: -O3 makes a larger module that is no faster.
fn optimise(folder: &Path) -> Result<()> {
    let wasm_opt = workspace::npm().join("node_modules/.bin/wasm-opt");
    let module = folder.join("core_bg.wasm");
    // No feature flag: the module names its features, and more would shut out older runtimes. No runtime reads the
    // names, so they go in the end.
    Program::new(&wasm_opt).args(["-Os", "--strip-target-features"]).arg(&module).arg("-o").arg(&module).run().map(drop)
}

fn check(path: &Path, toolchain: &target::Toolchain) -> Result<()> {
    let module = fs::read(path)?;
    // Node 18, the oldest runtime that is promised, has WebAssembly 2.0.
    if let Err(error) = Validator::new_with_features(WasmFeatures::WASM2).validate_all(&module) {
        bail!("the module needs more than WebAssembly 2.0: {error}");
    }
    let without_simd = WasmFeatures::WASM2.difference(WasmFeatures::SIMD);
    ensure!(
        Validator::new_with_features(without_simd).validate_all(&module).is_err(),
        "the module holds no SIMD instruction: the flags in .cargo/config.toml did not reach the compiler"
    );
    let gzip = gzip_size(&module)?;
    println!("  core_bg.wasm {} bytes, {gzip} bytes with gzip, SIMD", module.len());
    ensure!(module.len() <= RAW_LIMIT, "core_bg.wasm is larger than {RAW_LIMIT} bytes");
    let gzip_limit = if toolchain.builds_library() { GZIP_LIMIT } else { GZIP_LIMIT_WITH_BUILT_LIBRARY };
    ensure!(gzip <= gzip_limit, "core_bg.wasm is larger than {gzip_limit} bytes with gzip");
    Ok(())
}

fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

const FILES: [&str; 3] = ["core_bg.wasm", "core.js", "core.d.ts"];
/// What the module may not grow beyond, in bytes.
pub const RAW_LIMIT: usize = 180_000;
/// The same with gzip.
pub const GZIP_LIMIT: usize = 70_000;
/// rustup's library comes built for speed, with the texts of its panics. What is published has its own.
const GZIP_LIMIT_WITH_BUILT_LIBRARY: usize = 75_000;
const COMPILE_HINT: &str = "`cargo check -p hookseal-wasm` shows compile errors faster; \
    HOOKSEAL_WASM_TOOLCHAIN=installed|rustup|debian chooses another compiler";
const OPTIMISE_HINT: &str = "wasm-bindgen in bindings/wasm and wasm-bindgen-cli-support in crates/xtask \
    must be pinned to one version; wasm-opt comes from npm/package.json (binaryen)";
