//! Counts checks and prints each with its finding.

use std::process::ExitCode;

/// The checks of one test program.
#[derive(Debug, Default)]
pub struct Score {
    passed: usize,
    failed: usize,
}

impl Score {
    /// Records one check; `finding` says what was seen.
    pub fn check(&mut self, name: &str, ok: bool, finding: &str) {
        if ok {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        println!("{} {name}: {finding}", if ok { "ok    " } else { "FAILED" });
    }

    /// Prints the line that the caller counts; nothing checked is a failure.
    #[must_use]
    pub fn end(&self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
