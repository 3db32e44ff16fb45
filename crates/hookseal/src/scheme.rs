//! The vocabulary that a provider's row, or a caller's own scheme, is written in.
//!
//! A scheme is data: where the signature stands, how to take it out, what is signed. Nothing here decides.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::providers::Documented;

pub(crate) type Text = Cow<'static, str>;
pub(crate) type List<T> = Cow<'static, [T]>;

/// How one provider signs: one or more variants under one kind of secret.
///
/// Built-in schemes stand behind a [`Provider`](crate::Provider); a scheme of your own comes from
/// [`Scheme::from_json`].
#[derive(Clone, Debug)]
pub struct Scheme {
    pub(crate) name: Text,
    pub(crate) secret: SecretFormat,
    /// The first whose signature is present is the only one judged.
    pub(crate) variants: List<Variant>,
    /// Index of the variant that `sign` uses, and that a request without any signature is judged by.
    pub(crate) default_variant: usize,
    /// What `sign` declares for a body that is no form.
    pub(crate) content_type: Text,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: Text,
    pub(crate) proof: Proof,
    pub(crate) id: Option<Source>,
    /// The form field whose bytes are the body, for providers that post a form.
    pub(crate) field: Option<Text>,
    /// JSON pointers into the authenticated body that identify the delivery.
    pub(crate) dedupe: List<Text>,
    pub(crate) policy: Option<Documented>,
}

#[derive(Clone, Debug)]
pub(crate) enum Proof {
    Signature(SignatureScheme),
    Token(TokenScheme),
    Nothing,
}

#[derive(Clone, Debug)]
pub(crate) struct SignatureScheme {
    pub(crate) place: Place,
    pub(crate) grammar: Grammar,
    pub(crate) encoding: Encoding,
    /// One, or several where the grammar names the algorithm.
    pub(crate) algorithms: List<Algorithm>,
    pub(crate) content: List<Part>,
    pub(crate) timestamp: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub(crate) struct TokenScheme {
    pub(crate) place: TokenPlace,
    pub(crate) prefix: Text,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TokenPlace {
    /// The caller chose the header with the provider and names it in the option `header`.
    CallersHeader,
    /// The caller put a parameter into the URL and names it in the option `url_parameter`.
    CallersParameter,
    Known(Place),
}

/// Where a value stands in a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    Field(Text),
    Header(Text),
    Parameter(Text),
}

impl Place {
    /// The place in words, for messages: configured names only.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Field(name) => format!("form field `{name}`"),
            Self::Header(name) => format!("header `{name}`"),
            Self::Parameter(name) => format!("URL parameter `{name}`"),
        }
    }
}

/// How a signature value is written.
#[derive(Clone, Debug)]
pub(crate) enum Grammar {
    /// One signature behind an exact prefix, which may be empty.
    Bare { prefix: Text },
    /// `<algorithm><separator><signature>`; a value without separator is signed with `bare`.
    Named { separator: Text, bare: Option<Algorithm> },
    /// `t=1,v1=..,v1=..`: pairs of which those named `signature` hold a signature.
    Pairs { separator: Text, assign: Text, signature: Text },
    /// `v1,.. v1,..`: items of which those behind `prefix` hold a signature.
    Items { separator: Text, prefix: Text },
}

/// Where a timestamp or an id stands: a header, or another value of the signature's own list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    Header(Text),
    Value(Text),
}

#[derive(Clone, Debug)]
pub(crate) struct Timestamp {
    pub(crate) source: Source,
    pub(crate) unit: Unit,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unit {
    Milliseconds,
    Seconds,
}

/// One piece of the signed content, in order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Body,
    Header(Text),
    Id,
    Literal(Text),
    Method,
    Timestamp,
    Url,
    Value(Text),
}

/// How a signature's bytes are written as text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Encoding {
    Base64,
    Base64Url,
    Hex,
}

/// The hash function under the HMAC (RFC 2104).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC-SHA-1, for providers that have nothing else or keep it for old endpoints.
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-384.
    Sha384,
    /// HMAC-SHA-512.
    Sha512,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: &'static [Self] = &[Self::Sha1, Self::Sha256, Self::Sha384, Self::Sha512];

    /// The name as providers write it: `sha1`, `sha256`, `sha384`, `sha512`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The algorithm of exactly this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|algorithm| algorithm.as_str() == name)
    }

    /// Length of a signature, in bytes.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// How the text of a secret becomes the key.
#[derive(Clone, Debug)]
pub(crate) struct SecretFormat {
    pub(crate) encoding: SecretEncoding,
    /// A prefix that marks the secret; a secret without it is taken as well.
    pub(crate) prefix: Text,
    /// The prefix is part of the key, not stripped.
    pub(crate) keep_prefix: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum SecretEncoding {
    Base64,
    Hex,
    Utf8,
}

impl Variant {
    /// The form field that carries the signature, if a form does.
    pub(crate) fn signature_field(&self) -> Option<&str> {
        match &self.proof {
            Proof::Signature(SignatureScheme { place: Place::Field(name), .. }) => Some(name),
            _ => None,
        }
    }

    /// Names of the headers that the variant looks at.
    pub(crate) fn header_names(&self) -> impl Iterator<Item = &str> {
        let content = match &self.proof {
            Proof::Signature(scheme) => scheme.content.as_ref(),
            Proof::Token(_) | Proof::Nothing => &[],
        };
        self.own_headers().chain(content.iter().filter_map(|part| match part {
            Part::Header(name) => Some(name.as_ref()),
            _ => None,
        }))
    }

    /// Those that carry a signature or token, a timestamp, an id.
    pub(crate) fn own_headers(&self) -> impl Iterator<Item = &str> {
        let (place, time) = match &self.proof {
            Proof::Signature(scheme) => (Some(&scheme.place), scheme.timestamp.as_ref().map(|time| &time.source)),
            Proof::Token(TokenScheme { place: TokenPlace::Known(place), .. }) => (Some(place), None),
            Proof::Token(_) | Proof::Nothing => (None, None),
        };
        let place = place.and_then(|place| match place {
            Place::Header(name) => Some(name.as_ref()),
            Place::Field(_) | Place::Parameter(_) => None,
        });
        place.into_iter().chain(time.into_iter().chain(&self.id).filter_map(|source| match source {
            Source::Header(name) => Some(name.as_ref()),
            Source::Value(_) => None,
        }))
    }

    /// Whether the delivery id is part of what is signed.
    pub(crate) fn signs_id(&self) -> bool {
        matches!(&self.proof, Proof::Signature(scheme) if scheme.content.contains(&Part::Id))
    }
}
