//! Signals to processes, by their ids. The shell sends them: to do so from Rust takes unsafe code.

use std::fs;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::program::Program;

#[derive(Clone, Copy)]
pub enum Signal {
    Continue,
    Kill,
    Stop,
}

/// Sends the signal to all of `processes`, some of which may have ended.
pub fn send(signal: Signal, processes: &[u32]) -> Result<()> {
    let name = match signal {
        Signal::Continue => "CONT",
        Signal::Kill => "KILL",
        Signal::Stop => "STOP",
    };
    let ids = processes.iter().map(u32::to_string);
    let sent = Program::new("sh").args(["-c", "kill -s \"$0\" \"$@\"", name]).args(ids).run();
    if processes.iter().all(|process| is_alive(*process)) { sent.map(drop) } else { Ok(()) }
}

/// Kills a process and all that descend from it, and returns once they are gone.
pub fn kill_family(child: &mut Child) -> Result<()> {
    let family = family(child.id());
    send(Signal::Kill, &family)?;
    child.wait()?;
    // Whoever inherits the others collects them, too.
    let until = Instant::now() + Duration::from_secs(10);
    while family.iter().any(|process| is_alive(*process)) {
        ensure!(Instant::now() < until, "a process that was killed is still there");
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}

/// A process and all that descend from it.
pub fn family(process: u32) -> Vec<u32> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|child| child.parse::<u32>().ok());
    let mut all = vec![process];
    all.extend(children.flat_map(family));
    all
}

/// A process that nobody has collected yet still has its entry, but nothing else.
fn is_alive(process: u32) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    status.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with('Z'))
}
