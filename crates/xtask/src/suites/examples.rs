//! The whole programs of `examples/`: each is started as its page says, and gets genuine, repeated and forged deliveries.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::demo::deliveries::{self, Delivery};
use crate::demo::receivers::{self, Receiver};
use crate::demo::table::Verdict;
use crate::package;
use crate::program::Program;
use crate::services::{self, Server};
use crate::setup::npm;
use crate::setup::python::{self, Environment};
use crate::test::Tally;
use crate::workspace;

/// Transloadit in Express and in Flask: what was uploaded and what came of it is printed, once.
pub fn transloadit(tally: &mut Tally) -> Result<()> {
    let express = receivers::start_express(&npm_example("transloadit-express")?)?;
    check_transloadit(&express)?;
    let folder = workspace::root().join("examples/transloadit-flask");
    let environment = environment("flask", &[folder.join("requirements.txt")])?;
    let flask = receivers::start_flask(&folder, &environment)?;
    check_transloadit(&flask)?;
    count(tally, "Transloadit", &[&express, &flask])
}

fn check_transloadit(receiver: &Receiver) -> Result<()> {
    let deliveries = of("/transloadit")?;
    for shape in ["multipart", "urlencoded"] {
        let genuine = find(&deliveries, &format!("Transloadit ({shape}), genuine"))?;
        receiver.expect(genuine, 200)?;
        receiver.wait_for("--> ASSEMBLY_COMPLETED")?;
        receiver.wait_for("uploaded ")?;
        receiver.wait_for(" made ")?;
        // Answered like the first, and not printed again: the forged ones, which come after it, are.
        receiver.expect(genuine, 200)?;
        refuses(receiver, &deliveries)?;
    }
    Ok(())
}

/// Transcodely in Express with PostgreSQL: the job's state and the completed claim are in the database.
pub fn transcodely(tally: &mut Tally) -> Result<()> {
    let postgres = services::postgres()?;
    let folder = npm_example("transcodely-express")?;
    let program = |port: &str| {
        receivers::with_secrets(Program::new("node").arg("server.js").directory(&folder))
            .env("PORT", port)
            .env("DATABASE_URL", format!("postgres://postgres@127.0.0.1:{}/postgres", postgres.port))
    };
    let receiver = receivers::launch("transcodely", program)?;
    check_transcodely(&receiver, &postgres, "jobs")?;
    count(tally, "Transcodely", &[&receiver])
}

fn check_transcodely(receiver: &Receiver, postgres: &Server, table: &str) -> Result<()> {
    let deliveries = of("/transcodely")?;
    for delivery in deliveries.iter().filter(|delivery| matches!(delivery.expected, Verdict::Verified(_))) {
        receiver.expect(delivery, 200)?;
        receiver.expect(delivery, 200)?;
    }
    let kept = query(postgres, &format!("SELECT id, status FROM {table}"))?;
    for job in ["job_01", "job_a1b2c3d4e5f6"] {
        ensure!(kept.contains(&format!("{job}|ready")), "the job {job} is not in the database:\n{kept}");
    }
    // Of each generation one delivery, claimed once and completed, though it came twice.
    let claims = query(postgres, "SELECT count(*), max(attempt), bool_and(done) FROM hookseal_deliveries")?;
    ensure!(claims.ends_with("|1|t\n"), "a delivery was claimed twice, or not completed: {claims}");
    refuses(receiver, &deliveries)
}

/// AssemblyAI in a Worker: the address counts, the URL's metadata is kept, and a migration loses nothing.
pub fn assemblyai(tally: &mut Tally) -> Result<()> {
    let folder = npm_example("assemblyai-worker")?;
    let wrangler = |arguments: &[&str]| {
        Program::new(folder.join("node_modules/.bin/wrangler"))
            .args(arguments)
            .directory(&folder)
            .env("CI", "1")
            .env("WRANGLER_SEND_METRICS", "false")
    };
    wrangler(&["d1", "migrations", "apply", "DB", "--local"]).run()?;
    let deliveries = of("/assemblyai")?;
    let genuine = find(&deliveries, "AssemblyAI (header), genuine")?;
    let documented = genuine.with_header("cf-connecting-ip", "44.238.19.20");
    let stranger = genuine.with_header("cf-connecting-ip", "203.0.113.9");
    let receiver = receivers::start_worker(&folder)?;
    receiver.refuses(&stranger, "address_not_allowed", "transcript")?;
    receiver.expect(&documented, 200)?;
    receiver.wait_for("of customer 1234: completed")?;
    receiver.expect(&documented, 200)?;
    receiver.wait_for("duplicate")?;
    refuses(&receiver, &deliveries)?;
    let checks = receiver.checks();
    drop(receiver);
    let kept =
        wrangler(&["d1", "execute", "DB", "--local", "--json", "--command", "SELECT * FROM transcripts"]).run()?;
    ensure!(kept.matches("\"customer\": \"1234\"").count() == 1, "not exactly one transcript was kept:\n{kept}");
    let trying = receivers::start_worker_with(&folder, &[("ALLOW_REFUSED", "true")])?;
    trying.expect(&stranger, 200)?;
    trying.wait_for("would be refused: address_not_allowed")?;
    tally.count("AssemblyAI", &format!("{} passed", checks + trying.checks()))
}

/// Connect in Express: answered at once, worked on later, and not twice.
pub fn connect(tally: &mut Tally) -> Result<()> {
    npm::install(&workspace::npm().join("tests/runtimes"))?;
    let node = workspace::npm().join("tests/runtimes/node_modules/node24/bin/node");
    let folder = npm_example("connect-express")?;
    for file in ["connect.sqlite", "connect.sqlite-wal", "connect.sqlite-shm"] {
        let _ = fs::remove_file(folder.join(file));
    }
    let program =
        |port: &str| receivers::with_secrets(Program::new(&node).arg("server.js").directory(&folder)).env("PORT", port);
    let receiver = receivers::launch("connect", program)?;
    let deliveries = of("/connect")?;
    let genuine = find(&deliveries, "Connect (url-parameter), genuine")?;
    receiver.expect(genuine, 200)?;
    receiver.wait_for("worked on transfer.finished")?;
    receiver.expect(genuine, 200)?;
    receiver.wait_for("\"duplicate\"")?;
    check_connect(&receiver)?;
    count(tally, "Connect", &[&receiver])
}

/// The genuine delivery twice, then what must be refused.
fn check_connect(receiver: &Receiver) -> Result<()> {
    let deliveries = of("/connect")?;
    let genuine = find(&deliveries, "Connect (url-parameter), genuine")?;
    receiver.expect(genuine, 200)?;
    receiver.expect(genuine, 200)?;
    refuses(receiver, &deliveries)
}

/// The same four in Django, on PostgreSQL.
pub fn django(tally: &mut Tally) -> Result<()> {
    let postgres = services::postgres()?;
    let folder = workspace::root().join("examples/django-media");
    let environment = environment("django", &[folder.join("requirements.txt")])?;
    let with = |program: Program| {
        receivers::with_secrets(program.directory(&folder))
            .env("PYTHONPATH", ".")
            .env("DJANGO_SETTINGS_MODULE", "settings")
            .env("PGHOST", "127.0.0.1")
            .env("PGPORT", postgres.port.to_string())
            .env("PGUSER", "postgres")
    };
    let admin = |arguments: &[&str]| with(environment.program("django-admin").args(arguments));
    admin(&["migrate", "--run-syncdb"]).run()?;
    let serve = |port: &str| admin(&["runserver", "--noreload", &format!("127.0.0.1:{port}")]);
    let receiver = receivers::launch("django", serve)?;
    check_transloadit(&receiver)?;
    check_transcodely(&receiver, &postgres, "receivers_job")?;
    check_connect(&receiver)?;
    let events = query(&postgres, "SELECT count(*) FROM receivers_event")?;
    ensure!(events.trim() == "1", "the event of Connect was written down {} times", events.trim());
    let assemblyai = of("/assemblyai")?;
    let genuine = find(&assemblyai, "AssemblyAI (header), genuine")?;
    let stranger = genuine.with_header("x-forwarded-for", "203.0.113.9");
    receiver.refuses(&stranger, "address_not_allowed", "-->")?;
    receiver.expect(&genuine.with_header("x-forwarded-for", "44.238.19.20"), 200)?;
    let kept = query(&postgres, "SELECT status, customer FROM receivers_transcript")?;
    ensure!(kept.trim() == "completed|1234", "not exactly one transcript was kept:\n{kept}");
    let worker = receivers::spawn("work", &admin(&["work"]), 0)?;
    worker.wait_for("worked on transfer.finished")?;
    count(tally, "Django", &[&receiver, &worker])
}

fn count(tally: &mut Tally, name: &str, receivers: &[&Receiver]) -> Result<()> {
    let checks: usize = receivers.iter().map(|receiver| receiver.checks()).sum();
    tally.count(name, &format!("{checks} passed"))
}

/// Every delivery that must be refused is.
fn refuses(receiver: &Receiver, deliveries: &[Delivery]) -> Result<()> {
    for delivery in deliveries {
        if let Verdict::Refused(code) = &delivery.expected {
            receiver.refuses(delivery, code, "-->")?;
        }
    }
    Ok(())
}

fn of(path: &str) -> Result<Vec<Delivery>> {
    let mut deliveries = deliveries::all()?;
    deliveries.retain(|delivery| delivery.path.split('?').next() == Some(path));
    Ok(deliveries)
}

fn find<'a>(deliveries: &'a [Delivery], name: &str) -> Result<&'a Delivery> {
    deliveries.iter().find(|delivery| delivery.name == name).with_context(|| format!("no delivery is called {name}"))
}

/// What a query gives: a line a row, with `|` between its columns.
fn query(postgres: &Server, sql: &str) -> Result<String> {
    let port = postgres.port.to_string();
    Program::new("psql").args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", "-At", "-c", sql]).run()
}

fn npm_example(name: &str) -> Result<PathBuf> {
    receivers::npm_receiver(name, &folder(), &package::packed_tarball()?)
}

fn environment(name: &str, requirements: &[PathBuf]) -> Result<Environment> {
    python::fresh(folder().join(name), requirements, &package::packed_wheel()?)
}

fn folder() -> PathBuf {
    workspace::target().join("examples")
}
