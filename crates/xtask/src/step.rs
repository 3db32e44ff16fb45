//! A named piece of work: announced, timed, and explained if it fails.

use std::fmt;
use std::io::{self, Write};
use std::time::Instant;

use anyhow::{Error, Result};

use crate::program::Failed;

/// Does `work` under `name`. After a failure `hint` says what to do about it.
///
/// # Errors
/// The error of `work`, already reported, so that an outer step and `main` do not repeat it.
pub fn step<T>(name: &str, hint: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {name}");
    let started = Instant::now();
    let result = work();
    let seconds = started.elapsed().as_secs_f64();
    match result {
        Ok(value) => {
            println!("✓ {name} {seconds:.1} s");
            Ok(value)
        }
        Err(error) => {
            report(&error);
            println!("✗ {name} {seconds:.1} s");
            if !error.is::<Reported>() && !hint.is_empty() {
                println!("  hint: {hint}");
            }
            Err(Reported.into())
        }
    }
}

/// Prints an error once: the command that failed, the end of its output, the causes.
pub fn report(error: &Error) {
    if error.is::<Reported>() {
        return;
    }
    println!("  error: {error}");
    for cause in error.chain().skip(1) {
        println!("  because: {cause}");
    }
    for failed in error.chain().filter_map(|cause| cause.downcast_ref::<Failed>()) {
        for line in failed.tail() {
            println!("  | {line}");
        }
    }
    // What follows may end the process; a pipe's buffer must not swallow the reason.
    let _ = io::stdout().flush();
}

/// Stands for an error that has been printed.
#[derive(Debug)]
struct Reported;

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("see above")
    }
}

impl std::error::Error for Reported {}
