//! Secrets: parsed as the scheme says, refused when they cannot be meant, wiped when dropped.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet, decoded_len_estimate};
use zeroize::Zeroizing;

use crate::bytes::find;
use crate::error::{ConfigCode, ConfigError};
use crate::scheme::{SecretEncoding, SecretFormat};

/// What a caller hands over as a secret: text, read as the scheme says, or the raw bytes of the key.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum SecretInput<'a> {
    /// The raw bytes of the key.
    Bytes(&'a [u8]),
    /// The text that the provider shows.
    Text(&'a str),
    /// Something else, in a language without static types.
    #[doc(hidden)]
    Unusable,
}

impl fmt::Debug for SecretInput<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretInput(REDACTED)")
    }
}

/// Whatever can be handed over as a secret: `&str`, `String`, `&[u8]`, `Vec<u8>`, arrays of bytes.
pub trait AsSecret {
    /// The secret as text or bytes.
    fn as_secret(&self) -> SecretInput<'_>;
}

impl AsSecret for SecretInput<'_> {
    fn as_secret(&self) -> SecretInput<'_> {
        *self
    }
}

impl AsSecret for str {
    fn as_secret(&self) -> SecretInput<'_> {
        SecretInput::Text(self)
    }
}

impl AsSecret for String {
    fn as_secret(&self) -> SecretInput<'_> {
        SecretInput::Text(self)
    }
}

impl AsSecret for [u8] {
    fn as_secret(&self) -> SecretInput<'_> {
        SecretInput::Bytes(self)
    }
}

impl<const N: usize> AsSecret for [u8; N] {
    fn as_secret(&self) -> SecretInput<'_> {
        SecretInput::Bytes(self)
    }
}

impl AsSecret for Vec<u8> {
    fn as_secret(&self) -> SecretInput<'_> {
        SecretInput::Bytes(self)
    }
}

impl<T: AsSecret + ?Sized> AsSecret for &T {
    fn as_secret(&self) -> SecretInput<'_> {
        (**self).as_secret()
    }
}

/// The key or token that a secret stands for.
pub(crate) struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// The key of a keyed MAC.
    pub(crate) fn key(input: SecretInput<'_>, format: &SecretFormat) -> Result<Self, ConfigError> {
        let text = match input {
            SecretInput::Bytes([]) | SecretInput::Text("") => return Err(missing()),
            SecretInput::Bytes(bytes) => return Ok(Self::new(bytes.to_vec())),
            SecretInput::Text(text) => text,
            SecretInput::Unusable => return Err(invalid("is neither text nor bytes")),
        };
        check_text(text)?;
        let prefix = format.prefix.as_ref();
        let bare = text.strip_prefix(prefix).unwrap_or(text);
        if bare.is_empty() {
            return Err(invalid(format!("holds nothing after `{prefix}`")));
        }
        let material = if format.keep_prefix { text } else { bare };
        let bytes = decode(material.as_bytes(), format.encoding)?;
        if bytes.is_empty() { Err(invalid("decodes to nothing")) } else { Ok(Self(bytes)) }
    }

    /// A static token: what a header or URL can carry unchanged.
    pub(crate) fn token(input: SecretInput<'_>) -> Result<Self, ConfigError> {
        let bytes = match input {
            SecretInput::Bytes(bytes) => bytes,
            SecretInput::Text(text) => text.as_bytes(),
            SecretInput::Unusable => return Err(invalid("is neither text nor bytes")),
        };
        if bytes.is_empty() {
            return Err(missing());
        }
        if let Ok(text) = core::str::from_utf8(bytes) {
            check_text(text)?;
        }
        if !bytes.iter().all(|byte| matches!(byte, 0x20..=0x7e)) {
            return Err(invalid("is a token, so it must be printable ASCII"));
        }
        Ok(Self::new(bytes.to_vec()))
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(REDACTED)")
    }
}

/// Decodes into the place where the key stays: a growing block, or one of a text that is refused, is freed unwiped.
fn decode(text: &[u8], encoding: SecretEncoding) -> Result<Zeroizing<Vec<u8>>, ConfigError> {
    let size = match encoding {
        SecretEncoding::Utf8 => return Ok(Zeroizing::new(text.to_vec())),
        SecretEncoding::Hex => text.len().div_euclid(2),
        SecretEncoding::Base64 => decoded_len_estimate(text.len()),
    };
    let mut bytes = Zeroizing::new(alloc::vec![0; size]);
    if encoding == SecretEncoding::Hex {
        hex::decode_to_slice(text, &mut bytes).map_err(|_| invalid("is not hex"))?;
    } else {
        let size = LENIENT_BASE64.decode_slice(text, &mut bytes).map_err(|_| invalid("is not base64"))?;
        bytes.truncate(size);
    }
    Ok(bytes)
}

/// Refuses texts that nobody chose as a secret: left-over placeholders, other kinds of key, stray white space.
fn check_text(text: &str) -> Result<(), ConfigError> {
    if text.trim() != text {
        return Err(invalid("starts or ends with white space"));
    }
    if text.chars().any(|character| character == BYTE_ORDER_MARK) {
        return Err(invalid("holds a byte order mark"));
    }
    if OTHER_KEYS.iter().any(|start| text.starts_with(start))
        || (text.starts_with('{') && find(text.as_bytes(), b"\"kty\"").is_some())
    {
        return Err(invalid("is a key of another kind, not a shared secret"));
    }
    if text.chars().any(char::is_control) {
        return Err(invalid("holds control characters"));
    }
    if is_placeholder(text) {
        return Err(invalid("is a placeholder"));
    }
    Ok(())
}

/// Whether a text stands for a secret that was not filled in.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let bracketed = |(start, end): &(&str, &str)| text.starts_with(start) && text.ends_with(end);
    BRACKETS.iter().any(bracketed) || PLACEHOLDERS.iter().any(|known| text.eq_ignore_ascii_case(known))
}

fn missing() -> ConfigError {
    ConfigError::new(ConfigCode::MissingSecret, "no secret was given: is the environment variable set?")
}

fn invalid(what: impl AsRef<str>) -> ConfigError {
    ConfigError::new(ConfigCode::InvalidSecret, format!("the secret {}", what.as_ref()))
}

/// Secrets are typed by people: padding may be lacking and spare bits set. Nobody attacks through them.
const LENIENT_BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

const BYTE_ORDER_MARK: char = '\u{feff}';

const OTHER_KEYS: &[&str] = &["-----BEGIN", "ssh-", "whpk_", "whsk_"];

/// What stands around the name of a value that was not filled in.
const BRACKETS: &[(&str, &str)] = &[("${", "}"), ("{{", "}}"), ("<", ">")];

const PLACEHOLDERS: &[&str] = &[
    "...",
    "[object object]",
    "change-me",
    "change_me",
    "changeme",
    "none",
    "null",
    "placeholder",
    "undefined",
    "whsec_...",
    "your-secret",
    "your-secret-here",
    "your_secret",
    "your_secret_here",
];
