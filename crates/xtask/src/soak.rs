//! `cargo xtask soak`: what the replay guard promises, on every store, with real receivers in four processes.

mod clock;
mod deaths;
mod driver;
mod outages;
mod race;
mod scenarios;
mod scene;
mod stores;
mod workers;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::services::Services;
use crate::step::step;
use stores::{CONTROL, STORES, Store};

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
        let error = race::run(&CONTROL, None, rounds).err().map(|error| format!("{error:#}")).unwrap_or_default();
        ensure!(error.contains(race::SEVERAL), "a store that each worker has of its own is not found out: {error}");
        Ok(())
    })?;
    Ok(stores.len() + 1)
}

/// Kills and stops the workers and the servers of the stores, at every step of a delivery.
///
/// # Errors
/// If what is left behind loses a delivery, or has one handled again.
pub fn hurt(stores: &[&Store]) -> Result<usize> {
    stores::install()?;
    step("deaths and outages", "what failed can be seen again alone with --store", || scenarios::run(stores))
}

fn choose(names: &[String]) -> Result<Vec<&'static Store>> {
    if let Some(name) = names.iter().find(|name| STORES.iter().all(|store| store.name != **name)) {
        let known: Vec<&str> = STORES.iter().map(|store| store.name).collect();
        bail!("there is no store `{name}`, only {}", known.join(", "));
    }
    let chosen = |store: &&Store| names.is_empty() || names.iter().any(|name| name == store.name);
    Ok(STORES.iter().filter(chosen).collect())
}
