//! Bodies that arrived wrapped: in base64, compressed, or as a JSON string.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::str;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use miniz_oxide::inflate::{decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

use super::style::{Escapes, Letters};
use super::{Candidates, LONGEST, Undone, presets, write};
use crate::bytes::find;
use crate::explain::code::Cause;

/// What base64 text stands for, of either alphabet, padded or not, in lines or not, alone or in a `data:` URL.
pub(super) fn base64(body: &[u8]) -> Candidates<'_> {
    Box::new(
        core::iter::once_with(move || data_url(body).or_else(|| decode(body)))
            .flatten()
            .map(|(detail, bytes)| Undone::new(Cause::BodyBase64, detail, bytes)),
    )
}

/// What gzip or zlib data holds.
pub(super) fn compressed(body: &[u8]) -> Candidates<'_> {
    let gzip = core::iter::once_with(move || Some(("gzip", gunzip(body)?)));
    let zlib = core::iter::once_with(move || {
        has_zlib_header(body)
            .then(|| decompress_to_vec_zlib_with_limit(body, LONGEST).ok())?
            .map(|bytes| ("zlib", bytes))
    });
    Box::new(gzip.chain(zlib).flatten().map(|(detail, bytes)| Undone::new(Cause::BodyCompressed, detail, bytes)))
}

/// What a body that is one JSON string says.
pub(super) fn quoted(body: &[u8]) -> Candidates<'_> {
    let content = move || {
        let is_text = body.trim_ascii_start().starts_with(b"\"");
        is_text.then(|| serde_json::from_slice::<String>(body).ok())?.map(String::into_bytes)
    };
    let undone = |bytes| Undone::new(Cause::BodyQuoted, "the body is one JSON string", bytes);
    Box::new(core::iter::once_with(content).flatten().map(undone))
}

/// The body as a JSON string, if it is the content of one that was signed.
pub(super) fn unquoted(body: &[u8]) -> Candidates<'_> {
    let quotings = [presets::PLAIN, Escapes { chars: Letters::BEYOND_ASCII, upper: false }];
    let text = str::from_utf8(body).ok();
    Box::new(text.into_iter().flat_map(move |text| {
        quotings.into_iter().map(move |escapes| {
            let detail = "a JSON string was signed, and its content arrived";
            Undone::new(Cause::BodyQuoted, detail, write::quote(text, escapes).into_bytes())
        })
    }))
}

fn data_url(body: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let rest = body.strip_prefix(b"data:")?;
    let at = find(rest, BASE64).filter(|at| *at <= LONGEST_TYPE)?;
    let (_, bytes) = decode(rest.get(at.checked_add(BASE64.len())?..)?)?;
    Some(("base64 in a `data:` URL", bytes))
}

fn decode(body: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    // Most bodies begin with a brace, and need no copy to be told from base64.
    if !body.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/-_\r\n".contains(byte)) {
        return None;
    }
    let mut text: Vec<u8> = body.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    text.truncate(text.len().saturating_sub(padding));
    if padding > 2 || text.is_empty() {
        return None;
    }
    let standard = STANDARD_NO_PAD.decode(&text).ok().map(|bytes| ("base64", bytes));
    standard.or_else(|| URL_SAFE_NO_PAD.decode(&text).ok().map(|bytes| ("url-safe base64", bytes)))
}

/// One member of RFC 1952 and nothing behind it. Its checksum is left aside: a signature that matches proves more.
fn gunzip(body: &[u8]) -> Option<Vec<u8>> {
    let [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] = body else {
        return None;
    };
    if flags & !GZIP_FLAGS != 0 {
        return None;
    }
    let mut rest = rest;
    if flags & GZIP_EXTRA != 0 {
        let (length, after) = rest.split_first_chunk()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for text in [GZIP_NAME, GZIP_COMMENT] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end.checked_add(1)?..)?;
        }
    }
    if flags & GZIP_HEADER_CHECK != 0 {
        rest = rest.get(2..)?;
    }
    let (rest, length) = rest.split_last_chunk()?;
    let (deflated, _checksum) = rest.split_last_chunk::<4>()?;
    let bytes = decompress_to_vec_with_limit(deflated, LONGEST).ok()?;
    (u32::try_from(bytes.len()) == Ok(u32::from_le_bytes(*length))).then_some(bytes)
}

/// RFC 1950 section 2.2: deflate, no preset dictionary, and a check of the two bytes.
fn has_zlib_header(body: &[u8]) -> bool {
    let [method, flags, ..] = body else {
        return false;
    };
    method & 0x0f == 8 && flags & 0x20 == 0 && u16::from_be_bytes([*method, *flags]).checked_rem(31) == Some(0)
}

/// RFC 1952 section 2.3.1; whether the content is text (bit 0) changes nothing.
const GZIP_FLAGS: u8 = 1 | GZIP_HEADER_CHECK | GZIP_EXTRA | GZIP_NAME | GZIP_COMMENT;
const GZIP_HEADER_CHECK: u8 = 2;
const GZIP_EXTRA: u8 = 4;
const GZIP_NAME: u8 = 8;
const GZIP_COMMENT: u8 = 16;

/// What ends the media type of a `data:` URL (RFC 2397).
const BASE64: &[u8] = b";base64,";
const LONGEST_TYPE: usize = 128;
