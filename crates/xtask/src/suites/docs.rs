//! Steps that run what the README and the pages show, against the packed tarball, the built wheel and the crate.

mod receivers;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail, ensure};

use crate::cargo::cargo;
use crate::demo::{self, receivers::with_secrets};
use crate::pages::{self, Block, Task};
use crate::program::Program;
use crate::setup::{npm, python};
use crate::test::Tally;
use crate::{package, workspace};

pub use receivers::receivers;

/// A block that claims to be a file is that file; receivers are short; pages that show one receiver show the same one.
pub fn files(tally: &mut Tally) -> Result<()> {
    let blocks = pages::blocks()?;
    let mut results = Results::default();
    for block in &blocks {
        match &block.task {
            Task::File(path) => results.note(&block.place, is_file(block, path)),
            Task::Receiver(framework, _) if framework == "axum" => {
                results.note(&block.place, is_file(block, "examples/axum/src/main.rs"));
            }
            Task::Receiver(..) => results.note(&block.place, same_everywhere(block, &blocks)),
            Task::NotRun(why) => tally.not_run(&block.place, why),
            Task::Run => {}
        }
    }
    for receiver in RECEIVERS {
        let shown = blocks.iter().any(|block| block.task == Task::File(receiver.to_owned()));
        results.note(receiver, if shown { short(receiver) } else { Err(anyhow!("no page shows it")) });
    }
    results.end("files", tally)
}

/// Every JavaScript and TypeScript block, in Node, against the packed tarball.
pub fn javascript(tally: &mut Tally) -> Result<()> {
    npm::set_up()?;
    let folder = folder("npm")?;
    let tarball = package::packed_tarball()?;
    npm::project(&folder, &tarball)?;
    npm::add(&folder, [tarball.as_os_str()].into_iter().chain(FRAMEWORKS.map(OsStr::new)))?;
    let mut results = Results::default();
    for (index, block) in runnable(&["js", "json", "ts"])?.iter().enumerate() {
        results.note(&block.place, run_javascript(&folder, index, &block.language, &block.code));
    }
    for (language, code) in [("js", "throw new Error()"), ("json", "{\"name\": 1}"), ("ts", "const n: number = '';")] {
        ensure!(run_javascript(&folder, 999, language, code).is_err(), "a faulty {language} block is not noticed");
    }
    results.end("JavaScript blocks", tally)
}

/// Every Python block, in the default environment, against the built wheel.
pub fn python(tally: &mut Tally) -> Result<()> {
    let environment = python::default_environment()?;
    environment.install_wheel(&package::packed_wheel()?)?;
    let folder = folder("python")?;
    let run = |index: usize, language: &str, code: &str| {
        let file = folder.join(format!("block_{index}.py"));
        let code = if language == "json" { scheme_in_python(code) } else { code.to_owned() };
        fs::write(&file, code)?;
        with_secrets(environment.python(["-W", "error"]).arg(&file).directory(&folder)).run().map(drop)
    };
    let mut results = Results::default();
    for (index, block) in runnable(&["json", "python"])?.iter().enumerate() {
        results.note(&block.place, run(index, &block.language, &block.code));
    }
    for (language, code) in [("python", "assert False\n"), ("json", "{\"name\": 1}")] {
        ensure!(run(999, language, code).is_err(), "a faulty {language} block is not noticed");
    }
    results.end("Python blocks", tally)
}

/// Every Rust block that is no receiver, as rustdoc runs examples.
pub fn rust(tally: &mut Tally) -> Result<()> {
    cargo().args(["build", "--package", "hookseal", "--all-features"]).run()?;
    let folder = folder("rust")?;
    let library = workspace::target().join("debug/libhookseal.rlib");
    let run = |index: usize, code: &str| {
        let page = folder.join(format!("block_{index}.md"));
        fs::write(&page, format!("```rust\n{code}```\n"))?;
        Program::new("rustdoc")
            .args(["--edition", "2024", "--test"])
            .arg(&page)
            .arg("--extern")
            .arg(format!("hookseal={}", library.display()))
            .arg("-L")
            .arg(workspace::target().join("debug/deps"))
            .run()
            .map(drop)
    };
    let mut results = Results::default();
    for (index, block) in runnable(&["rust"])?.iter().enumerate() {
        results.note(&block.place, run(index, &block.code));
    }
    ensure!(run(999, "fn main() { panic!() }\n").is_err(), "a faulty Rust block is not noticed");
    results.end("Rust blocks", tally)
}

/// The receivers of `examples/`, with the deliveries of all providers.
pub fn demo(tally: &mut Tally) -> Result<()> {
    let verdicts = demo::run()?;
    tally.count("demo", &format!("{verdicts} passed"))
}

/// The crate's own documentation builds without a warning, private items included.
pub fn rustdoc(_: &mut Tally) -> Result<()> {
    cargo()
        .args(["doc", "--package", "hookseal", "--no-deps", "--all-features"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()
        .map(drop)
}

fn runnable(languages: &[&str]) -> Result<Vec<Block>> {
    let mut blocks = pages::blocks()?;
    blocks.retain(|block| block.task == Task::Run && languages.contains(&block.language.as_str()));
    Ok(blocks)
}

fn run_javascript(folder: &Path, index: usize, language: &str, code: &str) -> Result<()> {
    let source = folder.join(format!("block_{index}.{}", if language == "ts" { "mts" } else { "mjs" }));
    let script = source.with_extension("mjs");
    fs::write(&source, if language == "json" { scheme_in_javascript(code) } else { code.to_owned() })?;
    if language == "ts" {
        let tool = |name: &str| Program::new(workspace::npm().join("node_modules/.bin").join(name)).directory(folder);
        let strict = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom"];
        tool("tsc").args(strict).args(["--types", ""]).arg(&source).run()?;
        tool("esbuild").arg(&source).arg(format!("--outfile={}", script.display())).run()?;
    }
    with_secrets(Program::new("node").arg(&script).directory(folder)).run().map(drop)
}

/// A JSON block is a custom scheme: it must be possible to build a webhook from it.
fn scheme_in_javascript(json: &str) -> String {
    format!(
        "import {{ Webhook }} from \"hookseal\";\nconst scheme = {json};\n\
         new Webhook(scheme, scheme.unsigned ? {{ allowUnauthenticated: true }} : \"whsec_c2VjcmV0\");\n"
    )
}

fn scheme_in_python(json: &str) -> String {
    format!(
        "import json\nfrom hookseal import Webhook\nscheme = json.loads(r'''{json}''')\n\
         Webhook(scheme, allow_unauthenticated=True) if scheme.get('unsigned') else Webhook(scheme, 'whsec_c2VjcmV0')\n"
    )
}

fn is_file(block: &Block, path: &str) -> Result<()> {
    let file = fs::read_to_string(workspace::root().join(path)).with_context(|| path.to_owned())?;
    ensure!(file == block.code, "{} is not {path}, word for word", block.place);
    Ok(())
}

fn same_everywhere(block: &Block, all: &[Block]) -> Result<()> {
    let other = all.iter().find(|other| other.task == block.task && other.code != block.code);
    other.map_or(Ok(()), |other| bail!("{} and {} show different receivers", block.place, other.place))
}

fn short(path: &str) -> Result<()> {
    let file = fs::read_to_string(workspace::root().join(path))?;
    let lines = file.lines().filter(|line| !line.is_empty()).count();
    ensure!(lines <= 20, "{path} has {lines} lines that are not empty, at most 20 are wanted");
    Ok(())
}

fn folder(name: &str) -> Result<PathBuf> {
    let folder = workspace::target().join("docs").join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// How many blocks hold; each that does not is reported at once.
#[derive(Default)]
struct Results {
    passed: usize,
    failed: usize,
}

impl Results {
    fn note(&mut self, place: &str, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => {
                self.failed += 1;
                println!("  {place} fails");
                crate::step::report(&error);
            }
        }
    }

    fn end(self, name: &str, tally: &mut Tally) -> Result<()> {
        let line = format!("{} passed, {} failed", self.passed, self.failed);
        println!("  {name}: {line}");
        ensure!(self.failed == 0, "{name}: {line}");
        tally.count(name, &line)
    }
}

/// What the pages show receivers for.
const FRAMEWORKS: [&str; 3] = ["express@5.3.0", "fastify@5.12.8", "hono@4.13.19"];

/// The receivers of `cargo xtask demo`.
const RECEIVERS: [&str; 4] =
    ["examples/express/server.js", "examples/worker/src/index.js", "examples/django/views.py", "examples/flask/app.py"];
