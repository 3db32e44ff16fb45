//! What key a secret may stand for, if it was copied, wrapped or decoded in another way than the sender's.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::code::Cause;
use crate::builder::Given;
use crate::scheme::{SecretEncoding, SecretFormat};
use crate::secret::{Secret, SecretInput};

/// A key, and what was undone to come to it; nothing for the key that the scheme says.
pub(super) struct Key {
    pub(super) cause: Option<(Cause, String)>,
    /// Which of the secrets, from 0; of the other ones, if the cause says so.
    pub(super) secret: usize,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

/// The keys of all secrets: first what the scheme says, then the other secrets, then what may have been meant.
pub(super) fn keys(given: &[Given], others: &[Given], format: &SecretFormat) -> Vec<Key> {
    let mut keys = Keys { format, found: Vec::new() };
    for (index, secret) in given.iter().enumerate() {
        keys.add_input(None, index, secret.input());
    }
    for (index, secret) in others.iter().enumerate() {
        keys.add_input(Some((Cause::SecretOther, String::new())), index, secret.input());
    }
    for (index, secret) in given.iter().enumerate() {
        if let Some(text) = text_of(secret) {
            keys.add_meant(index, text);
        }
    }
    keys.found
}

/// The tokens that the secrets may stand for, the same way.
pub(super) fn tokens(given: &[Given], others: &[Given]) -> Vec<Key> {
    keys(given, others, &SecretFormat { encoding: SecretEncoding::Utf8, prefix: "".into(), keep_prefix: false })
}

/// A text without what does not belong to a secret, and what that was.
pub(super) fn unwrapped(text: &str) -> Vec<(Cause, &'static str, &str)> {
    let mut found = Vec::new();
    let trimmed = text.trim_matches(is_stray);
    // As two characters each, from a file of variables that nobody has read as such.
    let trimmed = trimmed.strip_suffix("\\n").unwrap_or(trimmed);
    let trimmed = trimmed.strip_suffix("\\r").unwrap_or(trimmed).trim_matches(is_stray);
    if trimmed != text {
        found.push((Cause::SecretWhiteSpace, "around it", trimmed));
    }
    for quote in ['"', '\'', '`', '\u{201c}', '\u{2018}'] {
        let closing = match quote {
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            other => other,
        };
        if let Some(inner) = trimmed.strip_prefix(quote).and_then(|rest| rest.strip_suffix(closing)) {
            found.push((Cause::SecretQuoted, "around it", inner));
        }
    }
    let bare = found.last().map_or(text, |(_, _, inner)| inner);
    for (start, what) in STARTS {
        if let Some((head, rest)) = bare.split_at_checked(start.len())
            && head.eq_ignore_ascii_case(start)
        {
            found.push((Cause::SecretPrefixed, what, rest.trim_start()));
        }
    }
    if let Some((name, rest)) = bare.split_once('=')
        && !rest.is_empty()
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' || byte == b' ')
    {
        found.push((Cause::SecretPrefixed, "the name of a variable", rest.trim_matches(['"', '\''])));
    }
    found
}

struct Keys<'a> {
    format: &'a SecretFormat,
    found: Vec<Key>,
}

impl Keys<'_> {
    fn add_input(&mut self, cause: Option<(Cause, String)>, secret: usize, input: SecretInput<'_>) {
        if let Ok(key) = Secret::key(input, self.format) {
            self.add(cause, secret, key.as_slice().to_vec());
        }
    }

    fn add_meant(&mut self, secret: usize, text: &str) {
        for (cause, what, inner) in unwrapped(text) {
            self.add_input(Some((cause, what.to_owned())), secret, SecretInput::Text(inner));
        }
        let inner: String = text.chars().filter(|character| !is_stray(*character)).collect();
        self.add_input(Some((Cause::SecretWhiteSpace, "within it".to_owned())), secret, SecretInput::Text(&inner));
        let text = text.trim();
        self.add_prefixes(secret, text);
        self.add_encodings(secret, text);
    }

    fn add_prefixes(&mut self, secret: usize, text: &str) {
        let prefix = self.format.prefix.as_ref();
        let known = if prefix.is_empty() { COMMON_PREFIX } else { prefix };
        let plain = self.format.encoding == SecretEncoding::Utf8;
        let detail = || format!("`{known}`");
        match text.strip_prefix(known) {
            Some(bare) if plain && (self.format.keep_prefix || prefix.is_empty()) => {
                self.add(Some((Cause::SecretPrefixKept, detail())), secret, bare.as_bytes().to_vec());
            }
            Some(_) if plain => {
                self.add(Some((Cause::SecretPrefixStripped, detail())), secret, text.as_bytes().to_vec());
            }
            None if plain && !prefix.is_empty() => {
                let whole = [known, text].concat();
                self.add(Some((Cause::SecretPrefixStripped, detail())), secret, whole.into_bytes());
            }
            // An unknown word in front of a base64 or hex secret.
            _ => {}
        }
    }

    fn add_encodings(&mut self, secret: usize, text: &str) {
        let bare = text.strip_prefix(self.format.prefix.as_ref()).unwrap_or(text);
        let bare = bare.strip_prefix(COMMON_PREFIX).unwrap_or(bare);
        for (what, text) in [("without its prefix", bare), ("whole", text)] {
            if self.format.encoding != SecretEncoding::Utf8 {
                self.add(Some((Cause::SecretIsText, what.to_owned())), secret, text.as_bytes().to_vec());
            }
            if let Some(bytes) = base64(text) {
                if self.format.encoding != SecretEncoding::Base64 {
                    self.add(Some((Cause::SecretIsBase64, what.to_owned())), secret, bytes.clone());
                }
                // A secret of the right form, in base64 once more.
                if let Ok(inner) = core::str::from_utf8(&bytes) {
                    let cause = (Cause::SecretIsBase64, "once more than the scheme has it".to_owned());
                    self.add_input(Some(cause), secret, SecretInput::Text(inner.trim()));
                }
            }
            if self.format.encoding != SecretEncoding::Hex
                && let Ok(bytes) = hex::decode(text)
            {
                self.add(Some((Cause::SecretIsHex, what.to_owned())), secret, bytes);
            }
        }
    }

    fn add(&mut self, cause: Option<(Cause, String)>, secret: usize, bytes: Vec<u8>) {
        let bytes = Zeroizing::new(bytes);
        if !bytes.is_empty() && !self.found.iter().any(|key| key.bytes == bytes) {
            self.found.push(Key { cause, secret, bytes });
        }
    }
}

/// The text of a secret; bytes that are text count as such.
pub(super) fn text_of(given: &Given) -> Option<&str> {
    match given.input() {
        SecretInput::Text(text) => Some(text),
        SecretInput::Bytes(bytes) => core::str::from_utf8(bytes).ok(),
        SecretInput::Unusable => None,
    }
}

/// How people count.
pub(super) fn number(index: usize) -> usize {
    index.saturating_add(1)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    STANDARD_NO_PAD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok()
}

fn is_stray(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// What many providers put in front of a secret.
const COMMON_PREFIX: &str = "whsec_";

/// What people copy along with a secret.
const STARTS: &[(&str, &str)] = &[
    ("Bearer ", "`Bearer`"),
    ("Basic ", "`Basic`"),
    ("Token ", "`Token`"),
    ("v1,", "`v1,`"),
    ("v1=", "`v1=`"),
    ("sha256=", "`sha256=`"),
    ("export ", "`export`"),
];
