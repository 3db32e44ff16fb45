//! Whole numbers that may have been floats: a few of a text, for its writer knew their types.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use super::differences::Differences;
use super::json::{Document, Kind, is_whole};
use super::numbers::{self, Numbers};
use super::style::{Escapes, Layout, Style};
use super::write::{Written, write};
use super::{Undone, presets};

/// The whole numbers of a document.
pub(super) struct WholeNumbers {
    /// Of each whole number, which group it is in. Those of a group are floats together.
    groups: Vec<u32>,
    count: u32,
    /// Those that write this document each in its own way, none as it is.
    styles: Vec<Style>,
}

impl WholeNumbers {
    /// Each number is a group; where there are many, those of one member's name are.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut name = "";
        let mut named = Vec::new();
        for token in &document.tokens {
            let text = document.text(*token);
            match token.kind {
                Kind::Name => name = text,
                Kind::Number if is_whole(text) => named.push(name),
                _ => {}
            }
        }
        let is_apart = named.len() <= MOST_GROUPS;
        let mut names: Vec<&str> = Vec::new();
        let mut groups = Vec::new();
        for name in named {
            let known = names.iter().position(|other| *other == name).filter(|_| !is_apart);
            groups.push(u32::try_from(known.unwrap_or(names.len())).unwrap_or(u32::MAX));
            // A mask has no place for more.
            if known.is_none() && names.len() < 64 {
                names.push(name);
            }
        }
        // What the first of them has written, no other one needs to.
        let mut texts = alloc::vec![as_received(document, || true)];
        let mut is_new = |style: &Style| {
            let Some(Written { text, .. }) = write(document, *style, || true) else { return false };
            let is_new = !texts.contains(&text);
            texts.extend(is_new.then_some(text));
            is_new
        };
        let styles = STYLES.iter().map(|(layout, escapes, numbers)| Style {
            layout: *layout,
            escapes: *escapes,
            numbers: *numbers,
            is_line: false,
        });
        let styles = styles.filter(|style| is_new(style)).collect();
        let count = u32::try_from(names.len()).unwrap_or_default();
        Self { groups, count, styles }
    }

    /// Every set of groups; of many groups each alone, then every two.
    pub(super) fn masks(&self) -> impl Iterator<Item = u64> + use<> {
        let count = self.count;
        let is_few = usize::try_from(count).is_ok_and(|count| count <= MOST_GROUPS);
        let sets = 1..1_u64.checked_shl(if is_few { count } else { 0 }).unwrap_or_default();
        let many = if is_few { 0 } else { count };
        let alone = (0..many).map(bit);
        let pairs = (0..many).flat_map(move |first| (0..first).map(move |second| bit(first) | bit(second)));
        sets.chain(alone).chain(pairs).take(MOST_MASKS)
    }

    /// As it was received but for those numbers, then in other styles.
    pub(super) fn write(&self, document: &Document<'_>, mask: u64) -> Vec<Undone> {
        let of_mask = || {
            let mut groups = self.groups.iter();
            move || groups.next().is_some_and(|group| mask & bit(*group) != 0)
        };
        let text = as_received(document, of_mask());
        let differences = Differences { numbers: true, ..Differences::default() };
        let received = Written { text, differences };
        let others = self.styles.iter().filter_map(|style| write(document, *style, of_mask()));
        iter::once(received).chain(others).map(|written| written.undone(None, document.source)).collect()
    }
}

/// The text as it is, but for the whole numbers that are floats.
fn as_received(document: &Document<'_>, mut is_float: impl FnMut() -> bool) -> String {
    let mut received = String::with_capacity(document.source.len());
    for (gap, token) in document.spaced() {
        let text = document.text(token);
        let is_whole = token.kind == Kind::Number && is_whole(text);
        let text =
            if is_whole && is_float() { Numbers::AsReceived.write_float(text).into() } else { Cow::Borrowed(text) };
        received.extend([gap, &text]);
    }
    received.push_str(document.tail());
    received
}

fn bit(group: u32) -> u64 {
    1_u64.checked_shl(group).unwrap_or_default()
}

/// How many sets of whole numbers are tried, each in every style that is left.
const MOST_MASKS: usize = 64;

/// Of so many numbers every set is tried.
const MOST_GROUPS: usize = 6;

/// The likeliest first.
const STYLES: &[(Layout, Escapes, Numbers)] = &[
    (presets::COMPACT, presets::PLAIN, Numbers::AsReceived),
    (presets::SPACED, presets::PYTHON, Numbers::AsReceived),
    (presets::COMPACT, presets::PLAIN, Numbers::Floats(numbers::PYTHON)),
    (presets::SPACED, presets::PYTHON, Numbers::Floats(numbers::PYTHON)),
    (presets::COMPACT, presets::PLAIN, Numbers::Floats(numbers::JAVA)),
    (presets::COMPACT, presets::PLAIN, Numbers::Floats(numbers::RUBY)),
    (presets::COMPACT, presets::PLAIN, Numbers::Floats(numbers::PHP_WITH_ZERO)),
];
