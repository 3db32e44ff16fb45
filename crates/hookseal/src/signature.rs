//! Grammars of signature values, strict: text in, full-length tags out.

use alloc::vec::Vec;

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};

use crate::bytes::{split, split_once, trim};
use crate::error::VerifyCode;
use crate::mac::Tag;
use crate::parts::Found;
use crate::scheme::{Algorithm, Encoding, Grammar, SignatureScheme, Variant};

/// How many items a list of signatures may have.
pub(crate) const MOST_ITEMS: usize = 16;

/// The signatures of one request, and the algorithm they were made with.
#[derive(Debug)]
pub(crate) struct Signatures {
    pub(crate) algorithm: Algorithm,
    pub(crate) tags: Vec<Tag>,
}

/// Reads a signature value that is present, single and not too long.
pub(crate) fn parse(value: &[u8], variant: &Variant, scheme: &SignatureScheme) -> Result<Signatures, VerifyCode> {
    match &scheme.grammar {
        Grammar::Bare { prefix } => {
            let text = value.strip_prefix(prefix.as_bytes()).ok_or(VerifyCode::SignatureMalformed)?;
            single(text, only(scheme)?, scheme)
        }
        Grammar::Named { separator, bare } => {
            let (algorithm, text) = match (split_once(value, separator.as_bytes()), bare) {
                (Some((name, text)), _) => (named(name), text),
                (None, Some(bare)) => (Some(*bare), value),
                (None, None) => return Err(VerifyCode::SignatureMalformed),
            };
            match algorithm.filter(|algorithm| scheme.algorithms.contains(algorithm)) {
                Some(algorithm) => single(text, algorithm, scheme),
                None => Err(VerifyCode::AlgorithmNotAllowed),
            }
        }
        Grammar::Pairs { signature, .. } => {
            let algorithm = only(scheme)?;
            let is_value = |key: &[u8]| variant.values().any(|other| other.as_bytes() == key);
            let pairs: Vec<_> = pairs(value, &scheme.grammar).filter(|(key, _)| !is_value(key)).collect();
            let taken = pairs.iter().filter(|(key, _)| *key == signature.as_bytes());
            if pairs.len() > MOST_ITEMS {
                return Err(VerifyCode::TooManySignatures);
            }
            if !pairs.is_empty() && taken.clone().count() == 0 {
                return Err(VerifyCode::SignatureUnsupported);
            }
            several(taken.map(|(_, text)| *text), algorithm, scheme)
        }
        Grammar::Items { separator, prefix } => {
            let algorithm = only(scheme)?;
            let items: Vec<_> = items(value, separator.as_bytes()).collect();
            let taken = items.iter().filter_map(|item| item.strip_prefix(prefix.as_bytes()));
            if items.len() > MOST_ITEMS {
                return Err(VerifyCode::TooManySignatures);
            }
            // An item of another version has the same last character of the prefix: `v2,..` beside `v1,..`.
            let versioned = |item: &&[u8]| prefix.as_bytes().last().is_some_and(|mark| item.contains(mark));
            if taken.clone().count() == 0 && items.iter().any(versioned) {
                return Err(VerifyCode::SignatureUnsupported);
            }
            several(taken, algorithm, scheme)
        }
    }
}

/// Whether a header value shows that the header was sent more than once and joined by a server.
pub(crate) fn joined(value: &[u8], variant: &Variant, scheme: &SignatureScheme) -> bool {
    match &scheme.grammar {
        Grammar::Bare { .. } | Grammar::Named { .. } => value.contains(&b','),
        Grammar::Pairs { .. } => {
            let repeated = |key: &[u8]| pairs(value, &scheme.grammar).filter(|(other, _)| *other == key).count() > 1;
            variant.signed_values().any(|key| repeated(key.as_bytes()))
        }
        Grammar::Items { separator, .. } if separator.as_bytes().contains(&b',') => false,
        Grammar::Items { separator, prefix } => {
            let again: Vec<u8> = [b",", prefix.as_bytes()].concat();
            items(value, separator.as_bytes())
                .any(|item| item.ends_with(b",") || item.windows(again.len()).any(|window| window == again))
        }
    }
}

/// The first value of this key in a list of pairs, and how often the key stands there.
pub(crate) fn value_of<'a>(value: &'a [u8], grammar: &'a Grammar, key: &str) -> Found<'a> {
    let mut values = pairs(value, grammar).filter(|(other, _)| *other == key.as_bytes());
    match values.next() {
        Some((_, first)) => Found { value: first, count: values.count().saturating_add(1) },
        None => Found::default(),
    }
}

/// Writes a tag as the scheme's text.
pub(crate) fn encode(tag: &Tag, encoding: Encoding) -> alloc::string::String {
    match encoding {
        Encoding::Hex => hex::encode(tag.as_slice()),
        Encoding::Base64 => STANDARD.encode(tag.as_slice()),
        Encoding::Base64Url => BASE64_URL.encode(tag.as_slice()),
    }
}

fn single(text: &[u8], algorithm: Algorithm, scheme: &SignatureScheme) -> Result<Signatures, VerifyCode> {
    several([text].into_iter(), algorithm, scheme)
}

/// Items are independent: one that cannot be read is passed over, so long as another can.
fn several<'a>(
    texts: impl Iterator<Item = &'a [u8]>,
    algorithm: Algorithm,
    scheme: &SignatureScheme,
) -> Result<Signatures, VerifyCode> {
    let tags: Vec<Tag> = texts.filter_map(|text| decode(text, algorithm.size(), scheme.encoding)).collect();
    if tags.is_empty() { Err(VerifyCode::SignatureMalformed) } else { Ok(Signatures { algorithm, tags }) }
}

/// Decodes the whole text to exactly `size` bytes, canonical spellings only (RFC 4648 section 3.5).
fn decode(text: &[u8], size: usize, encoding: Encoding) -> Option<Tag> {
    let mut buffer = [0; Tag::MOST];
    let bytes = buffer.get_mut(..size)?;
    match encoding {
        Encoding::Hex => hex::decode_to_slice(text, bytes).ok()?,
        Encoding::Base64 => exactly(STANDARD.decode_slice(text, bytes).ok()?, size)?,
        Encoding::Base64Url => exactly(BASE64_URL.decode_slice(text, bytes).ok()?, size)?,
    }
    Some(Tag::from_slice(bytes))
}

fn exactly(found: usize, size: usize) -> Option<()> {
    (found == size).then_some(())
}

fn named(name: &[u8]) -> Option<Algorithm> {
    core::str::from_utf8(name).ok().and_then(Algorithm::from_name)
}

/// The algorithm of a scheme whose grammar does not name one. A scheme has at least one.
fn only(scheme: &SignatureScheme) -> Result<Algorithm, VerifyCode> {
    scheme.algorithms.first().copied().ok_or(VerifyCode::InternalError)
}

fn items<'a>(value: &'a [u8], separator: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + Clone {
    split(value, separator).map(trim).filter(|item| !item.is_empty())
}

fn pairs<'a>(value: &'a [u8], grammar: &'a Grammar) -> impl Iterator<Item = (&'a [u8], &'a [u8])> + Clone {
    let (separator, assign) = match grammar {
        Grammar::Pairs { separator, assign, .. } => (separator.as_bytes(), assign.as_bytes()),
        _ => (&b","[..], &b"="[..]),
    };
    split(value, separator).filter_map(move |item| split_once(trim(item), assign))
}

const BASE64_URL: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::RequireNone),
);
