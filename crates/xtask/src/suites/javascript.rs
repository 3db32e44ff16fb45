//! Steps that Node runs.

use anyhow::Result;

use crate::package;
use crate::program::Program;
use crate::test::Tally;
use crate::workspace;

pub fn package(_: &mut Tally) -> Result<()> {
    package::npm_tarball().map(drop)
}

pub fn test(tally: &mut Tally) -> Result<()> {
    let output = Program::new("npm").arg("test").directory(workspace::npm()).run()?;
    tally.count("npm test", &output)
}
