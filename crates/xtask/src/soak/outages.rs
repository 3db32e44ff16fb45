//! Servers of the stores that die or stop while a delivery is under way (threats 75, 78).

use std::io::{BufRead, BufReader};

use anyhow::{Context, Result, ensure};

use super::scene::{Scene, is_busy};
use crate::program::Program;
use crate::services::Server;
use crate::signal;

/// Where the server is killed, what the worker answers then, and how many handlers run in all.
pub const POINTS: &[(&str, u16, usize)] = &[
    ("claim", 503, 1),
    // The work is done, and nothing could say so: the next one does it again.
    ("claimed", 200, 2),
    ("handler", 200, 2),
    ("complete", 200, 2),
    ("completed", 200, 1),
    ("release", 500, 2),
    ("released", 500, 2),
];

/// Kills the server at the point, and starts it again after the answer.
pub fn killed(scene: &mut Scene, point: &'static str, status: u16, runs: usize) -> Result<()> {
    let pending = scene.post_until(point)?;
    let id = pending.id.clone();
    server(scene)?.kill()?;
    let answer = pending.finish()?;
    ensure!(answer.status == status, "without its store the worker answers {answer:?}");
    ensure!(status != 503 || is_busy(answer), "503 without Retry-After");
    server(scene)?.start()?;
    scene.ends_after(&id, runs)
}

/// Stops the server: the answer comes while it says nothing.
pub fn stopped(scene: &mut Scene) -> Result<()> {
    let id = scene.new_id();
    server(scene)?.pause()?;
    let answer = scene.post(0, &id);
    server(scene)?.resume()?;
    let answer = answer.context("the worker waits as long as its store")?;
    ensure!(answer.status == 503 && is_busy(answer), "with a store that says nothing the worker answers {answer:?}");
    scene.ends_after(&id, 1)
}

/// Locks the table in a transaction of somebody else.
pub fn locked(scene: &mut Scene) -> Result<()> {
    let id = scene.new_id();
    let program = Program::new("psql")
        .args(["--quiet", &scene.workers.url, "-c", "BEGIN", "-c", "LOCK TABLE hookseal_deliveries"])
        .args(["-c", "\\echo locked", "-c", "SELECT pg_sleep(20)"]);
    let (mut child, output) = program.spawn()?;
    let mut lines = BufReader::new(output).lines();
    ensure!(lines.next().transpose()?.as_deref() == Some("locked"), "the table could not be locked");
    let answer = scene.post(0, &id);
    signal::kill_family(&mut child)?;
    let answer = answer.context("the worker waits as long as its store")?;
    ensure!(answer.status == 503 && is_busy(answer), "with a table that is locked the worker answers {answer:?}");
    scene.ends_after(&id, 1)
}

fn server(scene: &mut Scene) -> Result<&mut Server> {
    scene.server.as_mut().context("the store has no server")
}
