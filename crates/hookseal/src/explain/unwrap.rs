//! What people copy along with a secret: white space, quotes, labels, a whole line of a file.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::code::Cause;
use crate::json::Value;

/// A text without some of what does not belong to it, and what that was.
#[derive(Clone)]
pub(super) struct Unwrapped {
    pub(super) causes: Vec<(Cause, &'static str)>,
    pub(super) text: Zeroizing<String>,
}

/// Everything that may be meant by a text, with fewer things around it the earlier.
pub(super) fn unwrapped(text: &str) -> Vec<Unwrapped> {
    let mut found: Vec<Unwrapped> = Vec::new();
    let mut layer = alloc::vec![Unwrapped { causes: Vec::new(), text: Zeroizing::new(text.to_string()) }];
    for _ in 0..MOST_LAYERS {
        let peeled = layer.iter().flat_map(|outer| {
            peel(&outer.text).into_iter().map(|(cause, detail, text)| {
                let mut causes = outer.causes.clone();
                // One of a kind is said once.
                if !causes.iter().any(|(known, _)| *known == cause) {
                    causes.push((cause, detail));
                }
                Unwrapped { causes, text }
            })
        });
        layer = peeled.filter(|inner| !found.iter().any(|known| known.text == inner.text)).take(MOST_TEXTS).collect();
        found.extend(layer.iter().cloned());
    }
    found.retain(|inner| !inner.text.is_empty());
    found
}

/// One layer taken away, in each way that fits.
fn peel(text: &str) -> Vec<(Cause, &'static str, Zeroizing<String>)> {
    let mut found = Vec::new();
    let mut add = |cause, detail, inner: &str| {
        if inner != text {
            found.push((cause, detail, Zeroizing::new(inner.to_string())));
        }
    };
    add(Cause::SecretWhiteSpace, "around it", text.trim_matches(is_stray));
    // As two characters, from a file of variables that nobody has read as such.
    for end in ["\\r\\n", "\\n"] {
        add(Cause::SecretWhiteSpace, "`\\n` as two characters", text.strip_suffix(end).unwrap_or(text));
    }
    add(Cause::SecretQuoted, "", unquoted(text).unwrap_or(text));
    add(Cause::SecretPrefixed, "punctuation behind it", text.trim_end_matches([',', ';']));
    if let Some((before, _)) = text.split_once(" #") {
        add(Cause::SecretPrefixed, "a comment behind it", before.trim_end());
    }
    for (start, what) in STARTS {
        if let Some((head, rest)) = text.split_at_checked(start.len())
            && head.eq_ignore_ascii_case(start)
        {
            add(Cause::SecretPrefixed, what, rest.trim_start());
        }
    }
    for separator in ['=', ':'] {
        if let Some((name, rest)) = text.split_once(separator)
            && is_label(name)
        {
            add(Cause::SecretPrefixed, "a name in front", rest.trim());
        }
    }
    if let Some(Value::Object(members)) = text.starts_with('{').then(|| Value::parse(text)).flatten() {
        for (_, value) in members.iter().take(MOST_TEXTS) {
            if let Value::Text(inner) = value {
                add(Cause::SecretPrefixed, "it is a member of a JSON document", inner);
            }
        }
    }
    found
}

/// Without quotes on both sides, or on one; with backslashes before them, too.
fn unquoted(text: &str) -> Option<&str> {
    let inner = QUOTES.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let half = || QUOTES.iter().find_map(|(open, close)| text.strip_prefix(open).or_else(|| text.strip_suffix(close)));
    inner.or_else(half)
}

/// The name of a variable, a key of a file, or a heading.
fn is_label(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-. \"'".contains(&byte);
    (1..=LONGEST_LABEL).contains(&name.len())
        && name.bytes().all(fits)
        && name.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// White space and what is not seen.
pub(super) fn is_stray(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{feff}' | '\u{200b}')
}

const QUOTES: &[(&str, &str)] = &[
    ("\\\"", "\\\""),
    ("\"", "\""),
    ("'", "'"),
    ("`", "`"),
    ("\u{201c}", "\u{201d}"),
    ("\u{2018}", "\u{2019}"),
    ("\u{ab}", "\u{bb}"),
];

/// What stands in front where a header or a line of code was copied.
const STARTS: &[(&str, &str)] = &[
    ("Bearer ", "`Bearer`"),
    ("Basic ", "`Basic`"),
    ("Token ", "`Token`"),
    ("v1,", "`v1,`"),
    ("v1=", "`v1=`"),
    ("sha256=", "`sha256=`"),
    ("export ", "`export`"),
    ("whsec_whsec_", "its prefix twice"),
];

const LONGEST_LABEL: usize = 40;
const MOST_LAYERS: usize = 4;
const MOST_TEXTS: usize = 16;
