//! What key a secret may stand for, if it was copied, wrapped or decoded in another way than the sender's.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::code::Cause;
use super::unwrap::{is_stray, unwrapped};
use crate::builder::Given;
use crate::scheme::{SecretEncoding, SecretFormat};
use crate::secret::{Secret, SecretInput};

/// A key, and what was undone to come to it: nothing for the key that the scheme says.
pub(super) struct Key {
    pub(super) causes: Vec<(Cause, String)>,
    /// Which of the secrets, from 0; of the other ones, if the cause says so.
    pub(super) secret: usize,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

/// The keys of all secrets: first what the scheme says, then the other secrets, then what may have been meant.
pub(super) fn keys(given: &[Given], others: &[Given], format: &SecretFormat) -> Vec<Key> {
    let mut keys = Keys { format, found: Vec::new() };
    let other = || alloc::vec![(Cause::SecretOther, String::new())];
    for (index, secret) in given.iter().enumerate() {
        keys.add_input(Vec::new(), index, secret.input());
    }
    for (index, secret) in others.iter().enumerate() {
        keys.add_input(other(), index, secret.input());
    }
    for (index, secret) in given.iter().enumerate() {
        keys.add_meant(&[], index, secret);
    }
    for (index, secret) in others.iter().enumerate() {
        keys.add_meant(&other(), index, secret);
    }
    keys.found
}

/// The tokens that the secrets may stand for, the same way.
pub(super) fn tokens(given: &[Given], others: &[Given]) -> Vec<Key> {
    keys(given, others, &SecretFormat { encoding: SecretEncoding::Utf8, prefix: "".into(), keep_prefix: false })
}

struct Keys<'a> {
    format: &'a SecretFormat,
    found: Vec<Key>,
}

impl Keys<'_> {
    fn add_input(&mut self, causes: Vec<(Cause, String)>, secret: usize, input: SecretInput<'_>) {
        if let Ok(key) = Secret::key(input, self.format) {
            self.add(causes, secret, key.as_slice().to_vec());
        }
    }

    fn add_meant(&mut self, before: &[(Cause, String)], secret: usize, given: &Given) {
        let Some(text) = text_of(given) else { return };
        let is_text = matches!(given.input(), SecretInput::Text(_));
        for inner in unwrapped(text) {
            let own = inner.causes.iter().map(|(cause, detail)| (*cause, (*detail).to_owned()));
            let causes = before.iter().cloned().chain(own).collect();
            // Raw bytes are the key, and so is what is left of them.
            let bytes = inner.text.as_bytes();
            let input = if is_text { SecretInput::Text(&inner.text) } else { SecretInput::Bytes(bytes) };
            self.add_input(causes, secret, input);
        }
        let mut inner = Zeroizing::new(String::with_capacity(text.len()));
        inner.extend(text.chars().filter(|character| !is_stray(*character)));
        let causes = before.iter().cloned().chain([(Cause::SecretWhiteSpace, "within it".to_owned())]).collect();
        self.add_input(causes, secret, SecretInput::Text(&inner));
        let text = text.trim();
        if before.is_empty() {
            self.add_prefixes(secret, text);
            self.add_encodings(secret, text);
        }
    }

    fn add_prefixes(&mut self, secret: usize, text: &str) {
        let prefix = self.format.prefix.as_ref();
        let known = if prefix.is_empty() { COMMON_PREFIX } else { prefix };
        let plain = self.format.encoding == SecretEncoding::Utf8;
        let detail = || format!("`{known}`");
        match text.strip_prefix(known) {
            Some(bare) if plain && (self.format.keep_prefix || prefix.is_empty()) => {
                self.add(alloc::vec![(Cause::SecretPrefixKept, detail())], secret, bare.as_bytes().to_vec());
            }
            Some(_) if plain => {
                self.add(alloc::vec![(Cause::SecretPrefixStripped, detail())], secret, text.as_bytes().to_vec());
            }
            None if plain && !prefix.is_empty() => {
                let whole = [known, text].concat();
                self.add(alloc::vec![(Cause::SecretPrefixStripped, detail())], secret, whole.into_bytes());
            }
            // An unknown word in front of a base64 or hex secret.
            _ => {}
        }
    }

    fn add_encodings(&mut self, secret: usize, text: &str) {
        let bare = text.strip_prefix(self.format.prefix.as_ref()).unwrap_or(text);
        let bare = bare.strip_prefix(COMMON_PREFIX).unwrap_or(bare);
        let without = if bare == text { "" } else { "without its prefix" };
        for (what, text) in [(without, bare), ("with its prefix", text)] {
            if self.format.encoding != SecretEncoding::Utf8 {
                self.add(alloc::vec![(Cause::SecretIsText, what.to_owned())], secret, text.as_bytes().to_vec());
            }
            if let Some(bytes) = base64(text) {
                if self.format.encoding != SecretEncoding::Base64 {
                    self.add(alloc::vec![(Cause::SecretIsBase64, what.to_owned())], secret, bytes.to_vec());
                }
                // A secret of the right form, in base64 once more.
                if let Ok(inner) = core::str::from_utf8(&bytes) {
                    let cause = (Cause::SecretIsBase64, "once more than the scheme has it".to_owned());
                    self.add_input(alloc::vec![cause], secret, SecretInput::Text(inner.trim()));
                }
            }
            if self.format.encoding != SecretEncoding::Hex
                && let Ok(bytes) = hex::decode(text)
            {
                self.add(alloc::vec![(Cause::SecretIsHex, what.to_owned())], secret, bytes);
            }
        }
    }

    fn add(&mut self, causes: Vec<(Cause, String)>, secret: usize, bytes: Vec<u8>) {
        let bytes = Zeroizing::new(bytes);
        if !bytes.is_empty() && !self.found.iter().any(|key| key.bytes == bytes) {
            self.found.push(Key { causes, secret, bytes });
        }
    }
}

/// The secret as it was given.
pub(super) fn whole(given: &Given) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(match given.input() {
        SecretInput::Text(text) => text.as_bytes().to_vec(),
        SecretInput::Bytes(bytes) => bytes.to_vec(),
        SecretInput::Unusable => Vec::new(),
    })
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

fn base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let text = text.trim_end_matches('=');
    STANDARD_NO_PAD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text)).ok().map(Zeroizing::new)
}

/// What many providers put in front of a secret.
const COMMON_PREFIX: &str = "whsec_";
