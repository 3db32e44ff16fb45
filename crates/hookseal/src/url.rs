//! One parameter of a request's URL: read for `verify`, appended for `sign`.

use alloc::borrow::Cow;
use alloc::string::String;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

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

/// The URL with the parameter behind those it has, before any fragment.
pub(crate) fn with_parameter(url: &str, name: &str, value: &str) -> String {
    let (address, fragment) = match url.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (url, None),
    };
    let joint = match address.split_once('?') {
        None => "?",
        Some((_, "")) => "",
        Some(_) => "&",
    };
    let parameter = alloc::format!("{address}{joint}{}={}", encode(name), encode(value));
    match fragment {
        Some(fragment) => alloc::format!("{parameter}#{fragment}"),
        None => parameter,
    }
}

/// Text as `application/x-www-form-urlencoded` writes it (WHATWG URL section 5.2).
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).collect::<String>().replace("%20", "+")
}

pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');
