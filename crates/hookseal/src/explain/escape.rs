//! Bytes as text that can be read and told apart: what stands in a report.

use alloc::string::String;

use super::report::Segment;

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
pub(super) fn segment(part: &'static str, bytes: &[u8]) -> Segment {
    let size = bytes.len();
    let (start, end) = (bytes.get(..START), bytes.get(size.saturating_sub(END)..));
    match (start, end) {
        (Some(start), Some(end)) if size > LONGEST => {
            let text = [escaped(start), escaped(end)].join("...");
            Segment { part, text, bytes: size, cut: true }
        }
        _ => Segment { part, text: escaped(bytes), bytes: size, cut: false },
    }
}

const LONGEST: usize = 160;
const START: usize = 96;
const END: usize = 48;
