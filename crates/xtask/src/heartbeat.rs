//! A line now and then while a program runs, so that a silent one is not taken for one that hangs.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Prints until it is dropped.
pub struct Heartbeat {
    /// Nothing is ever sent: the printing thread ends when this end is gone.
    _ended: Sender<()>,
}

impl Heartbeat {
    pub fn start() -> Self {
        let (sender, ended) = channel();
        thread::spawn(move || {
            let mut seconds = 0;
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                seconds += INTERVAL.as_secs();
                println!("  ... still running, {seconds} s");
            }
        });
        Self { _ended: sender }
    }
}

const INTERVAL: Duration = Duration::from_secs(20);
