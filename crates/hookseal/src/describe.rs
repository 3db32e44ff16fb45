//! A row of the provider table in words, for the documentation that is generated from the rows.
//!
//! Not part of the crate's promise of stability.

mod receiver;
#[cfg(feature = "explain")]
mod text;

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::providers::Provider;
use crate::scheme::{Algorithm, Encoding, Grammar, Part, Proof, SignatureScheme, Source, TokenPlace, Variant};

pub use receiver::{RECEIVER_FAULTS, ReceiverCode};

/// How one variant of a provider signs.
#[derive(Debug)]
pub struct Description {
    /// The variant's name.
    pub variant: String,
    /// What a delivery says of it: `signature`, `token` or `none`.
    pub proves: &'static str,
    /// Where the signature or token stands.
    pub place: String,
    /// How the signature is written there; nothing for a token, which stands there as it is.
    pub written: Option<String>,
    /// The algorithm of a signature that names none, where that is allowed.
    pub bare: Option<Algorithm>,
    /// The algorithms, the preferred one first.
    pub algorithms: Vec<Algorithm>,
    /// What is signed, as a template.
    pub content: Option<String>,
    /// The form field that is the body, where a form is posted.
    pub field: Option<String>,
    /// Where the signed timestamp stands.
    pub timestamp: Option<String>,
    /// Where the delivery id stands.
    pub id: Option<String>,
    /// Whether that id is signed.
    pub id_signed: bool,
    /// JSON pointers to the members of the body that identify the delivery.
    pub identity: Vec<String>,
}

impl Provider {
    /// How each variant signs, in the order in which they are tried.
    #[doc(hidden)]
    pub fn descriptions(&self) -> impl Iterator<Item = Description> {
        self.scheme.variants.iter().map(describe)
    }
}

fn describe(variant: &Variant) -> Description {
    let signature = match &variant.proof {
        Proof::Signature(scheme) => Some(scheme),
        Proof::Token(_) | Proof::Nothing => None,
    };
    let (proves, place) = match &variant.proof {
        Proof::Signature(scheme) => ("signature", scheme.place.describe()),
        Proof::Token(token) => ("token", token_place(&token.place)),
        Proof::Nothing => ("none", "nowhere".to_owned()),
    };
    Description {
        variant: variant.name.clone().into_owned(),
        proves,
        place,
        written: signature.map(|scheme| written(variant, scheme)),
        bare: signature.and_then(|scheme| match &scheme.grammar {
            Grammar::Named { bare, .. } => *bare,
            Grammar::Bare { .. } | Grammar::Items { .. } | Grammar::Pairs { .. } => None,
        }),
        algorithms: signature.map(|scheme| scheme.algorithms.to_vec()).unwrap_or_default(),
        content: signature.map(|scheme| scheme.content.iter().map(part).collect()),
        field: variant.field.clone().map(|field| field.into_owned()),
        timestamp: signature.and_then(|scheme| scheme.timestamp.as_ref()).map(|time| source(&time.source)),
        id: variant.id.as_ref().map(source),
        id_signed: variant.signs_id(),
        identity: variant.dedupe.iter().map(|pointer| pointer.clone().into_owned()).collect(),
    }
}

fn token_place(place: &TokenPlace) -> String {
    match place {
        TokenPlace::CallersHeader => "a header that you name in `header`".to_owned(),
        TokenPlace::CallersParameter => "a URL parameter that you name in `urlParameter`".to_owned(),
        TokenPlace::Known(place) => place.describe(),
    }
}

fn written(variant: &Variant, scheme: &SignatureScheme) -> String {
    let digits = match scheme.encoding {
        Encoding::Base64 => "<base64>",
        Encoding::Base64Url => "<base64url>",
        Encoding::Hex => "<hex>",
    };
    match &scheme.grammar {
        Grammar::Bare { prefix } => format!("{prefix}{digits}"),
        Grammar::Named { separator, .. } => format!("<algorithm>{separator}{digits}"),
        Grammar::Pairs { separator, assign, signature } => {
            let others: String = variant.values().map(|key| format!("{key}{assign}<{key}>{separator}")).collect();
            format!("{others}{signature}{assign}{digits}")
        }
        Grammar::Items { prefix, .. } => format!("{prefix}{digits}"),
    }
}

pub(crate) fn part(part: &Part) -> String {
    match part {
        Part::Body => "{body}".to_owned(),
        Part::Header(name) => format!("{{header:{name}}}"),
        Part::Id => "{id}".to_owned(),
        Part::Literal(text) => text.clone().into_owned(),
        Part::Method => "{method}".to_owned(),
        Part::Timestamp => "{timestamp}".to_owned(),
        Part::Url => "{url}".to_owned(),
        Part::Value(key) => format!("{{value:{key}}}"),
    }
}

fn source(source: &Source) -> String {
    match source {
        Source::Header(name) => format!("`{name}`"),
        Source::Value(key) => format!("`{key}` in the signature"),
    }
}
