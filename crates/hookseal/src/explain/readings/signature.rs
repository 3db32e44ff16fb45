//! The signature's value, written in another way than the scheme has it.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use super::{Reading, Readings, Received, Undoing};
use crate::explain::code::Cause;
use crate::explain::view::View;
use crate::form::decode;
use crate::mac::Tag;
use crate::parts::Signed;
use crate::scheme::{Algorithm, Encoding, Grammar, SignatureScheme};

impl Readings {
    /// The value of the signature, written in another way.
    pub(super) fn add_signature(&mut self, view: &View) {
        let value = view.value().to_vec();
        if value.is_empty() {
            return;
        }
        if let [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] = value.as_slice() {
            self.undo(&view.with_value(inner.to_vec()), Cause::SignatureQuoted, "");
        }
        let Some(scheme) = view.scheme() else { return };
        for (cause, detail, value) in prefixed(&value, scheme) {
            self.undo(&view.with_value(value), cause, detail);
        }
        for (encoding, name) in ENCODINGS {
            if *encoding != scheme.encoding {
                self.undo(&view.with_scheme(|scheme| scheme.encoding = *encoding), Cause::SignatureEncoding, *name);
            }
        }
        for (detail, text) in view.text().map(respelled).unwrap_or_default() {
            for encoding in [scheme.encoding, Encoding::Hex, Encoding::Base64] {
                if let Some(view) = view.with_text(&text) {
                    let view = view.with_scheme(|scheme| scheme.encoding = encoding);
                    self.undo(&view, Cause::SignatureEncoding, detail);
                }
            }
        }
    }

    /// A signature of which only the start is there, or whose base64 lost its case.
    pub(super) fn add_truncated(&mut self, view: &View) {
        let Some(text) = view.text().and_then(|text| core::str::from_utf8(text).ok()) else { return };
        for algorithm in view.algorithms() {
            let Some(Signed { content, timestamp, .. }) = view.read_around(*algorithm) else { continue };
            let mut add = |cause: Cause, detail: String, received| {
                let part = view.scheme().map(|scheme| scheme.place.describe());
                self.found.push(Reading {
                    undoing: Some(Undoing { code: cause.into(), detail, part }),
                    secret: view.secret.clone(),
                    body: view.body.clone(),
                    algorithm: *algorithm,
                    before: content.before.clone(),
                    after: content.after.clone(),
                    received,
                    timestamp,
                });
            };
            if let Some(start) = start(text, view.encoding())
                && (SHORTEST_START..algorithm.size()).contains(&start.len())
            {
                let detail = format!("{} of {} bytes", start.len(), algorithm.size());
                add(Cause::SignatureTruncated, detail, Received::Start(Tag::from_slice(&start)));
            }
            if view.encoding() != Encoding::Hex {
                add(Cause::SignatureCase, "its base64".into(), Received::AnyCase(lower(text), view.encoding()));
            }
        }
    }

    /// A signature of another algorithm.
    pub(super) fn add_algorithms(&mut self, view: &View) {
        let Some(scheme) = view.scheme() else { return };
        for algorithm in Algorithm::ALL {
            if scheme.algorithms.contains(algorithm) {
                continue;
            }
            let with = |grammar: Grammar| {
                view.with_scheme(|scheme| {
                    scheme.algorithms = Cow::Owned(alloc::vec![*algorithm]);
                    scheme.grammar = grammar;
                })
            };
            self.undo(&with(scheme.grammar.clone()), Cause::AlgorithmOther, algorithm.as_str());
            if let Grammar::Bare { prefix } = &scheme.grammar
                && let Some(known) = scheme.algorithms.first()
            {
                let prefix = prefix.replace(known.as_str(), algorithm.as_str()).into();
                self.undo(&with(Grammar::Bare { prefix }), Cause::AlgorithmOther, algorithm.as_str());
            }
        }
        // Or the value names another one than it was made with.
        if let Grammar::Named { separator, .. } = &scheme.grammar {
            for algorithm in Algorithm::ALL {
                let text = view.text().unwrap_or_default();
                let value = [algorithm.as_str().as_bytes(), separator.as_bytes(), text].concat();
                let named = view.with_value(value).with_scheme(|scheme| {
                    scheme.algorithms = Cow::Owned(Algorithm::ALL.to_vec());
                });
                if scheme.algorithms.contains(algorithm) {
                    let prefix = [algorithm.as_str(), separator].concat();
                    self.undo(&named, Cause::SignaturePrefixMissing, format!("`{prefix}`"));
                } else {
                    self.undo(&named, Cause::AlgorithmOther, algorithm.as_str());
                }
            }
        }
    }
}

/// Values with the prefix that they may have lost, or in the case that they may have had.
fn prefixed(value: &[u8], scheme: &SignatureScheme) -> Vec<(Cause, String, Vec<u8>)> {
    let (missing, case) = (Cause::SignaturePrefixMissing, Cause::SignatureCase);
    let mut found = Vec::new();
    let mut add = |cause, prefix: &str, rest: &[u8]| {
        found.push((cause, format!("`{prefix}`"), [prefix.as_bytes(), rest].concat()));
    };
    let in_other_case = |prefix: &str| {
        let (head, rest) = value.split_at_checked(prefix.len())?;
        (head.eq_ignore_ascii_case(prefix.as_bytes()) && head != prefix.as_bytes()).then_some(rest)
    };
    match &scheme.grammar {
        Grammar::Bare { prefix } if prefix.is_empty() => {
            for other in PREFIXES {
                if let Some(rest) = value.strip_prefix(other.as_bytes()) {
                    found.push((missing, format!("`{other}` is not its prefix"), rest.to_vec()));
                }
            }
        }
        Grammar::Bare { prefix } | Grammar::Items { prefix, .. } => {
            add(missing, prefix, value);
            if let Some(rest) = in_other_case(prefix) {
                add(case, prefix, rest);
            }
            for other in PREFIXES.iter().filter(|other| **other != prefix) {
                if let Some(rest) = value.strip_prefix(other.as_bytes()) {
                    add(missing, prefix, rest);
                }
            }
            // A part of it may be left.
            for at in 1..prefix.len() {
                if let Some(rest) = prefix.get(at..).and_then(|end| value.strip_prefix(end.as_bytes())) {
                    add(missing, prefix, rest);
                }
            }
        }
        Grammar::Named { separator, .. } => {
            for algorithm in &*scheme.algorithms {
                let prefix = [algorithm.as_str(), separator].concat();
                add(missing, &prefix, value);
                if let Some(rest) = in_other_case(&prefix) {
                    add(case, &prefix, rest);
                }
                // As most other providers separate them.
                if let Some(rest) = value.strip_prefix([algorithm.as_str(), "="].concat().as_bytes()) {
                    add(missing, &prefix, rest);
                }
            }
        }
        Grammar::Pairs { separator, assign, signature } => {
            let items: Vec<&[u8]> = crate::bytes::split(value, separator.as_bytes()).collect();
            let bare =
                |item: &[u8]| crate::bytes::find(item, assign.as_bytes()).is_none() && item.len() >= SHORTEST_TEXT;
            if items.iter().any(|item| bare(item)) {
                let key = [signature.as_bytes(), assign.as_bytes()].concat();
                let mended = items.iter().map(|item| if bare(item) { [&key, *item].concat() } else { item.to_vec() });
                let value = mended.collect::<Vec<_>>().join(separator.as_bytes());
                found.push((missing, format!("`{signature}{assign}`"), value));
            }
            let lowered = items.iter().map(|item| match crate::bytes::split_once(item, assign.as_bytes()) {
                Some((key, text)) => [key.to_ascii_lowercase().as_slice(), assign.as_bytes(), text].concat(),
                None => item.to_vec(),
            });
            let lowered = lowered.collect::<Vec<_>>().join(separator.as_bytes());
            if lowered != value {
                found.push((case, "its keys".into(), lowered));
            }
        }
    }
    found
}

/// Spellings of the same signature that are not the canonical one.
fn respelled(text: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    let bare = text.iter().copied().filter(|byte| *byte != b'=').collect::<Vec<u8>>();
    let padded = {
        let padding: &[u8] = match bare.len() & 3 {
            2 => b"==",
            3 => b"=",
            _ => b"",
        };
        [bare.as_slice(), padding].concat()
    };
    found.push(("its base64 lacks the padding, or has one that does not belong there", padded.clone()));
    found.push(("its base64 lacks the padding, or has one that does not belong there", bare));
    let standard = |from: u8| match from {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    found.push(("its base64 is the one for URLs", padded.iter().copied().map(standard).collect()));
    found.push(("it is percent-encoded", decode(text).into_owned()));
    if let Ok(inner) = STANDARD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text))
        && inner.is_ascii()
    {
        found.push(("it is hex inside base64", inner));
    }
    if let Some(rest) = text.strip_prefix(b"0x") {
        found.push(("`0x` stands in front", rest.to_vec()));
    }
    found.push((
        "it has separators between its bytes",
        text.iter().copied().filter(|byte| !matches!(byte, b':' | b'-' | b' ')).collect(),
    ));
    found
}

/// The bytes that a cut text still shows.
fn start(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(['.', '\u{2026}', '=']);
    let whole = |step: usize| text.get(..text.len().saturating_sub(text.len().checked_rem(step)?));
    match encoding {
        Encoding::Hex => hex::decode(whole(2)?).ok(),
        Encoding::Base64 => STANDARD.decode(whole(4)?).ok(),
        Encoding::Base64Url => URL_SAFE_NO_PAD.decode(whole(4)?).ok(),
    }
}

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

const ENCODINGS: &[(Encoding, &str)] =
    &[(Encoding::Hex, "it is hex"), (Encoding::Base64, "it is base64"), (Encoding::Base64Url, "it is base64url")];

/// What other schemes put in front.
const PREFIXES: &[&str] = &["sha256=", "sha256:", "sha1=", "sha512=", "hmac-sha256=", "v0=", "v1=", "v1:", "v1,"];

/// Fewer bytes that agree would be no proof.
const SHORTEST_START: usize = 8;
/// Shorter than the text of any signature.
const SHORTEST_TEXT: usize = 27;
