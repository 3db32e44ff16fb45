//! `cargo xtask demo`: posts real deliveries to four real receivers and prints one table of verdicts.
//!
//! The receivers are the programs of `examples/`, each in a folder of its own with nothing but public packages: the
//! packed npm tarball or the built wheel, and the framework.

pub mod deliveries;
pub mod receivers;
pub mod table;

use anyhow::{Result, ensure};

use crate::step::step;
use crate::{package, workspace};
use receivers::Receiver;
use table::Verdict;

/// Sets up, builds, starts the receivers, posts to each, ends them. Returns the number of verdicts.
///
/// # Errors
/// If a verdict is not the expected one, or differs between receivers.
pub fn run() -> Result<usize> {
    let tarball = package::npm_tarball()?;
    let wheel = package::wheel()?;
    let receivers = receivers::start(&tarball, &wheel)?;
    let deliveries = deliveries::all()?;
    let rows = step("post deliveries", "the table names the receiver and the delivery", || {
        let judge = |receiver: &Receiver, delivery: &deliveries::Delivery| receiver.post(delivery);
        deliveries
            .iter()
            .map(|delivery| {
                receivers.iter().map(|receiver| judge(receiver, delivery)).collect::<Result<Vec<Verdict>>>()
            })
            .collect::<Result<Vec<_>>>()
    })?;
    let names: Vec<&str> = receivers.iter().map(|receiver| receiver.name).collect();
    let wrong = table::print(&names, &deliveries, &rows);
    let count = deliveries.len() * receivers.len();
    println!("\n{} passed, {wrong} failed", count - wrong);
    println!("receivers: {}", workspace::shown(&receivers::folder()));
    ensure!(wrong == 0, "{wrong} of {count} verdicts are not as expected");
    Ok(count)
}
