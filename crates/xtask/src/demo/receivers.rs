//! Receivers: each set up in a folder of its own, started on a free port of 127.0.0.1, ended by process id.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::mpsc::{Receiver as Lines, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use hookseal::VerifyCode;
use ureq::Agent;

use super::deliveries::{Delivery, SECRETS};
use super::table::Verdict;
use crate::program::Program;
use crate::setup::npm;
use crate::setup::python::{self, Environment};
use crate::step::step;
use crate::workspace;

/// A running receiver. Dropping it ends it.
pub struct Receiver {
    pub name: &'static str,
    port: u16,
    child: Child,
    lines: Lines<String>,
    agent: Agent,
    /// What has held so far of what was asked of it.
    checks: Cell<usize>,
}

/// Where the receivers are set up.
pub fn folder() -> PathBuf {
    workspace::target().join("demo")
}

/// Sets up and starts the four of the demo.
///
/// # Errors
/// If one cannot be installed or does not listen within a minute.
pub fn start(tarball: &Path, wheel: &Path) -> Result<Vec<Receiver>> {
    let (express, worker) = step("install the npm receivers", "the npm registry must be reachable", || {
        Ok((npm_receiver("express", &folder(), tarball)?, npm_receiver("worker", &folder(), tarball)?))
    })?;
    let python = step("install the Python receivers", "PyPI must be reachable", || python_environment(wheel))?;
    let examples = workspace::root().join("examples");
    step("start the receivers", "its last lines say why it does not listen", || {
        Ok(vec![
            start_express(&express)?,
            start_worker(&worker)?,
            start_django(&examples.join("django"), &python)?,
            start_flask(&examples.join("flask"), &python)?,
        ])
    })
}

/// Starts `server.js` of a folder from [`npm_receiver`].
pub fn start_express(folder: &Path) -> Result<Receiver> {
    launch("express", |port| with_secrets(Program::new("node").arg("server.js").directory(folder)).env("PORT", port))
}

/// Starts `src/index.js` of a folder from [`npm_receiver`] in workerd.
pub fn start_worker(folder: &Path) -> Result<Receiver> {
    start_worker_with(folder, &[])
}

/// The same, with more variables than the secrets.
pub fn start_worker_with(folder: &Path, more: &[(&str, &str)]) -> Result<Receiver> {
    let secrets: Vec<String> = SECRETS.iter().chain(more).map(|(name, secret)| format!("{name}={secret}")).collect();
    fs::write(folder.join(".dev.vars"), secrets.join("\n"))?;
    launch("worker", |port| {
        Program::new(folder.join("node_modules/.bin/wrangler"))
            .args(["dev", "--local", "--ip", "127.0.0.1", "--inspector-port", "0", "--port", port])
            .directory(folder)
            .env("CI", "1")
            .env("WRANGLER_SEND_METRICS", "false")
    })
}

/// Starts the Django project in `folder`.
pub fn start_django(folder: &Path, environment: &Environment) -> Result<Receiver> {
    launch("django", |port| {
        let address = format!("127.0.0.1:{port}");
        with_secrets(environment.program("django-admin"))
            .args(["runserver", "--noreload", "--pythonpath", ".", "--settings", "settings", &address])
            .directory(folder)
    })
}

/// Starts `app.py` in `folder`.
pub fn start_flask(folder: &Path, environment: &Environment) -> Result<Receiver> {
    launch("flask", |port| {
        with_secrets(environment.program("flask"))
            .args(["--app", "app", "run", "--host", "127.0.0.1", "--port", port])
            .directory(folder)
    })
}

/// Starts a compiled receiver that reads its port and its secrets from the environment.
pub fn start_binary(name: &'static str, binary: &Path) -> Result<Receiver> {
    launch(name, |port| with_secrets(Program::new(binary)).env("PORT", port))
}

impl Receiver {
    /// Posts a delivery, which must be answered with `status`.
    pub fn expect(&self, delivery: &Delivery, status: u16) -> Result<()> {
        let (got, text) = self.send(delivery)?;
        ensure!(got == status, "{}: {} is answered {got} `{text}`, expected {status}", self.name, delivery.name);
        self.held();
        Ok(())
    }

    /// Reads what it prints up to a line that holds `text`.
    pub fn wait_for(&self, text: &str) -> Result<()> {
        let found = self.find(|line| Ok(line.contains(text).then_some(())))?;
        found.with_context(|| format!("{} has not printed `{text}`", self.name))?;
        self.held();
        Ok(())
    }

    /// How many answers and lines were as expected.
    pub fn checks(&self) -> usize {
        self.checks.get()
    }

    fn held(&self) {
        self.checks.set(self.checks.get() + 1);
    }

    /// Posts a delivery, which must be refused as expected; no line before that in the log may hold `never`.
    pub fn refuses(&self, delivery: &Delivery, code: &str, never: &str) -> Result<()> {
        self.expect(delivery, 401)?;
        let found = self.find(|line| {
            ensure!(!line.contains(never), "{} has printed `{line}`", self.name);
            Ok(logs(line, code).then_some(()))
        })?;
        found.with_context(|| format!("{}: {} is not logged as {code}", self.name, delivery.name))
    }

    /// Posts a delivery and reads the verdict: from the answer, and from the log line if it was refused.
    pub fn post(&self, delivery: &Delivery) -> Result<Verdict> {
        while self.lines.try_recv().is_ok() {}
        Ok(match self.send(delivery)? {
            (200, text) if text.is_empty() => Verdict::Duplicate,
            // The answer is constant: why is in the log alone.
            (401, text) if text.trim_end() == "refused" => self.logged_code()?,
            (status, text) => match text.strip_prefix("handled ").filter(|_| status == 200) {
                Some(variant) => Verdict::Verified(variant.into()),
                None => Verdict::Other(format!("{status} {text}")),
            },
        })
    }

    fn send(&self, delivery: &Delivery) -> Result<(u16, String)> {
        let url = format!("http://127.0.0.1:{}{}", self.port, delivery.path);
        let mut request = self.agent.post(&url);
        for (name, value) in &delivery.headers {
            request = request.header(name, value);
        }
        let mut answer =
            request.send(&delivery.body[..]).with_context(|| format!("{}: {}", self.name, delivery.name))?;
        Ok((answer.status().as_u16(), answer.body_mut().read_to_string()?))
    }

    fn logged_code(&self) -> Result<Verdict> {
        let code = |line: &str| VerifyCode::ALL.iter().find(|code| logs(line, code.as_str()));
        let found = self.find(|line| Ok(code(line).map(|code| Verdict::Refused(code.to_string()))))?;
        Ok(found.unwrap_or_else(|| Verdict::Other("401, and no line in the log".into())))
    }

    /// The first line in which `look` finds something, within ten seconds.
    fn find<T>(&self, look: impl Fn(&str) -> Result<Option<T>>) -> Result<Option<T>> {
        let until = Instant::now() + Duration::from_secs(10);
        loop {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    if let Some(found) = look(&line)? {
                        return Ok(Some(found));
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => bail!("{} has ended", self.name),
            }
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // By process id; wrangler ends its workerd when it is asked to, not when it is killed.
        let pid = self.child.id().to_string();
        let _ = Program::new("kill").args(["-TERM", &pid]).run();
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a line of the log tells of `code`: JavaScript writes it as JSON, Python as a text.
pub fn logs(line: &str, code: &str) -> bool {
    line.contains(&format!("\"code\":\"{code}\"")) || line.contains(&format!(" {code}: "))
}

/// A copy of the example in `parent`, with the packed tarball and its framework installed.
pub fn npm_receiver(name: &str, parent: &Path, tarball: &Path) -> Result<PathBuf> {
    let to = parent.join(name);
    // What a Worker has kept from an earlier run.
    let _ = fs::remove_dir_all(to.join(".wrangler"));
    copy(&workspace::root().join("examples").join(name), &to)?;
    npm::add(&to, [tarball])?;
    Ok(to)
}

/// A virtual environment with the wheel, Django and Flask.
pub fn python_environment(wheel: &Path) -> Result<Environment> {
    let examples = workspace::root().join("examples");
    let requirements = ["django", "flask"].map(|name| examples.join(name).join("requirements.txt"));
    python::fresh(folder().join("python"), &requirements, wheel)
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

pub fn with_secrets(program: Program) -> Program {
    SECRETS.iter().fold(program, |program, (name, secret)| program.env(name, secret))
}

/// Starts a server on a free port, and waits until it answers.
pub fn launch(name: &'static str, program: impl Fn(&str) -> Program) -> Result<Receiver> {
    // The port is free now; nobody else on a loopback address is expected to take it before the receiver does.
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let program = program(&port.to_string());
    let mut receiver = spawn(name, &program, port)?;
    let until = Instant::now() + Duration::from_secs(60);
    // An open port is not enough: some servers open it before they can answer.
    let answer = loop {
        if let Ok(answer) = receiver.agent.get(format!("http://127.0.0.1:{port}/")).call() {
            break answer;
        }
        let ended = receiver.child.try_wait()?;
        if ended.is_some() || Instant::now() > until {
            let printed: Vec<String> = receiver.lines.try_iter().collect();
            bail!("{name} does not answer on port {port}; `{program}` printed:\n{}", printed.join("\n"));
        }
        thread::sleep(Duration::from_millis(100));
    };
    if answer.status() == 401 {
        // One that verifies on every path logs this question, too; its line must not answer the next one.
        receiver.logged_code()?;
    }
    Ok(receiver)
}

/// Starts a program; one that is no server is only listened to.
pub fn spawn(name: &'static str, program: &Program, port: u16) -> Result<Receiver> {
    let (child, output) = program.spawn()?;
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let agent =
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(20))).build();
    Ok(Receiver { name, port, child, lines, agent: agent.into(), checks: Cell::new(0) })
}
