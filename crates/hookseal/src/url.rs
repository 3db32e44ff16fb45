//! One parameter of a request's URL: read for `verify`, appended for `sign`.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::bytes::{split, split_once};
use crate::error::VerifyCode;
use crate::form::decode;

/// The decoded value of the parameter, which must be there once and not be empty.
pub(crate) fn parameter<'u>(url: &'u str, name: &str) -> Result<Cow<'u, [u8]>, VerifyCode> {
    let (address, _fragment) = split_once(url.as_bytes(), b"#").unwrap_or((url.as_bytes(), b""));
    let (_path, query) = split_once(address, b"?").unwrap_or((address, b""));
    let mut values = split(query, b"&")
        .map(|pair| split_once(pair, b"=").unwrap_or((pair, b"")))
        .filter(|(key, _)| decode(key) == name.as_bytes())
        .map(|(_, value)| decode(value));
    match (values.next(), values.next()) {
        (Some(_), Some(_)) => Err(VerifyCode::DuplicateField),
        (Some(value), None) if !value.is_empty() => Ok(value),
        _ => Err(VerifyCode::TokenMissing),
    }
}

/// The URL with the parameter behind those it has, before any fragment. One of this name that it has is replaced.
pub(crate) fn with_parameter(url: &str, name: &str, value: &str) -> String {
    let (address, fragment) = url.find('#').and_then(|at| url.split_at_checked(at)).unwrap_or((url, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let key = |pair: &str| decode(pair.split('=').next().unwrap_or_default().as_bytes()).into_owned();
    let others = query.split('&').filter(|pair| !pair.is_empty() && key(pair) != name.as_bytes());
    let mut signed = alloc::format!("{path}?");
    others.for_each(|pair| signed.extend([pair, "&"]));
    signed.extend([&encode(name.as_bytes()), "=", &encode(value.as_bytes()), fragment]);
    signed
}

/// Bytes as `application/x-www-form-urlencoded` writes them (WHATWG URL section 5.2).
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        match byte {
            b' ' => text.push('+'),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => text.push(byte.into()),
            // Without the 768 bytes of a table that has all of them ready.
            _ => text.extend(["%", &hex::encode_upper([byte])]),
        }
    }
    text
}
