//! Bytes as text that can be read and told apart: what stands in a report, without what must not.

use alloc::string::String;
use alloc::vec::Vec;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use zeroize::Zeroizing;

use super::report::Segment;
use crate::bytes::find;

/// A text that must not be shown, wiped after use.
pub(super) type Hidden = Zeroizing<Vec<u8>>;

/// As it is, and as JSON, URLs and forms write it.
pub(super) fn spellings(secret: Hidden) -> [Hidden; 4] {
    let in_json = secret.iter().fold(Hidden::default(), |mut text, byte| {
        text.extend_from_slice(if *byte == b'/' { b"\\/" } else { core::slice::from_ref(byte) });
        text
    });
    let encoded: Zeroizing<String> = Zeroizing::new(percent_encode(&secret, NON_ALPHANUMERIC).collect());
    let lower = Hidden::new(encoded.to_ascii_lowercase().into_bytes());
    [in_json, Hidden::new(encoded.as_bytes().to_vec()), lower, secret]
}

/// The bytes with an asterisk for each that belongs to something hidden.
pub(super) fn masked(bytes: &[u8], hidden: &[Hidden]) -> Vec<u8> {
    // So short a secret stands everywhere.
    if hidden.iter().any(|text| (1..SHORTEST).contains(&text.len())) {
        return alloc::vec![b'*'; bytes.len()];
    }
    let mut masked = bytes.to_vec();
    for text in hidden {
        let mut from = 0_usize;
        while let Some(at) = bytes.get(from..).and_then(|rest| find(rest, text)) {
            let start = from.saturating_add(at);
            if let Some(piece) = masked.get_mut(start..start.saturating_add(text.len())) {
                piece.fill(b'*');
            }
            // Two may overlap.
            from = start.saturating_add(1);
        }
    }
    masked
}

/// Printable ASCII as it is; `\\`, `\n`, `\r`, `\t`; `\xNN` for any other byte.
pub(super) fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            0x20..=0x7e => text.push(char::from(*byte)),
            _ => text.extend(["\\x", hex::encode([*byte]).as_str()]),
        }
    }
    text
}

/// A piece of the signed content; of a long one the start and the end.
pub(super) fn segment(part: &'static str, bytes: &[u8], hidden: &[Hidden]) -> Segment {
    let size = bytes.len();
    if size <= LONGEST {
        return Segment { part, text: escaped(&masked(bytes, hidden)), bytes: size, cut: false };
    }
    // With what follows or precedes, so that nothing hidden is cut before it is found.
    let start = masked(bytes.get(..MARGIN).unwrap_or(bytes), hidden);
    let end = masked(bytes.get(size.saturating_sub(MARGIN)..).unwrap_or(bytes), hidden);
    let start = escaped(start.get(..START).unwrap_or_default());
    let end = escaped(end.get(end.len().saturating_sub(END)..).unwrap_or_default());
    Segment { part, text: [start, end].join("..."), bytes: size, cut: true }
}

const LONGEST: usize = 160;
const START: usize = 96;
const END: usize = 48;
const MARGIN: usize = 8192;
pub(super) const SHORTEST: usize = 4;
