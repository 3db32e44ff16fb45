//! What happens to the workers and the servers of each store, one thing after the other, and what must come of it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Result, ensure};

use super::scene::Scene;
use super::stores::{Kept, Runtime, Store};
use super::{deaths, outages};

/// How many passed and what failed.
type Outcome = (usize, Vec<String>);
type Scenario = (String, Run);
type Run = Box<dyn Fn(&mut Scene) -> Result<()>>;

/// Runs them all, on some stores at a time, since it is waiting for the most part.
///
/// # Errors
/// After all stores are through.
pub fn run(stores: &[&Store]) -> Result<usize> {
    let (queue, passed, failed) = (Mutex::new(stores.iter()), AtomicUsize::new(0), AtomicUsize::new(0));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(store) = next() {
            let (good, failures) = on(store).unwrap_or_else(|error| (0, vec![format!("{error:#}")]));
            passed.fetch_add(good, Ordering::Relaxed);
            failed.fetch_add(failures.len(), Ordering::Relaxed);
            println!("  {}: {good} passed, {} failed", store.name, failures.len());
            failures.iter().for_each(|failure| println!("    {failure}"));
        }
    };
    thread::scope(|scope| (0..AT_A_TIME).for_each(|_| drop(scope.spawn(work))));
    ensure!(failed.load(Ordering::Relaxed) == 0, "the lines above say what failed");
    Ok(passed.into_inner())
}

fn on(store: &Store) -> Result<Outcome> {
    let mut scene = Scene::start(store)?;
    let mut outcome = (0, Vec::new());
    for (name, run) in all(store) {
        match scene.settle().and_then(|()| run(&mut scene)) {
            Ok(()) => outcome.0 += 1,
            Err(error) => outcome.1.push(format!("{name}: {error:#}")),
        }
    }
    Ok(outcome)
}

fn all(store: &Store) -> Vec<Scenario> {
    let mut all: Vec<Scenario> = Vec::new();
    let mut add = |name: &str, run: Run| all.push((name.to_owned(), run));
    for (point, next, runs) in deaths::POINTS {
        add(&format!("worker killed at {point}"), Box::new(|scene| deaths::killed(scene, point, *next, *runs)));
    }
    // An isolate cannot be stopped alone.
    if store.runtime != Runtime::Workerd {
        add("worker stopped", Box::new(deaths::stopped));
    }
    if matches!(store.kept, Kept::Redis | Kept::Postgres) {
        for (point, status, runs) in outages::POINTS {
            add(&format!("server killed at {point}"), Box::new(|scene| outages::killed(scene, point, *status, *runs)));
        }
        add("server stopped", Box::new(outages::stopped));
    }
    if store.kept == Kept::Postgres {
        add("table locked", Box::new(outages::locked));
    }
    all
}

const AT_A_TIME: usize = 5;
