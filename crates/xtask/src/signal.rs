//! Signals to processes, by their ids. The shell sends them: to do so from Rust takes unsafe code.

use std::fs;

use anyhow::Result;

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
    let alive = |process: &u32| fs::exists(format!("/proc/{process}")).unwrap_or(true);
    if processes.iter().all(alive) { sent.map(drop) } else { Ok(()) }
}

/// A process and all that descend from it.
pub fn family(process: u32) -> Vec<u32> {
    let children = fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    let children = children.split_whitespace().filter_map(|child| child.parse::<u32>().ok());
    let mut all = vec![process];
    all.extend(children.flat_map(family));
    all
}
