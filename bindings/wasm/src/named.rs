//! Headers and form fields of any names: names and values in turn.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use hookseal::{FormValue, foreign};

/// Reads the headers of a request.
pub(crate) fn headers(flat: &[String]) -> Vec<(&str, Cow<'_, [u8]>)> {
    pairs(flat).map(|(name, value)| (name, foreign::latin1(value))).collect()
}

/// Reads the fields of a form: a value is `t` and a text, or anything else for a file or no text.
pub(crate) fn fields(flat: &[String]) -> Vec<(&str, FormValue<'_>)> {
    pairs(flat).map(|(name, packed)| (name, field(packed))).collect()
}

fn field(packed: &str) -> FormValue<'_> {
    packed.strip_prefix('t').map_or(FormValue::NotText, FormValue::Text)
}

fn pairs(flat: &[String]) -> impl Iterator<Item = (&str, &str)> {
    flat.as_chunks().0.iter().map(|[name, value]| (name.as_str(), value.as_str()))
}
