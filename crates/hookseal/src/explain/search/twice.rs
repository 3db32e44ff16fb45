//! Two changes to the body, one after the other, in the pairs that are met.

use super::{LONGEST_FOR_PAIRS, Match, Search};
use crate::explain::body::{self, Undone};
use crate::explain::code::{Cause, FindingCode};
use crate::explain::keys::Key;

impl Search<'_> {
    /// With what the body may have been before its last change but one.
    pub(super) fn changed_twice(&mut self, readings: &[usize], wanted: fn(&Key) -> bool) -> Option<Match> {
        let (body, form) = (self.body, self.form);
        let candidates: &mut dyn Iterator<Item = Undone> =
            if form { &mut body::undo_form(body) } else { &mut body::undo(body) };
        let mut left = MOST_TRIED;
        // What was written as JSON again is the bulk, and is the last change of no pair.
        for last in candidates.take_while(|undone| undone.code != Cause::BodyReserialized.into()) {
            if !self.work.spend(0, last.bytes.len()) {
                return None;
            }
            let Some(pair) = PAIRS.iter().find(|pair| last.code == pair.last.into()) else { continue };
            if pair.first != ANY && body.len() > LONGEST_FOR_PAIRS {
                continue;
            }
            for first in body::undo(&last.bytes).take(MOST_FIRST) {
                if !self.work.spend(0, first.bytes.len()) {
                    return None;
                }
                if first.bytes == body || !pair.may_begin_with(first.code) {
                    continue;
                }
                left = left.checked_sub(1)?;
                if let Some(found) = self.attempt(readings, wanted, &[&last, &first]) {
                    return Some(found);
                }
            }
        }
        None
    }
}

/// Changes that come together.
struct Pair {
    last: Cause,
    first: &'static [Cause],
}

impl Pair {
    fn may_begin_with(&self, code: FindingCode) -> bool {
        self.first == ANY || self.first.iter().any(|first| code == (*first).into())
    }
}

/// Of what was packed, anything may have been changed before.
const ANY: &[Cause] = &[];

const PAIRS: &[Pair] = &[
    Pair { last: Cause::BodyBase64, first: ANY },
    Pair { last: Cause::BodyCompressed, first: ANY },
    Pair { last: Cause::BodyQuoted, first: ANY },
    Pair { last: Cause::BodyPrinted, first: ANY },
    Pair { last: Cause::BodyEscaped, first: ANY },
    Pair { last: Cause::BodyWrapped, first: ANY },
    Pair { last: Cause::FormValueNotDecoded, first: ANY },
    // As files are saved on Windows.
    Pair {
        last: Cause::BodyBomAdded,
        first: &[
            Cause::BodyNewlineAdded,
            Cause::BodyNewlineLost,
            Cause::BodyLineEndsChanged,
            Cause::BodyReserialized,
            Cause::BodyReencoded,
        ],
    },
    // A decoder takes the mark off, and what trims or parses comes behind it.
    Pair { last: Cause::BodyBomLost, first: &[Cause::BodyNewlineLost, Cause::BodyReserialized] },
    Pair {
        last: Cause::BodyReencoded,
        first: &[
            Cause::BodyNewlineAdded,
            Cause::BodyNewlineLost,
            Cause::BodyLineEndsChanged,
            Cause::BodyBomAdded,
            Cause::BodyReserialized,
        ],
    },
];

/// How many first changes are looked at for each last one.
const MOST_FIRST: usize = 64;

/// How many pairs are tried.
const MOST_TRIED: usize = 512;
