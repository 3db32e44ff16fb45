//! Bodies that were decoded with one character encoding and encoded with another.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::str;

use super::{Candidates, Undone};
use crate::explain::code::Cause;

/// Without the byte order mark that was put in front, or with the one that was lost.
pub(super) fn byte_order_mark(body: &[u8]) -> Candidates<'_> {
    Box::new(core::iter::once_with(move || match body.strip_prefix(MARK) {
        Some(rest) => Undone::new(Cause::BodyBomAdded, "EF BB BF in front", rest.to_vec()),
        None => Undone::new(Cause::BodyBomLost, "EF BB BF in front", [MARK, body].concat()),
    }))
}

/// Text that was read as Latin-1, as Windows-1252 or as UTF-16, or written so.
pub(super) fn reencoded(body: &[u8]) -> Candidates<'_> {
    let undone = |(detail, bytes)| Undone::new(Cause::BodyReencoded, detail, bytes);
    match str::from_utf8(body) {
        Ok(text) if !text.is_ascii() => Box::new(CHARSETS.iter().flat_map(|set| set.misread(text)).map(undone)),
        Ok(text) if !text.contains('\0') => Box::new(core::iter::empty()),
        _ => {
            let wide = WIDE.iter().filter_map(|(detail, mark, unit)| Some((*detail, wide(body, mark, *unit)?)));
            let narrow = CHARSETS.iter().map(|set| (set.written, set.read(body).into_bytes()));
            Box::new(wide.chain(narrow).map(undone))
        }
    }
}

/// An encoding of one byte for each character.
struct Charset {
    /// What bytes 80 to 9F stand for; the others stand for the character of their number.
    high: Option<&'static [u16; 32]>,
    written: &'static str,
    misread: &'static str,
    misread_twice: &'static str,
    rewritten: &'static str,
}

impl Charset {
    /// Text that has come from reading UTF-8, or this encoding, as this one.
    fn misread(&self, text: &str) -> impl Iterator<Item = (&'static str, Vec<u8>)> + use<> {
        let once = self.write(text);
        let is_text = once.as_deref().is_some_and(|bytes| str::from_utf8(bytes).is_ok());
        let twice = once.as_deref().and_then(|bytes| self.write(str::from_utf8(bytes).ok()?));
        let twice = twice.filter(|bytes| str::from_utf8(bytes).is_ok()).map(|bytes| (self.misread_twice, bytes));
        let detail = if is_text { self.misread } else { self.rewritten };
        once.map(|bytes| (detail, bytes)).into_iter().chain(twice)
    }

    fn read(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|byte| self.character(*byte)).collect()
    }

    /// Nothing if a character is not in it.
    fn write(&self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|character| self.byte(character)).collect()
    }

    fn character(&self, byte: u8) -> char {
        let high = byte.checked_sub(0x80).and_then(|at| self.high?.get(usize::from(at)));
        high.and_then(|code| char::from_u32(u32::from(*code))).unwrap_or(char::from(byte))
    }

    fn byte(&self, character: char) -> Option<u8> {
        let same = u8::try_from(character).ok().filter(|byte| self.character(*byte) == character);
        same.or_else(|| (0x80..=0x9f).find(|byte| self.character(*byte) == character))
    }
}

/// UTF-16, which begins with a byte order mark or not.
fn wide(body: &[u8], mark: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Vec<u8>> {
    let (pairs, []) = body.strip_prefix(mark).unwrap_or(body).as_chunks() else {
        return None;
    };
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    // JSON and forms begin with a character of ASCII: any other text is the wrong order of bytes.
    text.ok().filter(|text| text.starts_with(|first: char| first.is_ascii() && first != '\0')).map(String::into_bytes)
}

type WideForm = (&'static str, &'static [u8], fn([u8; 2]) -> u16);

const WIDE: &[WideForm] = &[
    ("UTF-8 was written as UTF-16LE", b"\xff\xfe", u16::from_le_bytes),
    ("UTF-8 was written as UTF-16BE", b"\xfe\xff", u16::from_be_bytes),
];

const CHARSETS: &[Charset] = &[
    Charset {
        high: None,
        written: "UTF-8 was written as Latin-1",
        misread: "UTF-8 was read as Latin-1",
        misread_twice: "UTF-8 was read as Latin-1 twice",
        rewritten: "Latin-1 was written as UTF-8",
    },
    Charset {
        high: Some(&WINDOWS_1252),
        written: "UTF-8 was written as Windows-1252",
        misread: "UTF-8 was read as Windows-1252",
        misread_twice: "UTF-8 was read as Windows-1252 twice",
        rewritten: "Windows-1252 was written as UTF-8",
    },
];

/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>; 81, 8D, 8F, 90 and 9D stand for themselves.
const WINDOWS_1252: [u16; 32] = [
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d,
    0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
    0x0153, 0x009d, 0x017e, 0x0178,
];

/// U+FEFF, the byte order mark.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";
