//! A store with workers, and a server of its own, to which something happens while a delivery is under way.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail, ensure};

use super::driver::Held;
use super::stores::{Kept, Runtime, Store};
use super::workers::{self, Answer, Poster, Times, Told, Workers};
use crate::services::{self, Server};

pub struct Scene {
    pub workers: Workers,
    pub server: Option<Server>,
    pub runtime: Runtime,
    deliveries: usize,
}

/// A delivery under way, whose worker waits at a point.
pub struct Pending {
    pub id: String,
    pub held: Held,
    answer: JoinHandle<Result<Answer>>,
}

impl Scene {
    pub fn start(store: &Store) -> Result<Self> {
        let server = match store.kept {
            Kept::Redis => Some(services::redis()?),
            Kept::Postgres => Some(services::postgres()?),
            Kept::Files | Kept::Memory => None,
        };
        let workers = Workers::start(store, server.as_ref(), SHORT, Told::Steps)?;
        Ok(Self { workers, server, runtime: store.runtime, deliveries: 0 })
    }

    /// Has everything run, and every worker handle something, so that none keeps a connection that is dead.
    pub fn settle(&mut self) -> Result<()> {
        self.workers.driver.let_pass();
        self.server.as_mut().map_or(Ok(()), Server::start)?;
        self.workers.revive()?;
        for worker in 0..workers::COUNT {
            let id = self.new_id();
            joined(self.send_until_acknowledged(worker, &id)).context("before anything happened")?;
        }
        Ok(())
    }

    /// Posts a new delivery to the first worker, which waits at `point`. At a release the handler has failed.
    pub fn post_until(&mut self, point: &'static str) -> Result<Pending> {
        let id = self.new_id();
        if point.starts_with("release") {
            self.workers.driver.fail_handler();
        }
        self.workers.driver.hold_at(point);
        let (poster, delivery) = (self.workers.poster.clone(), self.workers.sign(&id, 0)?);
        let answer = thread::spawn(move || poster.post(0, &delivery));
        Ok(Pending { id, held: self.workers.driver.held()?, answer })
    }

    pub fn new_id(&mut self) -> String {
        self.deliveries += 1;
        format!("msg_{}", self.deliveries)
    }

    pub fn post(&self, worker: usize, id: &str) -> Result<Answer> {
        self.workers.poster.post(worker, &self.workers.sign(id, 1)?)
    }

    /// Sends the delivery to a worker until it is acknowledged, sooner than the answers ask for.
    pub fn send_until_acknowledged(&self, worker: usize, id: &str) -> JoinHandle<Result<()>> {
        let (poster, delivery) = (self.workers.poster.clone(), self.workers.sign(id, 2));
        thread::spawn(move || send_until_acknowledged(&poster, worker, &delivery?))
    }

    /// Sees that the delivery is acknowledged in the end, after so many runs of handlers in all, and then for good.
    pub fn ends_after(&self, id: &str, runs: usize) -> Result<()> {
        joined(self.send_until_acknowledged(1, id))?;
        let found = self.workers.driver.runs(id).len();
        ensure!(found == runs, "{found} handlers ran and not {runs}");
        joined(self.send_until_acknowledged(2, id))?;
        ensure!(self.workers.driver.runs(id).len() == runs, "it was handled again after it was completed");
        Ok(())
    }
}

impl Pending {
    /// Has the worker go on, and gives its answer.
    pub fn finish(self) -> Result<Answer> {
        self.held.go_on();
        joined(self.answer)
    }

    /// The answer of a worker that does not wait any more.
    ///
    /// # Errors
    /// If the connection was lost.
    pub fn answer(self) -> Result<Answer> {
        joined(self.answer)
    }
}

pub fn joined<T>(thread: JoinHandle<Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a thread has panicked"))?
}

/// Whether the delivery is to be sent again later, and the answer says when.
pub fn is_busy(answer: Answer) -> bool {
    matches!(answer, Answer { status: 409 | 503, retry_after: Some(1..) })
}

fn send_until_acknowledged(poster: &Poster, worker: usize, delivery: &hookseal::SignedRequest) -> Result<()> {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        match poster.post(worker, delivery)? {
            Answer { status: 200, .. } => return Ok(()),
            answer if is_busy(answer) && Instant::now() < until => {
                thread::sleep(IMPATIENT);
            }
            answer => bail!("the delivery is not acknowledged: {answer:?}"),
        }
    }
}

const IMPATIENT: Duration = Duration::from_millis(200);
const SHORT: Times = Times("2 1.5 1");
