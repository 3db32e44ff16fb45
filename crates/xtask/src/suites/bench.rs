//! The step that keeps the benchmarks runnable.

use anyhow::Result;

use crate::bench;
use crate::test::Tally;

pub fn quick(tally: &mut Tally) -> Result<()> {
    let rows = bench::smoke()?;
    tally.count("bench --quick", &format!("{rows} passed"))
}
