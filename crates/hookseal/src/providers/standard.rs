//! Standard Webhooks, the scheme that most new senders use.

use alloc::borrow::Cow::Borrowed;

use super::Provider;
use super::pages::Page;
use super::policies::Documented;
use crate::scheme::{
    Algorithm, Encoding, Grammar, Part, Place, Proof, Scheme, SecretEncoding, SecretFormat, SignatureScheme, Source,
    Timestamp, Unit, Variant,
};

/// Standard Webhooks: `webhook-*` headers, and the older names `svix-*`.
pub static STANDARD_WEBHOOKS: Provider = Provider {
    page: Page::StandardWebhooks,
    scheme: Scheme {
        name: Borrowed("standard-webhooks"),
        secret: SecretFormat { encoding: SecretEncoding::Base64, prefix: Borrowed("whsec_"), keep_prefix: false },
        variants: Borrowed(&VARIANTS),
        default_variant: 0,
        content_type: Borrowed("application/json"),
    },
    senders: &[],
    body_limit: Provider::DEFAULT_BODY_LIMIT,
};

static VARIANTS: [Variant; 2] = [
    variant("webhook", "webhook-signature", "webhook-timestamp", "webhook-id"),
    variant("svix", "svix-signature", "svix-timestamp", "svix-id"),
];

const fn variant(name: &'static str, signature: &'static str, timestamp: &'static str, id: &'static str) -> Variant {
    Variant {
        name: Borrowed(name),
        proof: Proof::Signature(SignatureScheme {
            place: Place::Header(Borrowed(signature)),
            grammar: Grammar::Items { separator: Borrowed(" "), prefix: Borrowed("v1,") },
            encoding: Encoding::Base64,
            algorithms: Borrowed(&[Algorithm::Sha256]),
            content: Borrowed(&CONTENT),
            timestamp: Some(Timestamp { source: Source::Header(Borrowed(timestamp)), unit: Unit::Seconds }),
        }),
        id: Some(Source::Header(Borrowed(id))),
        field: None,
        dedupe: Borrowed(&[]),
        policy: Some(Documented::StandardWebhooks),
    }
}

static CONTENT: [Part; 5] =
    [Part::Id, Part::Literal(Borrowed(".")), Part::Timestamp, Part::Literal(Borrowed(".")), Part::Body];
