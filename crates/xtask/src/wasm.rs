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

/// Builds `core_bg.wasm`, `core.js` and `core.d.ts`, and the same of `explain`; but for the modules, they are the
/// generator's, unchanged.
pub fn build() -> Result<()> {
    npm::set_up()?;
    let toolchain = target::toolchain(&target::WASM, None)?;
    MODULES.iter().try_for_each(|module| module.build(&toolchain))
}

/// One of the modules that bindings/wasm is compiled to.
struct Module {
    name: &'static str,
    /// The feature of the crate that it has.
    feature: &'static str,
    raw_limit: usize,
    gzip_limit: usize,
    /// The same with rustup's library, which comes built for speed, with the texts of its panics. What is published has
    /// its own.
    gzip_limit_with_built_library: usize,
}

impl Module {
    fn build(&self, toolchain: &target::Toolchain) -> Result<()> {
        let Self { name, feature, .. } = self;
        // A name of its own: cargo leaves both under one.
        let compiled = workspace::target().join(format!("wasm-bindgen/{name}/compiled.wasm"));
        step(&format!("wasm module {name}"), COMPILE_HINT, || {
            let flags = without_paths_of_this_machine(&format!("target.{}", target::WASM.triple));
            let chosen = ["--package", "hookseal-wasm", "--no-default-features", "--features", feature];
            toolchain.build().args(chosen).args(["--profile", "wasm"]).args(flags).run()?;
            fs::create_dir_all(compiled.with_file_name(""))?;
            fs::copy(toolchain.output().join("wasm/hookseal_wasm.wasm"), &compiled)?;
            Ok(())
        })?;
        let output = workspace::npm().join("wasm");
        let files = [format!("{name}_bg.wasm"), format!("{name}.js"), format!("{name}.d.ts")];
        let stamp = Stamp::new(output.join(format!(".stamp-{name}")))
            .file(&compiled)?
            .file(&workspace::npm().join("package-lock.json"))?
            .text(include_str!("wasm.rs"));
        if !stamp.is_fresh() || files.iter().any(|name| !output.join(name).exists()) {
            step(&format!("wasm glue and optimisation of {name}"), OPTIMISE_HINT, || {
                let folder = compiled.with_file_name("bound");
                self.bind(&compiled, &folder)?;
                optimise(&folder.join(format!("{name}_bg.wasm")))?;
                fs::create_dir_all(&output)?;
                for name in &files {
                    fs::copy(folder.join(name), output.join(name)).context(name.clone())?;
                }
                stamp.write()
            })?;
        }
        step(&format!("wasm check of {name}"), "see the limits in crates/xtask/src/wasm.rs", || {
            self.check(&output.join(format!("{name}_bg.wasm")), toolchain)
        })
    }

    /// Writes the glue for `initSync`: no default address of the wasm file, which bundlers would follow.
    fn bind(&self, compiled: &Path, folder: &Path) -> Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        Bindgen::new()
            .input_path(compiled)
            .out_name(self.name)
            .web(true)?
            .typescript(true)
            .omit_default_module_path(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    }

    fn check(&self, path: &Path, toolchain: &target::Toolchain) -> Result<()> {
        let Self { name, raw_limit, .. } = self;
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
        println!("  {name}_bg.wasm {} bytes, {gzip} bytes with gzip, SIMD", module.len());
        ensure!(module.len() <= *raw_limit, "{name}_bg.wasm is larger than {raw_limit} bytes");
        let builds = toolchain.builds_library();
        let gzip_limit = if builds { self.gzip_limit } else { self.gzip_limit_with_built_library };
        ensure!(gzip <= gzip_limit, "{name}_bg.wasm is larger than {gzip_limit} bytes with gzip");
        Ok(())
    }
}

/// For size: -O3 makes a larger module that is no faster.
fn optimise(module: &Path) -> Result<()> {
    let wasm_opt = workspace::npm().join("node_modules/.bin/wasm-opt");
    // No feature flag: the module names its features, and more would shut out older runtimes. No runtime reads the
    // names, so they go in the end.
    Program::new(&wasm_opt).args(["-Os", "--strip-target-features"]).arg(module).arg("-o").arg(module).run().map(drop)
}

fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

const MODULES: [Module; 2] = [
    Module {
        name: "core",
        feature: "verify",
        raw_limit: RAW_LIMIT,
        gzip_limit: GZIP_LIMIT,
        gzip_limit_with_built_library: 75_000,
    },
    Module {
        name: "explain",
        feature: "explain",
        // Nobody downloads it on the way to an answer. Ways to write JSON and numbers, and DEFLATE, are most of it.
        raw_limit: 430_000,
        gzip_limit: 195_000,
        gzip_limit_with_built_library: 185_000,
    },
];
/// What the module that verifies may not grow beyond, in bytes.
pub const RAW_LIMIT: usize = 180_000;
/// The same with gzip.
pub const GZIP_LIMIT: usize = 70_000;
const COMPILE_HINT: &str = "`cargo check -p hookseal-wasm` shows compile errors faster; \
    HOOKSEAL_WASM_TOOLCHAIN=installed|rustup|debian chooses another compiler";
const OPTIMISE_HINT: &str = "wasm-bindgen in bindings/wasm and wasm-bindgen-cli-support in crates/xtask \
    must be pinned to one version; wasm-opt comes from npm/package.json (binaryen)";
