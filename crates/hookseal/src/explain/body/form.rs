//! The signed value of a form that was decoded too seldom or too often.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::{iter, str};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode, percent_encode};

use super::json::{Document, Kind};
use super::{Undone, longest, undo};
use crate::bytes::find;
use crate::explain::code::Cause;
use crate::form::decode;

/// What the signed value of a form may have been: as [`undo`], after what can only happen to forms.
pub(crate) fn undo_form(value: &[u8]) -> impl Iterator<Item = Undone> + '_ {
    let decoded = iter::once_with(move || still_encoded(value)).flatten();
    let encoded = iter::once_with(move || decoded_twice(value)).flatten();
    let own = decoded.chain(encoded);
    let is_new = move |undone: &Undone| undone.bytes != value && undone.bytes.len() <= longest(value);
    own.filter(is_new).chain(undo(value))
}

fn still_encoded(value: &[u8]) -> impl Iterator<Item = Undone> + use<> {
    let has_escape =
        value.windows(3).any(|three| matches!(three, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()));
    let decoded = has_escape.then(|| [decode(value).into_owned(), percent_decode(value).collect()]);
    let details = ["it has escapes", "it has escapes, and `+` stands for itself"];
    let pairs = details.into_iter().zip(decoded.into_iter().flatten());
    pairs.map(|(detail, bytes)| Undone::new(Cause::FormValueNotDecoded, detail, bytes))
}

/// With what a second decoding takes away, as far as it can be told: which spaces were `+` or `%20`, and which bytes of
/// URLs were escapes.
fn decoded_twice(value: &[u8]) -> Vec<Undone> {
    let pieces = pieces(value);
    let mut found = Vec::new();
    let has_percent = value.contains(&b'%');
    if has_percent {
        let bytes = join(&pieces, |_| Change { percent: true, ..Change::NONE });
        found.push(Undone::new(Cause::FormValueDecodedTwice, "`%25` became `%`", bytes));
    }
    let mut add = |detail: &str, change: &dyn Fn(Spot) -> Change| {
        let undone = |detail, percent| {
            let bytes = join(&pieces, |spot| Change { percent, ..change(spot) });
            Undone::new(Cause::FormValueDecodedTwice, detail, bytes)
        };
        found.push(undone(String::from(detail), false));
        if has_percent {
            found.push(undone(format!("{detail}, `%25` became `%`"), true));
        }
    };
    let spaces = [(Space::Kept, ""), (Space::Plus, "`+` became a space"), (Space::Escape, "`%20` became a space")];
    let escapes = [(false, ""), (true, "escapes in URLs became characters")];
    if value.contains(&b' ') {
        add("every `+` became a space", &|_| Change::plus_if(true));
    }
    for (least, scope) in [(Place::Text, "in the texts"), (Place::Url, "in URLs")] {
        for (space, of_space) in spaces {
            for (escapes, of_escapes) in escapes {
                let detail = match (of_space, of_escapes) {
                    ("", "") => continue,
                    ("", of_escapes) => Cow::Borrowed(of_escapes),
                    (of_space, "") => format!("{of_space} {scope}").into(),
                    (of_space, of_escapes) => format!("{of_space} {scope}, {of_escapes}").into(),
                };
                add(&detail, &|spot| Change {
                    space: if spot.place >= least { space } else { Space::Kept },
                    escapes: escapes && spot.place == Place::Url,
                    ..Change::NONE
                });
            }
        }
    }
    // Most spaces are none of that: but all of a phone number's or an address's, or the one before a time zone.
    let with_space: Vec<usize> = (0..).zip(&pieces).filter(|(_, piece)| piece.spaces() > 0).map(|(at, _)| at).collect();
    let sets = 1_u32.checked_shl(u32::try_from(with_space.len()).unwrap_or(u32::MAX)).unwrap_or_default();
    if with_space.len() <= MOST_TEXTS {
        for set in 1..sets {
            let is_in =
                |at: usize| with_space.iter().zip(0..).any(|(other, bit)| *other == at && (set >> bit) & 1 == 1);
            add("`+` became a space in some texts", &|spot| Change::plus_if(is_in(spot.piece)));
        }
    }
    let count: usize = pieces.iter().map(Piece::spaces).sum();
    for (space, was) in [(Space::Plus, "a `+` became a space"), (Space::Escape, "a `%20` became a space")] {
        for one in 0..count.min(MOST_SPACES) {
            add(was, &|spot| {
                let is_it = spot.place > Place::Outside && spot.spaces_before == one;
                Change { space: if is_it { space } else { Space::Kept }, ..Change::NONE }
            });
        }
    }
    found
}

/// A stretch of a value.
struct Piece<'a> {
    bytes: &'a [u8],
    place: Place,
}

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Place {
    /// Between the texts of JSON, or in a value that is none.
    Outside,
    Text,
    Url,
}

impl Piece<'_> {
    /// How many of the spaces may have been something else.
    fn spaces(&self) -> usize {
        let is_text = self.place > Place::Outside;
        if is_text { self.bytes.iter().filter(|byte| **byte == b' ').count() } else { 0 }
    }
}

/// Where a byte stands.
#[derive(Clone, Copy)]
struct Spot {
    piece: usize,
    place: Place,
    /// How many spaces stand before it in texts.
    spaces_before: usize,
}

/// What to make of a byte.
#[derive(Clone, Copy)]
struct Change {
    space: Space,
    escapes: bool,
    percent: bool,
}

impl Change {
    const NONE: Self = Self { space: Space::Kept, escapes: false, percent: false };

    fn plus_if(is_plus: bool) -> Self {
        Self { space: if is_plus { Space::Plus } else { Space::Kept }, ..Self::NONE }
    }
}

#[derive(Clone, Copy)]
enum Space {
    Escape,
    Kept,
    Plus,
}

fn pieces(value: &[u8]) -> Vec<Piece<'_>> {
    let Some(document) = Document::read(value) else {
        return alloc::vec![Piece { bytes: value, place: Place::Outside }];
    };
    let tokens = document.spaced().flat_map(|(gap, token)| {
        let bytes = document.text(token).as_bytes();
        let place = match token.kind {
            Kind::Text if is_url(bytes) => Place::Url,
            Kind::Text | Kind::Name => Place::Text,
            _ => Place::Outside,
        };
        [Piece { bytes: gap.as_bytes(), place: Place::Outside }, Piece { bytes, place }]
    });
    tokens.chain([Piece { bytes: document.tail().as_bytes(), place: Place::Outside }]).collect()
}

fn join(pieces: &[Piece<'_>], change: impl Fn(Spot) -> Change) -> Vec<u8> {
    let mut joined = Vec::new();
    let mut spaces_before = 0_usize;
    for (at, piece) in pieces.iter().enumerate() {
        for byte in piece.bytes {
            let Change { space, escapes, percent } = change(Spot { piece: at, place: piece.place, spaces_before });
            match (byte, space) {
                (b' ', Space::Plus) => joined.push(b'+'),
                (b' ', Space::Escape) => joined.extend_from_slice(b"%20"),
                (b'%', _) if percent => joined.extend_from_slice(b"%25"),
                _ if escapes => {
                    percent_encode(&[*byte], NOT_IN_URLS).for_each(|text| joined.extend_from_slice(text.as_bytes()));
                }
                _ => joined.push(*byte),
            }
            let is_counted = *byte == b' ' && piece.place > Place::Outside;
            spaces_before = spaces_before.saturating_add(usize::from(is_counted));
        }
    }
    joined
}

fn is_url(text: &[u8]) -> bool {
    find(text, b"://").or_else(|| find(text, b":\\/\\/")).is_some_and(|at| at <= LONGEST_SCHEME)
}

/// What a URL must escape and a JSON text can hold as it is, but for spaces; bytes above 7F always are.
const NOT_IN_URLS: &AsciiSet = &CONTROLS.add(b'<').add(b'>').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Of so many texts every set is tried.
const MOST_TEXTS: usize = 6;

/// So many spaces are tried alone.
const MOST_SPACES: usize = 32;

/// With the quote before it.
const LONGEST_SCHEME: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// How the first candidate with these bytes is explained.
    fn found_in_form(value: &[u8], bytes: &[u8]) -> Option<(&'static str, String)> {
        let first = undo_form(value).find(|undone| undone.bytes == bytes)?;
        Some((first.code.as_str(), first.detail.into_owned()))
    }

    #[test]
    fn what_was_decoded_too_seldom_or_too_often() {
        for (value, signed, code, detail) in [
            ("%7B%22a%22%3A1%7D", "{\"a\":1}", "form_value_not_decoded", "it has escapes"),
            ("%7B+%7D", "{ }", "form_value_not_decoded", "it has escapes"),
            ("%7B+%7D", "{+}", "form_value_not_decoded", "it has escapes, and `+` stands for itself"),
            (r#"{"a":"1 2"}"#, r#"{"a":"1+2"}"#, "form_value_decoded_twice", "every `+` became a space"),
            (r#"{"a": "1 2"}"#, r#"{"a": "1+2"}"#, "form_value_decoded_twice", "`+` became a space in the texts"),
            (r#"{"a": "1 2"}"#, r#"{"a": "1%202"}"#, "form_value_decoded_twice", "`%20` became a space in the texts"),
            (
                r#"{"a":"b c","d":"https://e.example/f g?h"}"#,
                r#"{"a":"b c","d":"https://e.example/f%20g?h"}"#,
                "form_value_decoded_twice",
                "`%20` became a space in URLs",
            ),
            (
                r#"{"a":"https:\/\/e.example\/é f"}"#,
                r#"{"a":"https:\/\/e.example\/%C3%A9%20f"}"#,
                "form_value_decoded_twice",
                "`%20` became a space in the texts, escapes in URLs became characters",
            ),
            (
                r#"{"a":"b c","at":"2026-11-26T10:00:00 01:00"}"#,
                r#"{"a":"b c","at":"2026-11-26T10:00:00+01:00"}"#,
                "form_value_decoded_twice",
                "`+` became a space in some texts",
            ),
            (
                r#"{"at": "2026-11-26 10:00:00 01:00"}"#,
                r#"{"at": "2026-11-26 10:00:00+01:00"}"#,
                "form_value_decoded_twice",
                "a `+` became a space",
            ),
            (r#"{"a":"100%"}"#, r#"{"a":"100%25"}"#, "form_value_decoded_twice", "`%25` became `%`"),
            (
                r#"{"a":"100% 2"}"#,
                r#"{"a":"100%25+2"}"#,
                "form_value_decoded_twice",
                "every `+` became a space, `%25` became `%`",
            ),
            ("{}", "{}\n", "body_newline_lost", "LF at the end"),
        ] {
            assert_eq!(found_in_form(value.as_bytes(), signed.as_bytes()), Some((code, detail.into())), "{value}");
        }
        for (value, code) in [
            ("100% 2", "form_value_not_decoded"),
            ("%zz", "form_value_not_decoded"),
            ("%4", "form_value_not_decoded"),
            ("a+b", "form_value_not_decoded"),
            (r#"{"a":"b"}"#, "form_value_decoded_twice"),
            (r#"{"a":"https://e.example/f"}"#, "form_value_decoded_twice"),
            ("", "form_value_decoded_twice"),
        ] {
            assert!(!undo_form(value.as_bytes()).any(|undone| undone.code.as_str() == code), "{code} {value}");
        }
    }
}
