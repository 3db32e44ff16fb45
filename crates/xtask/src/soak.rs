//! `cargo xtask soak`: what the replay guard promises, on every store, with real receivers in four processes.

mod deaths;
mod driver;
mod outages;
mod race;
mod scene;
mod stores;
mod workers;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::services::Services;
use crate::step::step;
use scene::Scene;
use stores::{CONTROL, Kept, Runtime, STORES, Store};

#[derive(Args)]
pub struct Arguments {
    /// How often each store is raced
    #[arg(long, default_value_t = 1000)]
    rounds: usize,
    /// Only these stores
    #[arg(long)]
    store: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let stores = choose(&arguments.store)?;
    let raced = race(&stores, arguments.rounds)?;
    let hurt = hurt(&stores)?;
    println!("{} passed, 0 failed", raced + hurt);
    Ok(())
}

/// Every store.
pub fn all() -> Vec<&'static Store> {
    STORES.iter().collect()
}

/// Races the stores, and sees that the race would show a store that does not hold.
///
/// # Errors
/// If a store fails, or the one that must does not.
pub fn race(stores: &[&Store], rounds: usize) -> Result<usize> {
    stores::install()?;
    let services = Services::start()?;
    for store in stores {
        step(&format!("race: {}", store.name), "the round can be run again alone with --store", || {
            println!("  {}", race::run(store, store.server_of(&services), rounds)?);
            Ok(())
        })?;
    }
    step("race: the control", "the race overlooks that several handlers run", || {
        ensure!(race::run(&CONTROL, None, rounds).is_err(), "a store that each worker has of its own passes");
        Ok(())
    })?;
    Ok(stores.len() + 1)
}

/// Kills and stops the workers and the servers of the stores, at every step; some stores at a time, since it is waiting
/// for the most part.
///
/// # Errors
/// Names each failure, after all stores are through.
pub fn hurt(stores: &[&Store]) -> Result<usize> {
    stores::install()?;
    step("deaths and outages", "the failure can be seen again alone with --store", || {
        let (queue, passed, failed) = (Mutex::new(stores.iter()), AtomicUsize::new(0), AtomicUsize::new(0));
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || {
            while let Some(store) = next() {
                let failures = hurt_one(store, &passed);
                failed.fetch_add(failures.len(), Ordering::Relaxed);
                println!("  {}: {}", store.name, if failures.is_empty() { "ok" } else { "FAILED" });
                failures.iter().for_each(|failure| println!("    {failure}"));
            }
        };
        thread::scope(|scope| (0..AT_A_TIME).for_each(|_| drop(scope.spawn(work))));
        let (passed, failed) = (passed.into_inner(), failed.into_inner());
        ensure!(failed == 0, "{passed} passed, {failed} failed");
        Ok(passed)
    })
}

fn hurt_one(store: &Store, passed: &AtomicUsize) -> Vec<String> {
    let mut scene = match Scene::start(store) {
        Ok(scene) => scene,
        Err(error) => return vec![format!("{error:#}")],
    };
    let mut failures = Vec::new();
    let mut judge = |name: String, hurt: &mut dyn FnMut(&mut Scene) -> Result<()>| match scene
        .settle()
        .and_then(|()| hurt(&mut scene))
    {
        Ok(()) => _ = passed.fetch_add(1, Ordering::Relaxed),
        Err(error) => failures.push(format!("{name}: {error:#}")),
    };
    for (point, next, runs) in deaths::POINTS {
        judge(format!("worker killed at {point}"), &mut |scene| deaths::killed(scene, point, *next, *runs));
    }
    if store.runtime != Runtime::Workerd {
        judge("worker stopped".into(), &mut deaths::stopped);
    }
    if matches!(store.server, Kept::Redis | Kept::Postgres) {
        for (point, status, runs) in outages::POINTS {
            judge(format!("server killed at {point}"), &mut |scene| outages::killed(scene, point, *status, *runs));
        }
    }
    // Nothing in Django bounds how long it reads from a server that says nothing.
    if matches!(store.server, Kept::Redis | Kept::Postgres) && store.runtime != Runtime::Django {
        judge("server stopped".into(), &mut outages::stopped);
    }
    if store.server == Kept::Postgres {
        judge("table locked".into(), &mut outages::locked);
    }
    failures
}

fn choose(names: &[String]) -> Result<Vec<&'static Store>> {
    if let Some(name) = names.iter().find(|name| STORES.iter().all(|store| store.name != **name)) {
        let known: Vec<&str> = STORES.iter().map(|store| store.name).collect();
        bail!("there is no store `{name}`, only {}", known.join(", "));
    }
    let chosen = |store: &&Store| names.is_empty() || names.iter().any(|name| name == store.name);
    Ok(STORES.iter().filter(chosen).collect())
}

const AT_A_TIME: usize = 5;
