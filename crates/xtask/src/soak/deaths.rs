//! Workers that die or stop while they have a delivery (threats 75, 76, 77, 89).

use anyhow::{Result, ensure};

use super::scene::{Scene, is_busy, joined};
use super::stores::Runtime;
use crate::signal::{self, Signal};

/// What the next worker finds.
#[derive(Clone, Copy, PartialEq)]
pub enum Next {
    Free,
    InFlight,
    Done,
}

/// Where a worker is killed, what the next one finds, and how many handlers run in all.
pub const POINTS: &[(&str, Next, usize)] = &[
    ("claim", Next::Free, 1),
    ("claimed", Next::InFlight, 1),
    ("handler", Next::InFlight, 2),
    ("complete", Next::InFlight, 2),
    ("completed", Next::Done, 1),
    ("release", Next::InFlight, 2),
    ("released", Next::Free, 2),
];

/// Kills the worker at the point.
pub fn killed(scene: &mut Scene, point: &'static str, next: Next, runs: usize) -> Result<()> {
    let pending = scene.post_until(point)?;
    let id = pending.id.clone();
    scene.workers.kill(&pending.held.worker)?;
    ensure!(pending.answer().is_err(), "a dead worker has answered");
    if scene.runtime == Runtime::Workerd {
        // All isolates have died; a lease may end before they are there again.
        scene.workers.revive()?;
    } else {
        let found = scene.post(1, &id)?;
        let expected = if next == Next::InFlight { is_busy(found) } else { found.status == 200 };
        ensure!(expected, "the next worker answers {found:?}");
    }
    scene.ends_after(&id, runs)
}

/// Stops a worker in its handler for longer than its lease, and has it go on while another one handles the delivery.
pub fn stopped(scene: &mut Scene) -> Result<()> {
    let late = scene.post_until("handler")?;
    let (id, worker) = (late.id.clone(), [late.held.worker.parse()?]);
    signal::send(Signal::Stop, &worker)?;
    scene.workers.driver.hold_at("handler");
    let sending = scene.send_until_acknowledged(1, &id);
    let owner = scene.workers.driver.held()?;
    signal::send(Signal::Continue, &worker)?;
    late.finish()?;
    let found = scene.post(2, &id)?;
    ensure!(is_busy(found), "the late owner has changed something: {found:?}");
    owner.go_on();
    joined(sending)?;
    scene.ends_after(&id, 2)
}
