//! Workers with one store, each with a port: started, posted to, killed and started again.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail};
use hookseal::{SignOptions, SignedRequest, Webhook, providers};
use ureq::Agent;

use super::clock;
use super::driver::Driver;
use super::stores::Store;
use crate::program::Program;
use crate::services::{self, Server};
use crate::signal::{self, Signal};

/// The times of the guard, in seconds: lease, handler, one step of the store.
#[derive(Clone, Copy)]
pub struct Times(pub &'static str);

/// What the driver is told of.
#[derive(Clone, Copy, PartialEq)]
pub enum Told {
    Handlers,
    /// And of each step of the store.
    Steps,
}

/// What the guard has when nothing else is said.
pub const USUAL: Times = Times("60 30 2");

/// Dropping them ends them.
pub struct Workers {
    pub driver: Driver,
    pub poster: Poster,
    /// Where their store keeps its deliveries.
    pub url: String,
    processes: Vec<(Program, Option<Child>)>,
    folder: Folder,
    webhook: Webhook,
}

/// Posts to the workers, from any thread.
#[derive(Clone)]
pub struct Poster {
    ports: Vec<u16>,
    agent: Agent,
}

/// An answer, as a provider reads it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    pub status: u16,
    /// Seconds.
    pub retry_after: Option<u64>,
}

impl Workers {
    /// Starts workers of a store.
    ///
    /// # Errors
    /// If one does not answer within half a minute.
    pub fn start(store: &Store, server: Option<&Server>, times: Times, told: Told) -> Result<Self> {
        let folder = env::temp_dir().join(format!("hookseal-{}-{}", store.name, std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("make {}", folder.display()))?;
        let folder = Folder(folder);
        let url = store.prepare(server, &folder.0)?;
        let driver = Driver::start()?;
        let ready = |program: Program| {
            let program = program.env("STORE", store.name).env("STORE_URL", &url).env("SECRET", SECRET);
            let program = program.env("DRIVER", &driver.url).env("TIMES", times.0);
            if told == Told::Steps { program.env("WATCHED", "1") } else { program }
        };
        if let Some(program) = store.migration()? {
            ready(program).run()?;
        }
        let ports: Vec<u16> = (0..COUNT).map(|_| services::free_port()).collect::<Result<_>>()?;
        let programs = store.programs(&ports)?.into_iter().map(ready).enumerate();
        let processes = programs.map(|(position, program)| {
            let is_ahead = position % 2 == 1 && store.bears_clocks() && told == Told::Handlers;
            Ok((if is_ahead { clock::ahead(program)? } else { program }, None))
        });
        let processes = processes.collect::<Result<_>>()?;
        let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &[SECRET])?;
        let poster = Poster { ports, agent: agent() };
        let mut workers = Self { driver, poster, url, processes, folder, webhook };
        workers.revive()?;
        Ok(workers)
    }

    /// A genuine delivery, signed anew, with another timestamp for each attempt of its provider (threat 73).
    pub fn sign(&self, id: &str, attempt: u64) -> Result<SignedRequest> {
        let time = SystemTime::UNIX_EPOCH.elapsed()?.as_secs() + attempt;
        Ok(self.webhook.sign(br#"{"type":"job.completed"}"#, &SignOptions::new(time).id(id))?)
    }

    /// Ends the worker that has told the driver its name.
    pub fn kill(&mut self, worker: &str) -> Result<()> {
        match worker.parse() {
            Ok(process) => signal::send(Signal::Kill, &[process]),
            // An isolate cannot be killed alone.
            Err(_) => self.kill_all(),
        }
    }

    /// Starts again what has ended, and waits until every worker answers.
    pub fn revive(&mut self) -> Result<()> {
        for (program, child) in &mut self.processes {
            if child.as_mut().is_none_or(|child| !matches!(child.try_wait(), Ok(None))) {
                let (started, mut output) = program.spawn()?;
                *child = Some(started);
                let mut log = File::options().create(true).append(true).open(self.folder.0.join("log"))?;
                thread::spawn(move || io::copy(&mut output, &mut log));
            }
        }
        let until = Instant::now() + Duration::from_secs(30);
        for port in &self.poster.ports {
            while self.poster.agent.get(format!("http://127.0.0.1:{port}/")).call().is_err() {
                if Instant::now() > until {
                    bail!("a worker does not answer; they printed:\n{}", self.log());
                }
                thread::sleep(Duration::from_millis(50));
            }
        }
        Ok(())
    }

    /// The last lines that the workers have printed.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(self.folder.0.join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
    }

    fn kill_all(&mut self) -> Result<()> {
        for (_, child) in &mut self.processes {
            if let Some(mut child) = child.take() {
                signal::kill_family(&mut child)?;
            }
        }
        Ok(())
    }
}

impl Poster {
    /// Posts a delivery to a worker by its position.
    ///
    /// # Errors
    /// If the connection is lost before the answer.
    pub fn post(&self, worker: usize, delivery: &SignedRequest) -> Result<Answer> {
        let url = format!("http://127.0.0.1:{}/", self.ports[worker % self.ports.len()]);
        let request =
            delivery.headers().iter().fold(self.agent.post(url), |request, (name, value)| request.header(name, value));
        let mut answer = request.send(delivery.body())?;
        answer.body_mut().read_to_vec()?;
        let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        Ok(Answer { status: answer.status().as_u16(), retry_after })
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let _ = self.kill_all();
    }
}

/// Deleted when it is dropped.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        // A worker that was killed leaves connections that look alive.
        .max_idle_connections(0)
        .build()
        .into()
}

pub const COUNT: usize = 4;
const LOG_LINES: usize = 40;
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
