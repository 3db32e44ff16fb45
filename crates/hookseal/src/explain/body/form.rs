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
    let mut add = |detail: &str, change: &dyn Fn(Spot) -> Change| {
        let undone = Undone::new(Cause::FormValueDecodedTwice, String::from(detail), join(&pieces, change));
        found.push(undone);
    };
    let spaces = [(Space::Kept, ""), (Space::Plus, "`+` became a space"), (Space::Escape, "`%20` became a space")];
    let escapes = [(false, ""), (true, "escapes in URLs became characters")];
    if value.contains(&b' ') {
        add("every `+` became a space", &|_| Change { space: Space::Plus, escapes: false });
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
                Change { space: if is_it { space } else { Space::Kept }, escapes: false }
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
}

impl Change {
    fn plus_if(is_plus: bool) -> Self {
        Self { space: if is_plus { Space::Plus } else { Space::Kept }, escapes: false }
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
            let Change { space, escapes } = change(Spot { piece: at, place: piece.place, spaces_before });
            match (byte, space) {
                (b' ', Space::Plus) => joined.push(b'+'),
                (b' ', Space::Escape) => joined.extend_from_slice(b"%20"),
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
