//! Requests a second: each adapter beside the same server without hookseal, and beside the provider's snippet.
//!
//! A server has three paths, `/bare`, `/snippet` and `/hookseal`; wrk posts one signed delivery of 1 KiB to each in turn.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, bail, ensure};
use hookseal::{SignOptions, Webhook, providers};

use super::runners::Effort;
use super::statistics::Spread;
use crate::program::Program;
use crate::setup::python::Environment;
use crate::setup::{debian, npm, python};
use crate::step::step;
use crate::workspace;

/// What one adapter costs its server.
pub struct Server {
    pub name: &'static str,
    /// Requests a second in neighbouring rounds: bare, with the snippet, with hookseal.
    pub rounds: Vec<[f64; 3]>,
}

impl Server {
    /// Requests a second with hookseal, as a part of those on `path` (0 bare, 1 snippet), in neighbouring rounds.
    pub fn share_of(&self, path: usize) -> Spread {
        Spread::of(self.rounds.iter().map(|round| round[2] / round[path]))
    }

    pub fn median(&self, path: usize) -> f64 {
        Spread::of(self.rounds.iter().map(|round| round[path])).median
    }
}

/// Measures every adapter that has a server.
///
/// # Errors
/// If a server does not start, or refuses the delivery.
pub fn run(effort: Effort, tarball: &Path, wheel: &Path) -> Result<Vec<Server>> {
    step("wrk", "on Debian `apt-get install wrk`", || debian::install(&["wrk"]))?;
    step("bench servers", HINT, || {
        let node = workspace::root().join("tests/bench/node");
        npm::install(&node)?;
        npm::add(&node, [tarball])?;
        let folder = workspace::root().join("tests/bench/python");
        let requirements = [folder.join("requirements-servers.txt")];
        let environment = python::fresh(workspace::target().join("bench/servers"), &requirements, wheel)?;
        SERVERS.iter().map(|(name, kind)| measure(effort, name, *kind, &environment)).collect()
    })
}

#[derive(Clone, Copy)]
enum Kind {
    Node,
    Bun,
    Gunicorn,
    Uvicorn,
}

fn measure(effort: Effort, name: &'static str, kind: Kind, environment: &Environment) -> Result<Server> {
    // The port is free now; nobody else on a loopback address is expected to take it before the server does.
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let running = Running::start(&program(name, kind, environment, port), port)?;
    let (rounds, seconds) = match effort {
        Effort::Full => (7, 2),
        Effort::Quick => (1, 1),
    };
    let script = script()?;
    // The first posts warm the server up.
    for path in PATHS {
        requests(&script, running.port, path, 1)?;
    }
    let rounds = (0..rounds)
        .map(|_| {
            let mut round = [0.0; 3];
            for (path, count) in PATHS.iter().zip(&mut round) {
                *count = requests(&script, running.port, path, seconds)?;
            }
            Ok(round)
        })
        .collect::<Result<_>>()?;
    Ok(Server { name, rounds })
}

fn program(name: &str, kind: Kind, environment: &Environment, port: u16) -> Program {
    let (node, python) = ("tests/bench/node", "tests/bench/python");
    let module = format!("servers.{name}_server:app");
    let address = format!("127.0.0.1:{port}");
    let program = match kind {
        Kind::Node => Program::new("node").arg(format!("servers/{name}.mjs")).directory(node),
        Kind::Bun => {
            Program::new(workspace::root().join(node).join(BUN)).arg(format!("servers/{name}.mjs")).directory(node)
        }
        // One thread, but connections are kept alive.
        Kind::Gunicorn => environment
            .program("gunicorn")
            .args(["--worker-class", "gthread", "--threads", "1", "--keep-alive", "60", "--bind", &address, &module])
            .directory(python),
        Kind::Uvicorn => environment
            .program("uvicorn")
            .args(["--host", "127.0.0.1", "--port", &port.to_string(), "--no-access-log", &module])
            .directory(python),
    };
    program.env("PORT", port.to_string()).env("BENCH_SECRET", SECRET)
}

/// How many requests a second `path` answers with 200.
fn requests(script: &Path, port: u16, path: &str, seconds: u32) -> Result<f64> {
    let output = Program::new("wrk")
        .args(["--threads", "1", "--connections", "8", "--duration", &format!("{seconds}s"), "--script"])
        .arg(script)
        .arg(format!("http://127.0.0.1:{port}{path}"))
        .run()?;
    ensure!(!output.contains("Non-2xx"), "{path} refuses the delivery:\n{output}");
    let figure = output.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    Ok(figure.context("wrk printed no figure")?.trim().parse()?)
}

/// A script for wrk that posts one delivery, signed anew so that its timestamp holds.
fn script() -> Result<PathBuf> {
    let filler = "0123456789abcdef".repeat(62);
    let body = format!("{{\"event\":\"job.completed\",\"data\":\"{}\"}}", &filler[..1024 - 35]);
    let now = SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
    let webhook = Webhook::new(&providers::TRANSCODELY, &[SECRET])?;
    let signed = webhook.sign(body.as_bytes(), &SignOptions::new(now).id("dlv_1"))?;
    let mut script = format!("wrk.method = \"POST\"\nwrk.body = [[{body}]]\n");
    for (name, value) in signed.headers() {
        script.push_str(&format!("wrk.headers[\"{name}\"] = \"{value}\"\n"));
    }
    let path = workspace::target().join("bench/delivery.lua");
    fs::write(&path, script)?;
    Ok(path)
}

/// A server; dropping it ends it.
struct Running {
    child: Child,
    port: u16,
}

impl Running {
    fn start(program: &Program, port: u16) -> Result<Self> {
        let (child, mut output) = program.spawn()?;
        // What it prints must not fill the pipe.
        thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        let mut running = Self { child, port };
        let until = Instant::now() + Duration::from_secs(60);
        while std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if running.child.try_wait()?.is_some() || Instant::now() > until {
                bail!("`{program}` does not listen on port {port}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked to end, not killed, so that a server ends its workers.
        let _ = Program::new("kill").args(["-TERM", &self.child.id().to_string()]).run();
        let _ = self.child.wait();
    }
}

/// The least share of the bare server's requests that an adapter should leave.
pub const AIM: f64 = 0.95;

const PATHS: [&str; 3] = ["/bare", "/snippet", "/hookseal"];

const SERVERS: &[(&str, Kind)] = &[
    ("express", Kind::Node),
    ("fastify", Kind::Node),
    ("hono", Kind::Node),
    ("nest", Kind::Node),
    ("web", Kind::Bun),
    ("flask", Kind::Gunicorn),
    ("django", Kind::Gunicorn),
    ("wsgi", Kind::Gunicorn),
    ("fastapi", Kind::Uvicorn),
    ("asgi", Kind::Uvicorn),
];

/// The program itself: what stands in node_modules/.bin is put there by an install script.
const BUN: &str = "node_modules/@oven/bun-linux-x64/bin/bun";
const SECRET: &str = "whsec_k7Vw2mQ9xTzB4nRcPq81";
const HINT: &str = "tests/bench/node/servers and tests/bench/python/servers hold the servers";
