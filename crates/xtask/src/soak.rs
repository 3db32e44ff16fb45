//! `cargo xtask soak`: what the replay guard promises, on every store, with real receivers in four processes.

mod driver;
mod race;
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
    race(&stores, arguments.rounds)?;
    Ok(())
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

fn choose(names: &[String]) -> Result<Vec<&'static Store>> {
    if let Some(name) = names.iter().find(|name| STORES.iter().all(|store| store.name != **name)) {
        let known: Vec<&str> = STORES.iter().map(|store| store.name).collect();
        bail!("there is no store `{name}`, only {}", known.join(", "));
    }
    let chosen = |store: &&Store| names.is_empty() || names.iter().any(|name| name == store.name);
    Ok(STORES.iter().filter(chosen).collect())
}
