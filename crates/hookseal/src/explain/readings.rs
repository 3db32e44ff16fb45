//! In which ways a signed request can be read: as it stands, and with one thing about its headers undone.

mod contents;
mod headers;
mod line;
mod packed_form;
mod schemes;
mod signature;

use alloc::string::String;
use alloc::vec::Vec;

use super::code::FindingCode;
use super::view::View;
use crate::mac::Tag;
use crate::parts::Signed;
use crate::providers;
use crate::request::Request;
use crate::scheme::{Algorithm, Encoding, Scheme, SecretFormat};

/// One thing that was undone: the code, what exactly in a few words, and where.
#[derive(Clone)]
pub(super) struct Undoing {
    pub(super) code: FindingCode,
    pub(super) detail: String,
    pub(super) part: Option<String>,
}

/// A request as it may be read.
pub(super) struct Reading {
    pub(super) undoing: Option<Undoing>,
    pub(super) secret: SecretFormat,
    /// What is signed, if it is not what was received.
    pub(super) body: Option<Vec<u8>>,
    pub(super) algorithm: Algorithm,
    pub(super) before: Vec<u8>,
    pub(super) after: Vec<u8>,
    pub(super) received: Received,
    /// Unix seconds.
    pub(super) timestamp: Option<u64>,
}

/// What a computed signature is compared with.
pub(super) enum Received {
    /// The text of a signature whose letters lost their case.
    AnyCase(String, Encoding),
    /// The first bytes of one that is cut.
    Start(Tag),
    Whole(Vec<Tag>),
}

/// All readings, the one as it stands first if there is one.
pub(super) fn readings(scheme: &Scheme, view: &View, request: &Request<'_>) -> Vec<Reading> {
    let mut readings = Readings { found: Vec::new() };
    readings.add(None, view);
    if view.scheme().is_some() {
        readings.add_signature(view);
        readings.add_truncated(view);
        readings.add_algorithms(view);
        readings.add_contents(view);
        readings.add_lines(view);
        readings.add_forms(view, request);
        readings.add_packed_form(view, request);
    }
    for variant in scheme.variants.iter() {
        readings.add_renamed(scheme, &View { variant: variant.clone(), ..view.clone() });
    }
    readings.add_schemes(scheme, view, request);
    readings.found
}

/// The signatures in a form, whoever's it is.
pub(super) fn signatures_in_form(request: &Request<'_>) -> Vec<Vec<u8>> {
    let variants = providers::ALL.iter().flat_map(|provider| provider.scheme.variants.iter());
    let values: Vec<Vec<u8>> = variants.filter_map(|variant| schemes::form_of(variant, request)?.0).collect();
    // In the form itself what stands before the digits may be percent-encoded.
    let digits = |value: &Vec<u8>| value.rsplit(|byte| !byte.is_ascii_alphanumeric()).next().map(<[u8]>::to_vec);
    let parts: Vec<Vec<u8>> = values.iter().filter_map(digits).collect();
    values.into_iter().chain(parts).collect()
}

struct Readings {
    found: Vec<Reading>,
}

impl Readings {
    fn add(&mut self, undoing: Option<Undoing>, view: &View) {
        if let Some(Signed { signatures, content, timestamp, .. }) = view.read() {
            self.found.push(Reading {
                undoing,
                secret: view.secret.clone(),
                body: view.body.clone(),
                algorithm: signatures.algorithm,
                before: content.before,
                after: content.after,
                received: Received::Whole(signatures.tags),
                timestamp,
            });
        }
    }

    fn undo(&mut self, view: &View, code: impl Into<FindingCode>, detail: impl Into<String>) {
        let part = view.scheme().map(|scheme| scheme.place.describe());
        self.add(Some(Undoing { code: code.into(), detail: detail.into(), part }), view);
    }
}

/// A name from the request, fit to be shown.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(LONGEST_NAME).filter(|one| matches!(one, '!'..='~')).collect()
}

const LONGEST_NAME: usize = 64;
