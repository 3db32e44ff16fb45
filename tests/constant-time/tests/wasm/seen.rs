//! The traces of several calls side by side: how many different ones there are.

use std::collections::BTreeSet;
use std::fmt;

use crate::instance::Trace;

/// The traces of calls that should not differ.
#[derive(Default)]
pub struct Seen(Vec<Trace>);

impl Seen {
    /// How many different numbers of instructions there are.
    pub fn instructions(&self) -> usize {
        self.different(|trace| trace.instructions)
    }

    /// How many different orders of instructions there are.
    pub fn paths(&self) -> usize {
        self.different(|trace| trace.path)
    }

    /// How many different orders of addresses there are.
    pub fn addresses(&self) -> usize {
        self.different(|trace| trace.addresses)
    }

    /// Whether all calls, of which there must be several, have executed the same instructions in the same order.
    pub fn same_instructions(&self) -> bool {
        self.0.len() > 1 && self.instructions() == 1 && self.paths() == 1
    }

    /// Whether they have also used the same addresses in the same order.
    pub fn same_addresses(&self) -> bool {
        self.same_instructions() && self.addresses() == 1
    }

    fn different(&self, of: fn(&Trace) -> u64) -> usize {
        self.0.iter().map(of).collect::<BTreeSet<_>>().len()
    }
}

impl FromIterator<Trace> for Seen {
    fn from_iter<T: IntoIterator<Item = Trace>>(traces: T) -> Self {
        Self(traces.into_iter().collect())
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.iter().map(|trace| trace.instructions);
        let (least, most) = (counts.clone().min().unwrap_or(0), counts.max().unwrap_or(0));
        write!(f, "{} cases, {least}", self.0.len())?;
        if least != most {
            write!(f, " to {most}")?;
        }
        write!(f, " instructions, {} paths, {} address orders", self.paths(), self.addresses())
    }
}
