//! Which styles a JSON body is written in again, and in which order: what signed it wrote in one of them.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::iter;

use super::charset::MARK;
use super::json::Document;
use super::numbers::{self, Numbers};
use super::presets::{self, AXES, ESCAPES, LAYOUTS};
use super::style::{Escapes, Features, Letters, Style};
use super::whole::WholeNumbers;
use super::write::write;
use super::{Candidates, Undone};

/// The body in every style that it can be told apart in: first those of known software, then the others by how
/// unlikely they are, at last those in which a few whole numbers are floats. A byte order mark stays in front.
pub(super) fn reserialized(body: &[u8]) -> Candidates<'_> {
    match body.strip_prefix(MARK) {
        None => rewritten(body),
        Some(rest) => {
            Box::new(rewritten(rest).map(|undone| Undone { bytes: [MARK, &undone.bytes].concat(), ..undone }))
        }
    }
}

fn rewritten(body: &[u8]) -> Candidates<'_> {
    let document = iter::once_with(move || Document::read(body)).flatten();
    Box::new(document.flat_map(move |document| {
        let most = MOST_WORK.checked_div(body.len()).unwrap_or_default();
        let planned = plan(&document);
        let floats = WholeNumbers::of(&document);
        let tries = planned.into_iter().map(Try::Style).chain(floats.masks().map(Try::Floats));
        let tries: Vec<Try> = tries.take(most).collect();
        tries.into_iter().flat_map(move |one| one.write(&document, &floats))
    }))
}

/// What is tried, once or more.
enum Try {
    Style(Planned),
    /// In each of some styles.
    Floats(u64),
}

impl Try {
    fn write(self, document: &Document<'_>, floats: &WholeNumbers) -> Vec<Undone> {
        match self {
            Self::Style(planned) => {
                let written = write(document, planned.style, || false);
                written.map(|written| written.undone(planned.name, document.source)).into_iter().collect()
            }
            Self::Floats(mask) => floats.write(document, mask),
        }
    }
}

/// A style, and whose it is.
struct Planned {
    style: Style,
    name: Option<&'static str>,
}

fn plan(document: &Document<'_>) -> Vec<Planned> {
    let features = Features::of(document);
    let mut planned: Vec<Planned> = Vec::new();
    for Planned { style, name } in named().chain(others(&features)) {
        let style = features.simplify(style);
        if !planned.iter().any(|other| other.style == style) {
            planned.push(Planned { style, name });
        }
        if planned.len() >= MOST_STYLES {
            break;
        }
    }
    planned
}

fn named() -> impl Iterator<Item = Planned> {
    let with_end = |is_line| {
        presets::ALL.iter().map(move |preset| {
            let style = Style { layout: preset.layout, escapes: preset.escapes, numbers: preset.numbers, is_line };
            Planned { style, name: Some(preset.name) }
        })
    };
    with_end(false).chain(with_end(true))
}

/// Every layout with every set of escapes and every form of numbers, the likeliest first.
fn others(features: &Features) -> impl Iterator<Item = Planned> + use<> {
    // Most do not differ in this document, and are left out before they are multiplied.
    let one = |escapes, numbers| Style { layout: presets::COMPACT, escapes, numbers, is_line: false };
    let escapes = different(escapes(), |escapes| features.simplify(one(escapes, Numbers::AsReceived)).escapes);
    let forms = different(numbers::ALL.to_vec(), |form| features.simplify(one(presets::PLAIN, form)).numbers);
    let mut all = Vec::new();
    for (layout, of_layout) in LAYOUTS {
        for (escapes, of_escapes) in &escapes {
            for (numbers, of_numbers) in &forms {
                let unlikely = of_layout.saturating_add(*of_escapes).saturating_add(*of_numbers);
                let style = Style { layout: *layout, escapes: *escapes, numbers: *numbers, is_line: false };
                all.push((unlikely, style));
            }
        }
    }
    all.sort_by_key(|(unlikely, _)| *unlikely);
    let with_end = |(_, style)| [false, true].map(|is_line| Planned { style: Style { is_line, ..style }, name: None });
    all.into_iter().flat_map(with_end)
}

/// Every set of escapes, with how unlikely it is.
fn escapes() -> Vec<(Escapes, usize)> {
    let mut sets = alloc::vec![(Letters::NONE, 0_usize)];
    for axis in AXES {
        let with = |(set, sum): &(Letters, usize)| {
            let (set, sum) = (*set, *sum);
            axis.iter().map(move |(more, unlikely)| (set.and(*more), sum.saturating_add(*unlikely)))
        };
        sets = sets.iter().flat_map(with).collect();
    }
    let cases = [(false, 0), (true, 1)];
    let escapes = sets.into_iter().flat_map(|(chars, sum)| {
        cases.map(|(upper, unlikely)| (Escapes { chars, upper }, sum.saturating_add(unlikely)))
    });
    ESCAPES.iter().copied().chain(escapes).collect()
}

/// The likeliest of those that come to the same.
fn different<T: Copy + PartialEq>(mut all: Vec<(T, usize)>, simplify: impl Fn(T) -> T) -> Vec<(T, usize)> {
    all.sort_by_key(|(_, unlikely)| *unlikely);
    let mut found: Vec<(T, usize)> = Vec::new();
    for (one, unlikely) in all {
        let one = simplify(one);
        if !found.iter().any(|(other, _)| *other == one) {
            found.push((one, unlikely));
        }
    }
    found
}

/// How many styles are tried.
const MOST_STYLES: usize = 400;

/// How many bytes are written for one body, about.
const MOST_WORK: usize = 32 * 1024 * 1024;
