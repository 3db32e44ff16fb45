//! The two content types of a form, and the parameters of a header value (RFC 9110 section 5.6.6).

use alloc::vec::Vec;

use crate::bytes::{is_token, trim, trim_start};
use crate::error::VerifyCode;

#[derive(Debug)]
pub(super) enum ContentType {
    Multipart { boundary: Vec<u8> },
    Urlencoded,
}

impl ContentType {
    pub(super) fn parse(value: &[u8]) -> Result<Self, VerifyCode> {
        let malformed = VerifyCode::FormMalformed;
        if is_joined(value) {
            return Err(VerifyCode::DuplicateHeader);
        }
        let (kind, parameters) = parameters(value).ok_or(malformed)?;
        if kind.eq_ignore_ascii_case(b"application/x-www-form-urlencoded") {
            return Ok(Self::Urlencoded);
        }
        if !kind.eq_ignore_ascii_case(b"multipart/form-data") {
            return Err(malformed);
        }
        let mut boundaries = parameters.into_iter().filter(|parameter| parameter.is(b"boundary"));
        match (boundaries.next(), boundaries.next()) {
            (Some(one), None) if is_boundary(&one.value) => Ok(Self::Multipart { boundary: one.value }),
            _ => Err(malformed),
        }
    }
}

/// One `name=value` behind a `;`.
#[derive(Debug)]
pub(super) struct Parameter<'a> {
    name: &'a [u8],
    /// The value as a quoted-string means it, each `\x` read as `x`.
    pub(super) value: Vec<u8>,
    /// The value as it stands between the quotes.
    pub(super) verbatim: &'a [u8],
}

impl Parameter<'_> {
    pub(super) fn is(&self, name: &[u8]) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Cuts `kind; name=value; name="value"`. `None` where it is written in any other way.
pub(super) fn parameters(value: &[u8]) -> Option<(&[u8], Vec<Parameter<'_>>)> {
    let end = value.iter().position(|byte| *byte == b';').unwrap_or(value.len());
    let (kind, mut rest) = value.split_at_checked(end)?;
    let mut found = Vec::new();
    loop {
        rest = trim_start(rest);
        match rest {
            [] => return Some((trim(kind), found)),
            [b';', after @ ..] => rest = trim_start(after),
            _ => return None,
        }
        if matches!(rest, [] | [b';', ..]) {
            continue;
        }
        let name_end = rest.iter().position(|byte| !is_token(*byte))?;
        let (name, after) = rest.split_at_checked(name_end)?;
        let after = after.strip_prefix(b"=").filter(|_| !name.is_empty())?;
        let (parameter, after) = match after {
            [b'"', after @ ..] => quoted(name, after)?,
            _ => unquoted(name, after)?,
        };
        found.push(parameter);
        rest = after;
    }
}

fn unquoted<'a>(name: &'a [u8], text: &'a [u8]) -> Option<(Parameter<'a>, &'a [u8])> {
    let end = text.iter().position(|byte| matches!(byte, b';' | b' ' | b'\t')).unwrap_or(text.len());
    let (value, rest) = text.split_at_checked(end)?;
    let sound = !value.is_empty() && value.iter().all(|byte| is_token(*byte) || b":/=?()".contains(byte));
    sound.then(|| (Parameter { name, value: value.to_vec(), verbatim: value }, rest))
}

fn quoted<'a>(name: &'a [u8], text: &'a [u8]) -> Option<(Parameter<'a>, &'a [u8])> {
    let mut value = Vec::new();
    let mut bytes = text.iter().copied().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                let (verbatim, rest) = text.split_at_checked(at)?;
                return Some((Parameter { name, value, verbatim }, rest.get(1..)?));
            }
            b'\\' => value.push(bytes.next()?.1),
            _ => value.push(byte),
        }
    }
    None
}

/// A server that joins repeated headers leaves a comma outside quotes; no other stands there.
fn is_joined(value: &[u8]) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    value.iter().any(|byte| {
        if escaped {
            escaped = false;
        } else if quoted && *byte == b'\\' {
            escaped = true;
        } else if *byte == b'"' {
            quoted = !quoted;
        }
        *byte == b',' && !quoted
    })
}

/// RFC 2046 section 5.1.1: 1 to 70 characters, not ending in a space.
fn is_boundary(text: &[u8]) -> bool {
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(byte);
    matches!(text.len(), 1..=70) && text.iter().all(known) && !text.ends_with(b" ")
}
