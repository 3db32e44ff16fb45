//! Headers that arrived under another name.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Readings, Undoing, shown};
use crate::explain::code::Cause;
use crate::explain::view::{View, set};
use crate::parts::Found;
use crate::providers;
use crate::scheme::{Place, Scheme, Source, Variant};
use crate::timestamp;

impl Readings {
    /// The missing headers taken from others: first those of a similar name, then any whose value may fit.
    pub(super) fn add_renamed(&mut self, scheme: &Scheme, view: &View) {
        let missing: Vec<String> = needed(view).filter(|name| !Found::header(&view.headers, name).present()).collect();
        if missing.is_empty() {
            return;
        }
        // What another provider sends has not been renamed, nor what is of another variant whose signature may be there.
        let others = providers::ALL.iter().filter(|provider| provider.name() != scheme.name);
        let others = others.flat_map(|provider| provider.scheme.variants.iter());
        let own: Vec<&str> = if view.value().is_empty() {
            others.chain(scheme.variants.iter()).flat_map(Variant::header_names).collect()
        } else {
            others.chain([&view.variant]).flat_map(Variant::header_names).collect()
        };
        let mut ways: Vec<Vec<&(String, Vec<u8>)>> = alloc::vec![Vec::new()];
        for name in &missing {
            let others =
                view.headers.iter().filter(|(other, _)| !own.iter().any(|own| own.eq_ignore_ascii_case(other)));
            let (similar, rest): (Vec<_>, Vec<_>) = others.partition(|(other, _)| similar(other, name));
            let fitting = similar.into_iter().chain(rest.into_iter().filter(|(_, value)| fits(view, name, value)));
            let fitting: Vec<_> = fitting.take(MOST_HEADERS).collect();
            let longer = fitting.iter().flat_map(|found| ways.iter().map(|way| [way.as_slice(), &[*found]].concat()));
            ways = longer.take(MOST_WAYS).collect();
        }
        let detail = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        for way in ways {
            let mut renamed = view.clone();
            for (name, (_, value)) in missing.iter().zip(&way) {
                set(&mut renamed.headers, name, value.clone());
            }
            let names: Vec<String> = way.iter().map(|(other, _)| format!("header `{}`", shown(other))).collect();
            let (detail, part) = (detail.clone(), Some(names.join(", ")));
            self.add(Some(Undoing { code: Cause::HeaderRenamed.into(), detail, part }), &renamed);
        }
    }
}

/// The headers without which nothing can be verified.
fn needed(view: &View) -> impl Iterator<Item = String> + '_ {
    let unsigned = match &view.variant.id {
        Some(Source::Header(name)) if !view.variant.signs_id() => Some(name.as_ref()),
        _ => None,
    };
    view.variant.header_names().filter(move |name| Some(*name) != unsigned).map(ToString::to_string)
}

/// Whether a value may be that of the header.
fn fits(view: &View, name: &str, value: &[u8]) -> bool {
    let Some(scheme) = view.scheme() else { return false };
    let is = |source: &Source| matches!(source, Source::Header(own) if own == name);
    if scheme.place == Place::Header(name.to_string().into()) {
        return crate::signature::parse(value, &view.variant, scheme).is_ok();
    }
    match &scheme.timestamp {
        Some(time) if is(&time.source) => timestamp::parse(value).is_some(),
        _ => !value.is_empty(),
    }
}

/// Whether two names are the same but for what gateways do to names: other separators, something in front or behind.
fn similar(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let name = name.strip_prefix("X-").or_else(|| name.strip_prefix("x-")).unwrap_or(name);
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    bare(one).contains(&bare(other))
}

const MOST_HEADERS: usize = 32;
const MOST_WAYS: usize = 64;
