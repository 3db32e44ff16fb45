//! The ways in which one JSON value can be written as text.

use alloc::vec::Vec;

use super::json::{Document, Kind};
use super::numbers::{self, Numbers};
use super::write::letters;

/// One way to write a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) layout: Layout,
    pub(super) escapes: Escapes,
    pub(super) numbers: Numbers,
    /// Whether a line end follows.
    pub(super) is_line: bool,
}

/// What stands between the tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Layout {
    /// Nothing: all on one line.
    pub(super) indent: Option<&'static str>,
    pub(super) line_end: &'static str,
    pub(super) before_colon: bool,
    pub(super) after_colon: bool,
    pub(super) after_comma: bool,
    /// On one line: a space within the braces, or the brackets.
    pub(super) in_braces: bool,
    pub(super) in_brackets: bool,
    /// With an indent: lists are on one line all the same.
    pub(super) has_flat_lists: bool,
    pub(super) empty: Empty,
}

/// What stands in a container that has nothing in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Empty {
    Lines,
    Nothing,
    Space,
}

/// Which characters are written as escapes although JSON does not ask for it, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Escapes {
    pub(super) chars: Letters,
    /// Whether hex digits are upper case.
    pub(super) upper: bool,
}

/// A set of characters that are escaped or not together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Letters(u32);

impl Letters {
    pub(super) const NONE: Self = Self(0);
    /// `<`, `>`, `&`.
    pub(super) const ANGLES: Self = Self(1);
    pub(super) const APOSTROPHE: Self = Self(1 << 1);
    pub(super) const EQUALS: Self = Self(1 << 2);
    pub(super) const PLUS: Self = Self(1 << 3);
    pub(super) const BACKTICK: Self = Self(1 << 4);
    /// As `\u0022`; else it is `\"`.
    pub(super) const QUOTE: Self = Self(1 << 5);
    pub(super) const DELETE: Self = Self(1 << 6);
    /// U+2028 and U+2029, which end a line in old JavaScript.
    pub(super) const SEPARATORS: Self = Self(1 << 7);
    /// Above U+007F, with all the sets that are there.
    pub(super) const BEYOND_ASCII: Self = Self((1 << 8) | Self::PUNCTUATION.0 | Self::HIGH_CONTROLS.0 | Self::PAIRS.0);
    /// Backspace and form feed, as `\u0008` and `\u000c`; else they are `\b` and `\f`.
    pub(super) const SHORT: Self = Self(1 << 9);
    /// As `\/`.
    pub(super) const SLASH: Self = Self(1 << 10);
    /// As `\/` behind `<`, so that no script of HTML ends there.
    pub(super) const CLOSING_SLASH: Self = Self(1 << 13);
    /// Line feed, carriage return and tab, as `\u000a`; else they are `\n`.
    pub(super) const LINES: Self = Self(1 << 14);
    /// U+0080 to U+009F.
    pub(super) const HIGH_CONTROLS: Self = Self(1 << 15);
    /// U+2000 to U+20FF: dashes, quotes, currencies, and the separators.
    pub(super) const PUNCTUATION: Self = Self((1 << 16) | Self::SEPARATORS.0);
    /// Above U+FFFF, as two escapes.
    pub(super) const PAIRS: Self = Self(1 << 12);
    /// What is always written with hex digits: other control characters, halves of surrogate pairs.
    pub(super) const ALWAYS: Self = Self(1 << 11);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.within(other) != Self::NONE
    }
}

/// What a document has of that which styles write differently.
pub(super) struct Features {
    letters: Letters,
    has_empty: bool,
    has_colon: bool,
    has_comma: bool,
    has_list: bool,
    has_object: bool,
    /// For each of [`super::numbers::ALL`]: the first that writes the document's numbers the same way.
    numbers: Vec<(Numbers, Numbers)>,
}

impl Features {
    pub(super) fn of(document: &Document<'_>) -> Self {
        let kinds = || document.tokens.iter().map(|token| token.kind);
        let pairs = || kinds().zip(kinds().skip(1));
        let is_open = |kind| matches!(kind, Kind::OpenList | Kind::OpenObject);
        let is_close = |kind| matches!(kind, Kind::CloseList | Kind::CloseObject);
        let mut numbers: Vec<(Numbers, Numbers)> = Vec::new();
        for (form, _) in numbers::ALL {
            let is_same = |other: &&(Numbers, Numbers)| {
                let mut all = document.numbers(true).take(1).chain(document.numbers(false).take(MOST_COMPARED));
                all.all(|number| form.write(number) == other.1.write(number))
            };
            let first = numbers.iter().find(is_same).map_or(*form, |(_, first)| *first);
            numbers.push((*form, first));
        }
        Self {
            letters: document
                .tokens
                .iter()
                .filter(|token| matches!(token.kind, Kind::Name | Kind::Text))
                .fold(Letters::NONE, |found, token| found.and(letters(document.text(*token)))),
            has_empty: pairs().any(|(first, second)| is_open(first) && is_close(second)),
            has_colon: kinds().any(|kind| kind == Kind::Colon),
            has_comma: kinds().any(|kind| kind == Kind::Comma),
            has_list: pairs().any(|(first, second)| first == Kind::OpenList && !is_close(second)),
            has_object: pairs().any(|(first, second)| first == Kind::OpenObject && !is_close(second)),
            numbers,
        }
    }

    /// The simplest style that writes the document the same way.
    pub(super) fn simplify(&self, style: Style) -> Style {
        let layout = style.layout;
        let has_indent = layout.indent.is_some() && (self.has_list || self.has_object);
        let has_lines = has_indent || (self.has_empty && layout.empty == Empty::Lines);
        let chars = style.escapes.chars.within(self.letters);
        let has_hex =
            chars.without(Letters::SLASH.and(Letters::CLOSING_SLASH)).and(self.letters.within(Letters::ALWAYS))
                != Letters::NONE;
        Style {
            layout: Layout {
                indent: layout.indent.filter(|_| has_lines),
                line_end: if has_lines || style.is_line { layout.line_end } else { "\n" },
                before_colon: layout.before_colon && self.has_colon,
                after_colon: layout.after_colon && self.has_colon,
                after_comma: layout.after_comma && self.has_comma,
                in_braces: layout.in_braces && self.has_object,
                in_brackets: layout.in_brackets && self.has_list,
                has_flat_lists: layout.has_flat_lists && self.has_list && has_indent,
                empty: if self.has_empty { layout.empty } else { Empty::Nothing },
            },
            escapes: Escapes { chars, upper: style.escapes.upper && has_hex },
            numbers: self
                .numbers
                .iter()
                .find(|(form, _)| *form == style.numbers)
                .map_or(style.numbers, |(_, first)| *first),
            is_line: style.is_line,
        }
    }
}

/// By so many numbers forms are told apart: two that differ in none of them are taken for one.
const MOST_COMPARED: usize = 1_000;
