//! Media processing: Transloadit, Transcodely, AssemblyAI, Connect.

use alloc::borrow::Cow::Borrowed;

use super::Provider;
use super::pages::Page;
use super::policies::Documented;
use crate::form::LONGEST_FORM;
use crate::scheme::{
    Algorithm, Encoding, Grammar, Part, Place, Proof, Scheme, SecretEncoding, SecretFormat, SignatureScheme, Source,
    Text, Timestamp, TokenPlace, TokenScheme, Unit, Variant,
};

/// Transloadit: a form whose field `transloadit` is signed in its field `signature`.
///
/// The signature names its algorithm; a bare one is SHA-1, which old accounts still send.
pub static TRANSLOADIT: Provider = Provider {
    page: Page::Transloadit,
    scheme: Scheme {
        name: Borrowed("transloadit"),
        secret: PLAIN_TEXT,
        variants: Borrowed(&TRANSLOADIT_VARIANTS),
        default_variant: 0,
        content_type: JSON,
    },
    senders: &[],
    // A status lists every upload and result.
    body_limit: LONGEST_FORM,
};

static TRANSLOADIT_VARIANTS: [Variant; 1] = [Variant {
    name: Borrowed("form"),
    proof: Proof::Signature(SignatureScheme {
        place: Place::Field(Borrowed("signature")),
        grammar: Grammar::Named { separator: Borrowed(":"), bare: Some(Algorithm::Sha1) },
        encoding: Encoding::Hex,
        // The first is the one that current senders use.
        algorithms: Borrowed(&[Algorithm::Sha384, Algorithm::Sha512, Algorithm::Sha256, Algorithm::Sha1]),
        content: Borrowed(&[Part::Body]),
        timestamp: None,
    }),
    id: None,
    field: Some(Borrowed("transloadit")),
    dedupe: Borrowed(&TRANSLOADIT_IDENTITY),
    policy: Some(Documented::Transloadit),
}];

static TRANSLOADIT_IDENTITY: [Text; 1] = [Borrowed("/assembly_id")];

/// Transcodely: `{timestamp}.{body}`, in two generations of headers.
pub static TRANSCODELY: Provider = Provider {
    page: Page::Transcodely,
    scheme: Scheme {
        name: Borrowed("transcodely"),
        secret: SecretFormat { encoding: SecretEncoding::Utf8, prefix: Borrowed("whsec_"), keep_prefix: true },
        variants: Borrowed(&TRANSCODELY_VARIANTS),
        default_variant: 1,
        content_type: JSON,
    },
    senders: &[],
    body_limit: Provider::DEFAULT_BODY_LIMIT,
};

static TRANSCODELY_VARIANTS: [Variant; 2] = [
    Variant {
        name: Borrowed("transcodely-signature"),
        proof: Proof::Signature(SignatureScheme {
            place: Place::Header(Borrowed("Transcodely-Signature")),
            grammar: Grammar::Pairs { separator: Borrowed(","), assign: Borrowed("="), signature: Borrowed("v1") },
            encoding: Encoding::Hex,
            algorithms: Borrowed(&[Algorithm::Sha256]),
            content: Borrowed(&TIMESTAMP_AND_BODY),
            timestamp: Some(Timestamp { source: Source::Value(Borrowed("t")), unit: Unit::Seconds }),
        }),
        id: Some(Source::Header(Borrowed("Webhook-Id"))),
        field: None,
        dedupe: Borrowed(&TRANSCODELY_IDENTITY),
        policy: Some(Documented::Transcodely2),
    },
    Variant {
        name: Borrowed("x-transcodely-signature"),
        proof: Proof::Signature(SignatureScheme {
            place: Place::Header(Borrowed("X-Transcodely-Signature")),
            grammar: Grammar::Bare { prefix: Borrowed("sha256=") },
            encoding: Encoding::Hex,
            algorithms: Borrowed(&[Algorithm::Sha256]),
            content: Borrowed(&TIMESTAMP_AND_BODY),
            timestamp: Some(Timestamp {
                source: Source::Header(Borrowed("X-Transcodely-Timestamp")),
                unit: Unit::Seconds,
            }),
        }),
        id: Some(Source::Header(Borrowed("X-Transcodely-Delivery-ID"))),
        field: None,
        dedupe: Borrowed(&[]),
        policy: Some(Documented::Transcodely1),
    },
];

static TIMESTAMP_AND_BODY: [Part; 3] = [Part::Timestamp, Part::Literal(Borrowed(".")), Part::Body];

static TRANSCODELY_IDENTITY: [Text; 1] = [Borrowed("/id")];

/// AssemblyAI: a static token in a header whose name the receiver chose; the body is not signed.
pub static ASSEMBLYAI: Provider = Provider {
    page: Page::AssemblyAi,
    scheme: Scheme {
        name: Borrowed("assemblyai"),
        secret: PLAIN_TEXT,
        variants: Borrowed(&ASSEMBLYAI_VARIANTS),
        default_variant: 0,
        content_type: JSON,
    },
    senders: &[("us", "44.238.19.20"), ("eu", "54.220.25.36")],
    body_limit: Provider::DEFAULT_BODY_LIMIT,
};

static ASSEMBLYAI_VARIANTS: [Variant; 1] = [Variant {
    name: Borrowed("header"),
    proof: Proof::Token(TokenScheme { place: TokenPlace::CallersHeader, prefix: Borrowed("") }),
    id: None,
    field: None,
    dedupe: Borrowed(&ASSEMBLYAI_IDENTITY),
    policy: Some(Documented::AssemblyAi),
}];

static ASSEMBLYAI_IDENTITY: [Text; 2] = [Borrowed("/transcript_id"), Borrowed("/status")];

/// Connect: nothing is signed; a token in the URL that the receiver registered is all there is.
pub static CONNECT: Provider = Provider {
    page: Page::Connect,
    scheme: Scheme {
        name: Borrowed("connect"),
        secret: PLAIN_TEXT,
        variants: Borrowed(&CONNECT_VARIANTS),
        default_variant: 0,
        content_type: JSON,
    },
    senders: &[],
    body_limit: Provider::DEFAULT_BODY_LIMIT,
};

static CONNECT_VARIANTS: [Variant; 1] = [Variant {
    name: Borrowed("url-parameter"),
    proof: Proof::Token(TokenScheme { place: TokenPlace::CallersParameter, prefix: Borrowed("") }),
    id: None,
    field: None,
    dedupe: Borrowed(&[]),
    policy: Some(Documented::Connect),
}];

const PLAIN_TEXT: SecretFormat =
    SecretFormat { encoding: SecretEncoding::Utf8, prefix: Borrowed(""), keep_prefix: false };

const JSON: Text = Borrowed("application/json");
