//! What the figures depend on beside the code.

use std::fs;
use std::thread;

/// The processor's name and the number of its cores.
pub fn describe() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    // Linux alone has this file; elsewhere the figures stand without a name.
    let facts = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let fact = |name: &str| {
        let line = facts.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(": ")).map_or("", |(_, value)| value)
    };
    let model = if fact("model name").is_empty() { "unknown processor" } else { fact("model name") };
    let sha = if fact("flags").split(' ').any(|flag| flag == "sha_ni") { ", SHA instructions" } else { "" };
    format!("{model}, {cores} cores{sha}")
}
