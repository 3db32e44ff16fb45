//! What the body may have been before one thing happened to it on its way.
//!
//! Nothing here knows a signature: every candidate is a guess until the engine has recomputed over it.

mod charset;
mod differences;
mod form;
mod hints;
mod json;
mod line_ends;
mod numbers;
mod packed;
mod plan;
mod presets;
mod printed;
#[cfg(test)]
mod recorded;
mod style;
mod whole;
mod wrapped;
mod write;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::code::{Cause, FindingCode};

pub(crate) use form::undo_form;
pub(crate) use hints::{has_replaced_characters, keys_sorted};

/// What the body may have been before one thing happened to it.
#[derive(Debug)]
pub(crate) struct Undone {
    pub(crate) code: FindingCode,
    /// What exactly happened, in a few words for a sentence; never text of the body.
    pub(crate) detail: Cow<'static, str>,
    pub(crate) bytes: Vec<u8>,
}

impl Undone {
    fn new(cause: Cause, detail: impl Into<Cow<'static, str>>, bytes: Vec<u8>) -> Self {
        Self { code: cause.into(), detail: detail.into(), bytes }
    }
}

/// The candidates, the simplest and likeliest first, each made when it is asked for and different from the body.
///
/// None is longer than four times the body and 64 KiB; of one that is written as JSON again 1 MiB, and of one that is
/// inflated 16 MiB, is the most. Two may have the same bytes: the first is the simpler explanation.
pub(crate) fn undo(body: &[u8]) -> impl Iterator<Item = Undone> + '_ {
    let ways: &[Way] = if body.len() > LONGEST { CHEAP } else { ALL };
    ways.iter().flat_map(move |way| way(body)).filter(move |undone| {
        let may_be_long = undone.code == Cause::BodyCompressed.into();
        (may_be_long || undone.bytes.len() <= longest(body)) && undone.bytes != body
    })
}

/// What the body holds if it arrived packed as a whole.
pub(crate) fn unpack(body: &[u8]) -> impl Iterator<Item = Undone> + '_ {
    let ways: [Way; 3] = [packed::base64, packed::compressed, packed::quoted];
    ways.into_iter().flat_map(move |way| way(body))
}

type Candidates<'a> = Box<dyn Iterator<Item = Undone> + 'a>;

type Way = fn(&[u8]) -> Candidates<'_>;

/// How long a candidate may be, unless it is inflated.
fn longest(body: &[u8]) -> usize {
    body.len().saturating_mul(4).saturating_add(64 * 1024)
}

/// How long a body may be of which more than one copy is made, and what is inflated.
const LONGEST: usize = 16 * 1024 * 1024;

/// Those that look at the ends of the body and copy it once for each candidate.
const CHEAP: &[Way] = &[line_ends::last, charset::byte_order_mark];

const ALL: &[Way] = &[
    line_ends::last,
    line_ends::all,
    charset::byte_order_mark,
    packed::base64,
    packed::compressed,
    packed::quoted,
    printed::printed,
    printed::escaped,
    charset::reencoded,
    line_ends::two_lost,
    wrapped::wrapped,
    plan::reserialized,
    packed::unquoted,
];

#[cfg(test)]
mod tests;
