//! Identical deliveries at the same time, spread over four workers: one handler runs (threats 74, 90).
//!
//! Where the store has a clock of its own, those of two workers are ahead of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::thread;

use anyhow::{Context, Result, ensure};

use super::stores::Store;
use super::workers::{Answer, COUNT, Told, USUAL, Workers};
use crate::services::Server;

/// What came of the rounds.
pub struct Outcome {
    pub rounds: usize,
    /// How often each status was answered.
    answers: BTreeMap<u16, usize>,
}

/// Races a store for so many rounds.
///
/// # Errors
/// At the first round in which not exactly one handler runs, or an answer is none that the guard has.
pub fn run(store: &Store, server: Option<&Server>, rounds: usize) -> Result<Outcome> {
    let workers = Workers::start(store, server, USUAL, Told::Handlers)?;
    run_rounds(&workers, store.name, rounds).with_context(|| format!("the workers printed:\n{}", workers.log()))
}

fn run_rounds(workers: &Workers, name: &str, rounds: usize) -> Result<Outcome> {
    let mut answers = BTreeMap::new();
    let mut winners = BTreeSet::new();
    for round in 0..rounds {
        // Stores with one server keep their deliveries together.
        let id = format!("msg_{name}_{round}");
        let found = post_at_once(workers, &id)?;
        for Answer { status, retry_after } in found {
            ensure!(matches!(status, 200 | 409 | 503), "round {round}: an answer is {status}");
            ensure!(status == 200 || retry_after.is_some(), "round {round}: {status} without Retry-After");
            *answers.entry(status).or_default() += 1;
        }
        let runs = workers.driver.runs(&id);
        ensure!(!runs.is_empty(), "round {round}: no handler ran");
        ensure!(runs.len() == 1, "round {round}: {} {SEVERAL}", runs.len());
        // As the provider sends it again that was answered 409.
        let again = workers.poster.post(round, &workers.sign(&id, 1)?)?;
        ensure!(again.status == 200, "round {round}: at last the answer is {}", again.status);
        ensure!(workers.driver.runs(&id).len() == 1, "round {round}: a handler ran again");
        winners.extend(runs);
    }
    // Or it was no race.
    ensure!(answers.keys().any(|status| *status != 200), "no two deliveries were there at the same time");
    ensure!(winners.len() == COUNT || rounds < 20, "only {} of {COUNT} workers have ever won", winners.len());
    Ok(Outcome { rounds, answers })
}

fn post_at_once(workers: &Workers, id: &str) -> Result<Vec<Answer>> {
    let (delivery, start) = (workers.sign(id, 0)?, Barrier::new(PARALLEL));
    let post = |position: usize| {
        start.wait();
        workers.poster.post(position, &delivery)
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..PARALLEL).map(|position| scope.spawn(move || post(position))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread has panicked")).collect()
    })
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let answers: Vec<String> = self.answers.iter().map(|(status, count)| format!("{count} x {status}")).collect();
        write!(f, "{} rounds, one handler each; {}", self.rounds, answers.join(", "))
    }
}

/// How it is said that a store has failed.
pub const SEVERAL: &str = "handlers ran for one delivery";
const PARALLEL: usize = 64;
