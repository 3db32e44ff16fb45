//! As another variant or another provider signs, and forms that were signed in another way.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Readings, shown};
use crate::bytes::split_once;
use crate::explain::code::Cause;
use crate::explain::view::View;
use crate::form::{Fields, decode};
use crate::providers;
use crate::request::{Body, Request};
use crate::scheme::{Scheme, Source, Variant};

impl Readings {
    /// As another variant or another provider signs: under its own headers, or under ours.
    pub(super) fn add_schemes(&mut self, scheme: &Scheme, view: &View, request: &Request<'_>) {
        let others = providers::ALL.iter().map(|provider| (provider.title(), &provider.scheme));
        for (title, other) in others.chain([("", scheme)]) {
            let same = other.name == scheme.name;
            // The row itself may be narrowed by options; it comes last, as it is configured.
            if same && !title.is_empty() {
                continue;
            }
            let code = if same { Cause::VariantOther } else { Cause::ProviderOther };
            for variant in other.variants.iter().filter(|variant| !same || variant.name != view.variant.name) {
                let detail = if same { format!("`{}`", variant.name) } else { format!("{title}, `{}`", variant.name) };
                let own = View { variant: variant.clone(), secret: other.secret.clone(), ..view.clone() };
                match form_of(variant, request) {
                    Some((field, body)) => self.undo(&View { field, body: Some(body), ..own }, code, detail),
                    None if variant.field.is_some() => {}
                    None => {
                        let body = match request.body {
                            // Ours would be a field of it alone.
                            Body::Raw(bytes) if view.variant.field.is_some() => Some(bytes.to_vec()),
                            _ => None,
                        };
                        let own = View { field: None, body, ..own };
                        self.undo(&own, code, detail.clone());
                        if let Some(moved) = under(&own, view) {
                            self.undo(&moved, code, detail);
                        }
                    }
                }
            }
        }
    }

    /// The whole form where a field is signed, and the reverse.
    pub(super) fn add_forms(&mut self, view: &View, request: &Request<'_>) {
        let Body::Raw(bytes) = request.body else { return };
        if view.variant.field.is_some() {
            let whole = View { body: Some(bytes.to_vec()), ..view.clone() };
            self.undo(&whole, Cause::FormSignedWhole, "");
            return;
        }
        for (name, value) in fields(bytes, request) {
            let view = View { body: Some(value), ..view.clone() };
            self.undo(&view, Cause::FormFieldSigned, format!("form field `{name}`"));
        }
    }
}

/// A variant whose signature is looked for in our header, its timestamp and id in ours.
fn under(other: &View, ours: &View) -> Option<View> {
    let (place, ours_time) = (ours.scheme()?.place.clone(), ours.scheme()?.timestamp.clone());
    let moved = other.with_scheme(|scheme| {
        scheme.place = place;
        if let (Some(Source::Header(_)), Some(Source::Header(name))) =
            (scheme.timestamp.as_ref().map(|time| &time.source), ours_time.as_ref().map(|time| &time.source))
            && let Some(time) = &mut scheme.timestamp
        {
            time.source = Source::Header(name.clone());
        }
    });
    let id = match (&other.variant.id, &ours.variant.id) {
        (Some(Source::Header(_)), Some(Source::Header(name))) => Some(Source::Header(name.clone())),
        (id, _) => id.clone(),
    };
    Some(View { variant: Variant { id, ..moved.variant.clone() }, ..moved })
}

/// Signature and signed value of a form, if the variant posts one and this is one.
pub(super) fn form_of(variant: &Variant, request: &Request<'_>) -> Option<(Option<Vec<u8>>, Vec<u8>)> {
    let fields = Fields::read(request, variant.field.as_deref()?, variant.signature_field()).ok()?;
    let signature = fields.signature.found().ok()?.value.to_vec();
    Some((Some(signature), fields.body.into_owned()))
}

/// The fields of a form, as far as their names can be known.
fn fields(bytes: &[u8], request: &Request<'_>) -> Vec<(String, Vec<u8>)> {
    let named = |name: &str| Fields::read(request, name, None).ok().map(|fields| fields.body.into_owned());
    let pairs = bytes.split(|byte| *byte == b'&').take(MOST_FIELDS);
    let mut names: Vec<String> = pairs
        .filter_map(|pair| split_once(pair, b"="))
        .map(|(name, _)| String::from_utf8_lossy(&decode(name)).into_owned())
        .collect();
    names.extend(USUAL_FIELDS.iter().map(ToString::to_string));
    names.into_iter().filter_map(|name| named(&name).map(|value| (shown(&name), value))).collect()
}

/// Fields in which senders put JSON.
const USUAL_FIELDS: &[&str] = &["payload", "data", "transloadit", "body", "json", "event"];

const MOST_FIELDS: usize = 16;
