//! The search for a cause where a static token is compared: what stands around it, where else it stands.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::code::{Cause, FindingCode};
use super::keys::Key;
use super::readings::{Undoing, shown};
use super::report::Work;
use super::search::Match;
use super::unwrap::unwrapped;
use super::view::Pairs;
use crate::bytes::{split, split_once};
use crate::form::decode;
use crate::mac::{Tag, first_match, sha256};
use crate::parts::Found;
use crate::scheme::{Place, TokenPlace, TokenScheme};

/// A value that may be the token, and what was undone to come to it.
struct Candidate {
    undoing: Option<Undoing>,
    value: Vec<u8>,
}

/// The first candidate that is one of the tokens: as it stands, with one thing undone, or with two.
pub(super) fn search(
    scheme: &TokenScheme,
    headers: &Pairs,
    url: Option<&str>,
    keys: &[Key],
    work: &mut Work,
) -> Option<Match> {
    let candidates = candidates(scheme, headers, url);
    for undone in 0..=2_usize {
        for candidate in &candidates {
            for key in keys {
                let count =
                    usize::from(candidate.undoing.is_some()).saturating_add(usize::from(!key.causes.is_empty()));
                if count != undone {
                    continue;
                }
                if !work.spend(1, candidate.value.len()) {
                    return None;
                }
                let digest = |bytes: &[u8]| Tag::from_slice(&sha256([bytes]));
                if first_match([digest(&key.bytes)], &[digest(&candidate.value)]).is_some() {
                    let undone = candidate.undoing.clone().into_iter().chain(key.undoings()).collect();
                    return Some(Match { undone, timestamp: None });
                }
            }
        }
    }
    None
}

fn candidates(scheme: &TokenScheme, headers: &Pairs, url: Option<&str>) -> Vec<Candidate> {
    let TokenPlace::Known(place) = &scheme.place else { return Vec::new() };
    let mut found = Vec::new();
    let prefix = scheme.prefix.as_bytes();
    for (name, value) in values(place, headers, url) {
        let own = name.is_none();
        let part = name.as_ref().map_or_else(|| place.describe(), |name| at(place, name));
        let mut add = |code: Option<FindingCode>, detail: &str, value: &[u8]| {
            let detail = detail.to_string();
            let undoing = code.map(|code| Undoing { code, detail, part: Some(part.clone()) });
            found.push(Candidate { undoing, value: value.to_vec() });
        };
        let renamed = match place {
            Place::Parameter(_) => Cause::ParameterRenamed,
            Place::Header(_) | Place::Field(_) => Cause::HeaderRenamed,
        };
        let moved = (!own).then_some(FindingCode::from(renamed));
        let missing = "instead of the configured one";
        match value.strip_prefix(prefix) {
            Some(token) => add(moved, if own { "" } else { missing }, token),
            None if own => {
                let detail = alloc::format!("`{}`", scheme.prefix);
                add(Some(Cause::SignaturePrefixMissing.into()), &detail, &value);
                if let Some((head, rest)) = value.split_at_checked(prefix.len())
                    && head.eq_ignore_ascii_case(prefix)
                {
                    add(Some(Cause::SignatureCase.into()), &detail, rest);
                }
            }
            None => add(moved, missing, &value),
        }
        if !own {
            continue;
        }
        let token = value.strip_prefix(prefix).unwrap_or(&value);
        if let Ok(text) = core::str::from_utf8(token) {
            for inner in unwrapped(text) {
                let what = inner.causes.first().map_or("", |(_, what)| what);
                add(Some(Cause::TokenPrefixed.into()), what, inner.text.as_bytes());
            }
        }
        let decoded = decode(token);
        if decoded.as_ref() != token {
            add(Some(Cause::TokenEncoded.into()), "", &decoded);
        }
        // A plus sign that is no space.
        if token.contains(&b' ') {
            let plus: Vec<u8> = token.iter().map(|byte| if *byte == b' ' { b'+' } else { *byte }).collect();
            add(Some(Cause::TokenEncoded.into()), "`+` became a space", &plus);
        }
    }
    found
}

/// The value at the token's place, then those at others, with their names.
fn values(place: &Place, headers: &Pairs, url: Option<&str>) -> Vec<(Option<String>, Vec<u8>)> {
    let mut found: Vec<(Option<String>, Vec<u8>)> = Vec::new();
    match place {
        Place::Header(own) => {
            let value = Found::header(headers, own).value;
            if !value.is_empty() {
                found.push((None, value.to_vec()));
            }
            let others = headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case(own)).take(MOST_VALUES);
            found.extend(others.map(|(name, value)| (Some(shown(name)), crate::bytes::trim(value).to_vec())));
        }
        Place::Parameter(own) => {
            let (address, _) = split_once(url.unwrap_or_default().as_bytes(), b"#")
                .unwrap_or((url.unwrap_or_default().as_bytes(), b""));
            let (_, query) = split_once(address, b"?").unwrap_or((address, b""));
            let mut others = Vec::new();
            for pair in split(query, b"&").take(MOST_VALUES) {
                let (name, value) = split_once(pair, b"=").unwrap_or((pair, b""));
                let name = String::from_utf8_lossy(&decode(name)).into_owned();
                let value = decode(value).into_owned();
                if name == **own { found.push((None, value)) } else { others.push((Some(shown(&name)), value)) }
            }
            found.append(&mut others);
        }
        Place::Field(_) => {}
    }
    found
}

fn at(place: &Place, name: &str) -> String {
    match place {
        Place::Header(_) => Place::Header(name.to_string().into()).describe(),
        Place::Parameter(_) | Place::Field(_) => Place::Parameter(name.to_string().into()).describe(),
    }
}

const MOST_VALUES: usize = 64;
