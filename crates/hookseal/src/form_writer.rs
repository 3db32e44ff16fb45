//! Writing a form as a provider posts it: the signed field, then the signature.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::find;
use crate::mac::sha256;
use crate::url::encode;

/// A multipart body and its content type. The boundary is derived from the signature, so that the result is
/// reproducible, and derived again if it occurs in the body.
pub(crate) fn multipart(field: &str, body: &[u8], signature: Option<(&str, &str)>, tag: &str) -> (String, Vec<u8>) {
    let boundaries = (0_u64..).map(|attempt| {
        let digest = hex::encode(sha256([tag.as_bytes(), format!("{attempt}").as_bytes()]));
        format!("hookseal-{}", digest.get(..32).unwrap_or_default())
    });
    let free = |boundary: &String| find(body, boundary.as_bytes()).is_none();
    let boundary = boundaries.into_iter().find(free).unwrap_or_default();
    let mut form = Vec::new();
    for (name, value) in [(field, body)].into_iter().chain(signature.map(|(name, value)| (name, value.as_bytes()))) {
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        form.extend_from_slice(head.as_bytes());
        form.extend_from_slice(value);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), form)
}

/// An urlencoded body and its content type.
pub(crate) fn urlencoded(field: &str, body: &[u8], signature: Option<(&str, &str)>) -> (String, Vec<u8>) {
    let mut form = format!("{}={}", encode(field.as_bytes()), encode(body));
    if let Some((name, value)) = signature {
        form.push_str(&format!("&{}={}", encode(name.as_bytes()), encode(value.as_bytes())));
    }
    ("application/x-www-form-urlencoded".into(), form.into_bytes())
}
