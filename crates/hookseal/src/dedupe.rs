//! The key by which a delivery is handled once: from authenticated material only.
//!
//! Never the timestamp or the MAC, so that a provider's retry keeps its key; never an unsigned header, so that nobody
//! can mint a new one.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::json::Value;
use crate::mac::sha256;
use crate::scheme::Text;

/// What identifies a delivery, the first that exists.
enum Identity<'a> {
    Id(&'a str),
    Members(Vec<String>),
    Body([u8; 32]),
}

/// SHA-256, as 64 hex characters, over the length-prefixed provider, endpoint name and identity.
pub(crate) fn key(provider: &str, endpoint: &str, signed_id: Option<&str>, pointers: &[Text], body: &[u8]) -> String {
    let identity = match signed_id {
        Some(id) => Identity::Id(id),
        None => {
            let json = core::str::from_utf8(body).ok().filter(|_| !pointers.is_empty());
            let members = json.and_then(|json| members(json, pointers));
            members.map_or_else(|| Identity::Body(sha256([body])), Identity::Members)
        }
    };
    let mut fields: Vec<&[u8]> = alloc::vec![provider.as_bytes(), endpoint.as_bytes()];
    match &identity {
        Identity::Id(id) => fields.extend([&b"id"[..], id.as_bytes()]),
        Identity::Members(values) => {
            fields.push(b"members");
            fields.extend(values.iter().map(|value| value.as_bytes()));
        }
        Identity::Body(digest) => fields.extend([&b"body"[..], digest]),
    }
    // Without lengths, ("a", "bc") and ("ab", "c") would share a key.
    let lengths: Vec<[u8; 8]> = fields.iter().map(|field| (field.len() as u64).to_be_bytes()).collect();
    let pieces = lengths.iter().zip(fields).flat_map(|(length, field)| [&length[..], field]);
    hex::encode(sha256(pieces))
}

/// The texts and whole numbers at all pointers, or nothing if one is missing.
pub(crate) fn members(json: &str, pointers: &[Text]) -> Option<Vec<String>> {
    Value::at_all(json, pointers, |value| match value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        Value::Negative(number) => Some(number.to_string()),
        Value::Positive(number) => Some(number.to_string()),
        _ => None,
    })
}
