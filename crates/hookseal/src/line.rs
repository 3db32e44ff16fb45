//! The method and URL of a request, for schemes that sign them: of such characters alone that the signed content can be
//! split in one way only.

use crate::scheme::Part;

/// What a request says before its headers, as far as the caller hands it over.
#[derive(Clone, Copy, Default)]
pub(crate) struct Line<'a> {
    pub(crate) method: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
}

/// Absolute, so that a signature for one host is none for another; in characters that are those of a URL.
pub(crate) fn is_signable_url(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && url.bytes().all(in_url)
}

/// As methods are registered (RFC 9110 section 16.1): in capital letters, which no URL begins with.
pub(crate) fn is_signable_method(method: &str) -> bool {
    !method.is_empty() && method.bytes().all(in_method)
}

/// Visible ASCII that stands in a URL as it is: neither what JSON, XML or a line of text begins with behind it, nor any
/// character that RFC 3986 section 2 leaves out.
pub(crate) const fn in_url(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'[' | b'\\' | b']' | b'^' | b'`' | b'{'..=b'}')
}

pub(crate) const fn in_method(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

/// Whether the body follows the URL at once. Its first byte must then tell where the URL ends; JSON objects and lists
/// do so, while a form or a number could be a piece of the URL, and the reverse.
pub(crate) fn url_meets_body(content: &[Part]) -> bool {
    content.windows(2).any(|pair| pair == [Part::Url, Part::Body])
}
