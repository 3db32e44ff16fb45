//! `cargo xtask test`: runs suites one after the other and says at the end what was and was not shown.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::step::step;
use crate::suites::{SUITES, Suite};

#[derive(Args)]
pub struct Arguments {
    /// Which suites; none means all
    suites: Vec<String>,
    /// Name the suites and what each shows, and run nothing
    #[arg(long)]
    list: bool,
}

/// What the steps of a suite report beside success.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    not_run: Vec<(String, String)>,
}

impl Tally {
    /// Counts the tests that a runner says it has run, and reports those that it skipped.
    ///
    /// # Errors
    /// Fails if there was none: a suite that runs nothing shows nothing.
    pub fn count(&mut self, name: &str, output: &str) -> Result<()> {
        let passed = counted(output, &["passed", "pass"]);
        if passed == 0 {
            bail!("{name} has run no test");
        }
        self.passed += passed;
        let skipped = counted(output, &["skipped", "ignored"]);
        if skipped > 0 {
            self.not_run(name, &format!("{skipped} tests were skipped"));
        }
        Ok(())
    }

    /// Has `name` listed in the block at the end.
    pub fn not_run(&mut self, name: &str, reason: &str) {
        self.not_run.push((name.to_owned(), reason.to_owned()));
    }
}

/// Runs the chosen suites, all of them even after one has failed.
///
/// # Errors
/// Fails if a suite has failed or a name is unknown.
pub fn run(arguments: &Arguments) -> Result<()> {
    let chosen = choose(&arguments.suites)?;
    if arguments.list {
        for suite in chosen {
            println!("{:<10} {}", suite.name, suite.shows);
        }
        return Ok(());
    }
    let mut rows = Vec::new();
    let mut not_run = Vec::new();
    for suite in chosen {
        println!("\n━━ {}: {}", suite.name, suite.shows);
        let started = Instant::now();
        let mut tally = Tally::default();
        let ok = run_steps(suite, &mut tally);
        rows.push((suite.name, ok, tally.passed, started.elapsed().as_secs_f64()));
        not_run.extend(tally.not_run);
    }
    println!("\n{:<10} {:<8} {:>8} {:>8}", "suite", "result", "tests", "seconds");
    for (name, ok, passed, seconds) in &rows {
        let result = if *ok { "ok" } else { "FAILED" };
        let passed = if *passed == 0 { String::new() } else { passed.to_string() };
        println!("{name:<10} {result:<8} {passed:>8} {seconds:>8.1}");
    }
    if !not_run.is_empty() {
        println!();
        for (name, reason) in not_run {
            println!("NOT RUN: {name}, {reason}");
        }
    }
    let failed: Vec<&str> = rows.iter().filter(|row| !row.1).map(|row| row.0).collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn run_steps(suite: &Suite, tally: &mut Tally) -> bool {
    suite.steps.iter().all(|each| {
        let name = format!("{}: {}", suite.name, each.name);
        step(&name, each.hint, || (each.run)(tally)).is_ok()
    })
}

fn choose(names: &[String]) -> Result<Vec<&'static Suite>> {
    let unknown = names.iter().find(|name| SUITES.iter().all(|suite| suite.name != **name));
    if let Some(name) = unknown {
        let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
        bail!("there is no suite `{name}`, only {}", known.join(", "));
    }
    let chosen = |suite: &&Suite| names.is_empty() || names.iter().any(|name| name == suite.name);
    Ok(SUITES.iter().filter(chosen).collect())
}

/// The sum of the numbers that stand beside one of `words`: `12 passed` (cargo, pytest) or
/// `pass 12` (Node).
fn counted(output: &str, words: &[&str]) -> usize {
    let mut sum = 0;
    for line in output.lines() {
        let parts: Vec<&str> = line.split([' ', ';', ',']).filter(|part| !part.is_empty()).collect();
        for pair in parts.windows(2) {
            let number = if words.contains(&pair[1]) {
                pair[0]
            } else if words.contains(&pair[0]) && parts.len() <= 3 {
                pair[1]
            } else {
                continue;
            };
            sum += number.parse::<usize>().unwrap_or(0);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_what_each_runner_prints() {
        let cargo = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                     test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(counted(cargo, &["passed", "pass"]), 7);
        assert_eq!(counted(cargo, &["skipped", "ignored"]), 1);
        let pytest = "===== 12 passed, 2 skipped in 0.31s =====";
        assert_eq!(counted(pytest, &["passed", "pass"]), 12);
        assert_eq!(counted(pytest, &["skipped", "ignored"]), 2);
        let node = "ℹ tests 9\nℹ pass 8\nℹ fail 0\nℹ skipped 1";
        assert_eq!(counted(node, &["passed", "pass"]), 8);
        assert_eq!(counted(node, &["skipped", "ignored"]), 1);
    }
}
