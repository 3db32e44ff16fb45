//! `application/x-www-form-urlencoded`: `+` is a space, every `%` starts an escape of two hex digits.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use percent_encoding::percent_decode;

use super::{Field, MOST_PARTS, Wanted};
use crate::bytes::{split, split_once};
use crate::error::VerifyCode;

pub(super) fn read<'a>(body: &'a [u8], wanted: &mut Wanted<'a, '_>) -> Result<(), VerifyCode> {
    for (count, pair) in split(body, b"&").filter(|pair| !pair.is_empty()).enumerate() {
        if count >= MOST_PARTS {
            return Err(VerifyCode::FormMalformed);
        }
        let (name, value) = split_once(pair, b"=").unwrap_or((pair, b""));
        if !escapes_well(name) || !escapes_well(value) {
            return Err(VerifyCode::FormMalformed);
        }
        wanted.add(&decode(name), Field::Text(decode(value)));
    }
    Ok(())
}

/// The bytes that a name or value stands for. What is no escape stands for itself.
pub(crate) fn decode(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return Cow::Borrowed(text);
    }
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Cow::Owned(percent_decode(&spaced).collect())
}

fn escapes_well(text: &[u8]) -> bool {
    let mut pieces = split(text, b"%");
    pieces.next();
    pieces.all(|piece| matches!(piece, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}
