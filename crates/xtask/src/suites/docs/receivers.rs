//! Starts each whole receiver that a page shows and posts the deliveries of its provider to it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::{Results, folder};
use crate::cargo::cargo;
use crate::demo::deliveries::{self, Delivery};
use crate::demo::receivers::{self, Receiver};
use crate::demo::table::Verdict;
use crate::pages::{self, Block, Task};
use crate::test::Tally;
use crate::{package, workspace};

/// Each receiver once, however many pages show it.
pub fn receivers(tally: &mut Tally) -> Result<()> {
    let mut blocks: Vec<Block> = pages::blocks()?;
    blocks.retain(|block| matches!(block.task, Task::Receiver(..)));
    blocks.sort_by(|one, other| one.code.cmp(&other.code));
    blocks.dedup_by(|one, other| one.code == other.code);
    let deliveries = deliveries::all()?;
    let mut results = Results::default();
    for block in &blocks {
        let Task::Receiver(framework, provider) = &block.task else { continue };
        println!("  {}: {framework}", block.place);
        let receiver = start(framework, &block.code).with_context(|| block.place.clone())?;
        let path = format!("/{provider}");
        // These have no replay guard.
        let mine: Vec<&Delivery> = deliveries
            .iter()
            .filter(|delivery| {
                delivery.path.split('?').next() == Some(&path) && delivery.expected != Verdict::Duplicate
            })
            .collect();
        ensure!(mine.len() > 2, "there are no deliveries of `{provider}`");
        for delivery in mine {
            results.note(&block.place, judge(&receiver, delivery));
        }
    }
    results.end("receivers", tally)
}

fn judge(receiver: &Receiver, delivery: &Delivery) -> Result<()> {
    let verdict = receiver.post(delivery)?;
    ensure!(verdict == delivery.expected, "{}: {verdict}, expected {}", delivery.name, delivery.expected);
    Ok(())
}

/// The example of the framework, with `code` in place of its main file.
fn start(framework: &str, code: &str) -> Result<Receiver> {
    let parent = folder("receivers")?;
    let copied = |name: &str, file: &str| {
        let to = parent.join(name);
        receivers::copy(&workspace::root().join("examples").join(name), &to)?;
        write(&to.join(file), code)?;
        Ok::<_, anyhow::Error>(to)
    };
    let installed = |name: &str, file: &str| {
        let to = receivers::npm_receiver(name, &parent, &package::packed_tarball()?)?;
        write(&to.join(file), code)?;
        Ok::<_, anyhow::Error>(to)
    };
    let python = || receivers::python_environment(&package::packed_wheel()?);
    match framework {
        "express" => receivers::start_express(&installed("express", "server.js")?),
        "worker" => receivers::start_worker(&installed("worker", "src/index.js")?),
        "django" => receivers::start_django(&copied("django", "urls.py")?, &python()?),
        "flask" => receivers::start_flask(&copied("flask", "app.py")?, &python()?),
        // The step `files` shows that the block is this program.
        "axum" => {
            let target = folder("cargo")?;
            let manifest = workspace::root().join("examples/axum/Cargo.toml");
            let build = cargo().args(["build", "--locked", "--manifest-path"]).arg(manifest);
            build.env("CARGO_TARGET_DIR", &target).run()?;
            receivers::start_binary("axum", &target.join("debug/hookseal-example-axum"))
        }
        _ => bail!("there is no way to start `{framework}`"),
    }
}

fn write(path: &Path, code: &str) -> Result<()> {
    fs::write(path, code).with_context(|| path.display().to_string())
}
