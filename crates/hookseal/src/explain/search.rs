//! The search for a cause: which reading, key and body make the signature match. Everything found is recomputed.

mod twice;

use alloc::vec::Vec;

use super::body::{self, Undone};
use super::keys::Key;
use super::readings::{Reading, Received, Undoing};
use super::report::Work;
use crate::mac::{Mac, Tag, first_match};
use crate::signature::encode;

/// The most MACs that one explanation computes.
pub const MOST_MACS: usize = 16_384;

/// The most bytes that one explanation hashes, or makes to be hashed.
pub const MOST_BYTES: usize = 64 << 20;

/// What makes the signature match.
pub(super) struct Match {
    /// Nothing if it matches as it stands.
    pub(super) undone: Vec<Undoing>,
    pub(super) timestamp: Option<u64>,
}

/// Of a longer body no two changes are tried at once.
const LONGEST_FOR_PAIRS: usize = 64 << 10;

pub(super) struct Search<'a> {
    pub(super) body: &'a [u8],
    /// Whether the body is the value of a form's field.
    pub(super) form: bool,
    pub(super) readings: &'a [Reading],
    /// The keys for each reading.
    pub(super) keys: &'a [Vec<Key>],
    pub(super) work: &'a mut Work,
}

impl Search<'_> {
    /// The fewest things that must be undone: none, one, or two.
    pub(super) fn run(&mut self) -> Option<Match> {
        let as_sent: Vec<usize> = self.indices(|reading| reading.undoing.is_none());
        let changed: Vec<usize> = self.indices(|reading| reading.undoing.is_some());
        let plain: fn(&Key) -> bool = |key| key.causes.is_empty();
        let meant: fn(&Key) -> bool = |key| !key.causes.is_empty();
        let found = self
            .received(&as_sent, plain)
            .or_else(|| self.received(&as_sent, meant))
            .or_else(|| self.received(&changed, plain))
            .or_else(|| self.changed(&as_sent, plain))
            .or_else(|| self.received(&changed, meant))
            .or_else(|| self.changed_twice(&as_sent, plain));
        if found.is_none() && self.body.len() > LONGEST_FOR_PAIRS {
            self.work.complete = false;
            return None;
        }
        found.or_else(|| self.changed(&as_sent, meant)).or_else(|| self.changed(&changed, plain))
    }

    fn indices(&self, wanted: fn(&Reading) -> bool) -> Vec<usize> {
        let found = self.readings.iter().enumerate().filter(|(_, reading)| wanted(reading));
        found.map(|(index, _)| index).collect()
    }

    /// With the body as it was received.
    fn received(&mut self, readings: &[usize], wanted: fn(&Key) -> bool) -> Option<Match> {
        self.attempt(readings, wanted, &[])
    }

    /// With the body as it may have been.
    fn changed(&mut self, readings: &[usize], wanted: fn(&Key) -> bool) -> Option<Match> {
        let (body, form) = (self.body, self.form);
        if readings.is_empty() || !self.keys.iter().flatten().any(wanted) {
            return None;
        }
        let candidates: &mut dyn Iterator<Item = Undone> =
            if form { &mut body::undo_form(body) } else { &mut body::undo(body) };
        for candidate in candidates {
            if !self.work.spend(0, candidate.bytes.len()) {
                return None;
            }
            if let Some(found) = self.attempt(readings, wanted, &[&candidate]) {
                return Some(found);
            }
        }
        None
    }

    fn attempt(&mut self, readings: &[usize], wanted: fn(&Key) -> bool, changed: &[&Undone]) -> Option<Match> {
        for (reading, keys) in readings.iter().filter_map(|index| self.readings.get(*index).zip(self.keys.get(*index)))
        {
            // A reading with a body of its own has nothing to do with changes to the one received.
            if !changed.is_empty() && reading.body.is_some() {
                continue;
            }
            let last = changed.last().map(|undone| undone.bytes.as_slice());
            let bytes = last.or(reading.body.as_deref()).unwrap_or(self.body);
            for key in keys.iter().filter(|key| wanted(key)) {
                if !self.work.spend(1, bytes.len().saturating_add(key.bytes.len())) {
                    return None;
                }
                if reading.matches(&key.bytes, bytes) {
                    return Some(found(reading, key, changed));
                }
            }
        }
        None
    }
}

impl Work {
    /// Counts work to be done, unless it would be too much.
    pub(super) fn spend(&mut self, macs: usize, bytes: usize) -> bool {
        let (macs, bytes) = (self.macs.saturating_add(macs), self.bytes.saturating_add(bytes));
        let fits = macs <= MOST_MACS && bytes <= MOST_BYTES;
        if fits {
            (self.macs, self.bytes) = (macs, bytes);
        } else {
            self.complete = false;
        }
        fits
    }
}

impl Reading {
    fn matches(&self, key: &[u8], body: &[u8]) -> bool {
        let Some(mut mac) = Mac::keyed(self.algorithm, key) else { return false };
        [&self.before, body, &self.after].into_iter().for_each(|piece| mac.update(piece));
        let tag = mac.finish();
        match &self.received {
            Received::Whole(tags) => first_match([tag], tags).is_some(),
            Received::Start(start) => {
                let ours = Tag::from_slice(tag.as_slice().get(..start.as_slice().len()).unwrap_or_default());
                first_match([ours], &[*start]).is_some()
            }
            Received::AnyCase(text, encoding) => encode(&tag, *encoding).eq_ignore_ascii_case(text),
        }
    }
}

fn found(reading: &Reading, key: &Key, changed: &[&Undone]) -> Match {
    let body = changed.iter().map(|undone| Undoing {
        code: undone.code,
        detail: undone.detail.clone().into_owned(),
        part: None,
    });
    Match { undone: body.chain(reading.undoing.clone()).chain(key.undoings()).collect(), timestamp: reading.timestamp }
}
