//! Line ends and other white space that were added, lost or exchanged.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::{Candidates, Undone};
use crate::explain::code::Cause;

/// Without what may have been added at the ends, then with what may have been lost at the last.
pub(super) fn last(body: &[u8]) -> Candidates<'_> {
    let added = LINE_ENDS.iter().filter_map(|(end, name)| {
        let bytes = body.strip_suffix(*end)?.to_vec();
        Some(Undone::new(Cause::BodyNewlineAdded, format!("{name} at the end"), bytes))
    });
    let (head, tail) = (body.trim_ascii_start(), body.trim_ascii_end());
    // With no more than one line end there, it went above.
    let is_more = LINE_ENDS.iter().all(|(end, _)| body.strip_suffix(*end) != Some(tail));
    let white = [
        (is_more.then_some(tail), "white space at the end"),
        (Some(head), "white space in front"),
        ((head.len() < body.len()).then(|| head.trim_ascii_end()), "white space in front and at the end"),
    ];
    let trimmed = white.into_iter().filter_map(|(trimmed, detail)| {
        Some(Undone::new(Cause::BodyNewlineAdded, detail, trimmed.filter(|left| left.len() < body.len())?.to_vec()))
    });
    Box::new(added.chain(trimmed).chain(lost(body, ONE)))
}

/// With two line ends that may have been lost at the end.
pub(super) fn two_lost(body: &[u8]) -> Candidates<'_> {
    Box::new(lost(body, TWO))
}

fn lost<'a>(body: &'a [u8], ends: &'static [(&[u8], &str)]) -> impl Iterator<Item = Undone> + 'a {
    ends.iter()
        .map(move |(end, name)| Undone::new(Cause::BodyNewlineLost, format!("{name} at the end"), [body, end].concat()))
}

/// With every line end exchanged, then with the last one added or lost as well.
pub(super) fn all(body: &[u8]) -> Candidates<'_> {
    Box::new(EXCHANGES.iter().filter(|exchange| body.contains(&exchange.looks_for)).flat_map(|exchange| {
        let exchanged = (exchange.undo)(body);
        let end: &[u8] = if exchanged.ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
        let shorter = exchanged.strip_suffix(end).map(<[u8]>::to_vec);
        let longer = shorter.is_none().then(|| [&*exchanged, exchange.end].concat());
        let undone =
            |note: &str, bytes| Undone::new(Cause::BodyLineEndsChanged, format!("{}{note}", exchange.happened), bytes);
        let shorter = shorter.map(|bytes| undone(", and one was added at the end", bytes));
        let longer = longer.map(|bytes| undone(", and the last one was lost", bytes));
        [Some(undone("", exchanged)), shorter, longer].into_iter().flatten()
    }))
}

struct Exchange {
    /// What happened on the way.
    happened: &'static str,
    /// Without it there is nothing to undo.
    looks_for: u8,
    undo: fn(&[u8]) -> Vec<u8>,
    /// What the signed body ended its lines with.
    end: &'static [u8],
}

const EXCHANGES: &[Exchange] = &[
    Exchange { happened: "CRLF became LF", looks_for: b'\n', undo: to_crlf, end: b"\r\n" },
    Exchange { happened: "LF became CRLF", looks_for: b'\r', undo: from_crlf, end: b"\n" },
    Exchange { happened: "LF became CR", looks_for: b'\r', undo: from_cr, end: b"\n" },
];

/// Every LF that has no CR before it gets one.
fn to_crlf(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut before = 0;
    for byte in body {
        if *byte == b'\n' && before != b'\r' {
            bytes.push(b'\r');
        }
        bytes.push(*byte);
        before = *byte;
    }
    bytes
}

/// Of a CR and an LF the LF stays.
fn from_crlf(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut left = body.iter().peekable();
    while let Some(byte) = left.next() {
        if *byte != b'\r' || left.peek() != Some(&&b'\n') {
            bytes.push(*byte);
        }
    }
    bytes
}

fn from_cr(body: &[u8]) -> Vec<u8> {
    body.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect()
}

/// The longest that fits is the likeliest to have been added.
const LINE_ENDS: &[(&[u8], &str)] = &[(b"\r\n", "CRLF"), (b"\n", "LF"), (b"\r", "CR")];

/// The likeliest to have been lost first.
const ONE: &[(&[u8], &str)] = &[(b"\n", "LF"), (b"\r\n", "CRLF")];
const TWO: &[(&[u8], &str)] = &[(b"\n\n", "two LF"), (b"\r\n\r\n", "two CRLF")];
