//! The parts of a request that the scheme names, found and then parsed: steps 1 and 2 of `verify`.
//!
//! The order of refusals is fixed: duplicates, then what is missing, then what is malformed; within each the
//! signature, the timestamp, the id.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::trim;
use crate::content::{Content, Values, fits, timestamp_fits};
use crate::error::{VerifyCode, VerifyError};
use crate::form::Field;
use crate::line::{Line, is_signable_method, is_signable_url};
use crate::request::Headers;
use crate::scheme::{Part, Place, Proof, SignatureScheme, Source, Variant};
use crate::signature::{self, Signatures};
use crate::timestamp;

/// How long a header value may be, in bytes.
pub(crate) const LONGEST_HEADER: usize = 8192;

/// A header as found: its first value, and how often it was sent.
#[derive(Clone, Copy, Default)]
pub(crate) struct Found<'a> {
    pub(crate) value: &'a [u8],
    pub(crate) count: usize,
}

impl<'a> Found<'a> {
    pub(crate) fn header(headers: &'a dyn Headers, name: &str) -> Self {
        let mut found = Self::default();
        headers.visit(&mut |other, value| {
            if same_name(other, name) {
                if found.count == 0 {
                    found.value = trim(value);
                }
                found.count = found.count.saturating_add(1);
            }
        });
        found
    }

    /// Present and not empty; twice empty is a duplicate, not an absence.
    pub(crate) fn present(&self) -> bool {
        self.count > 1 || !self.value.is_empty()
    }
}

/// What a signed request says, parsed. Everything in it was sent by the requester.
pub(crate) struct Signed {
    pub(crate) signatures: Signatures,
    pub(crate) content: Content,
    /// Unix seconds.
    pub(crate) timestamp: Option<u64>,
    pub(crate) id: Option<String>,
}

/// Finds and parses the parts of a variant that is signed.
pub(crate) fn signed(
    variant: &Variant,
    scheme: &SignatureScheme,
    headers: &dyn Headers,
    line: Line<'_>,
    field: Option<&Field<'_>>,
) -> Result<Signed, VerifyError> {
    let parts = Parts::find(variant, scheme, headers, line, field)?;
    parts.refuse_duplicates()?;
    parts.refuse_missing()?;
    parts.parse()
}

/// The delivery id of a variant that does not sign it: reported, never a reason to refuse.
pub(crate) fn unsigned_id(variant: &Variant, headers: &dyn Headers) -> Option<String> {
    match &variant.id {
        Some(Source::Header(name)) => readable_id(Found::header(headers, name)),
        _ => None,
    }
}

pub(crate) struct Parts<'a> {
    variant: &'a Variant,
    scheme: &'a SignatureScheme,
    pub(crate) signature: Found<'a>,
    pub(crate) timestamp: Found<'a>,
    pub(crate) id: Found<'a>,
    /// Headers that the content names, in order.
    pub(crate) headers: Vec<(&'a str, Found<'a>)>,
    line: Line<'a>,
}

impl<'a> Parts<'a> {
    pub(crate) fn find(
        variant: &'a Variant,
        scheme: &'a SignatureScheme,
        headers: &'a dyn Headers,
        line: Line<'a>,
        field: Option<&'a Field<'a>>,
    ) -> Result<Self, VerifyError> {
        let signature = match (&scheme.place, field) {
            (Place::Header(name), _) => Found::header(headers, name),
            (Place::Field(_) | Place::Parameter(_), None) => Found::default(),
            (place, Some(field)) => field.found().map_err(|code| VerifyError::at(code, place.describe()))?,
        };
        let from = |source: &'a Source| match source {
            Source::Header(name) => Found::header(headers, name),
            Source::Value(key) => signature::value_of(signature.value, &scheme.grammar, key),
        };
        let named = scheme.content.iter().filter_map(|part| match part {
            Part::Header(name) => Some((name.as_ref(), Found::header(headers, name))),
            _ => None,
        });
        Ok(Self {
            variant,
            scheme,
            signature,
            timestamp: scheme.timestamp.as_ref().map_or_else(Found::default, |time| from(&time.source)),
            id: variant.id.as_ref().map_or_else(Found::default, from),
            headers: named.collect(),
            line,
        })
    }

    fn refuse_duplicates(&self) -> Result<(), VerifyError> {
        let duplicate = |part: String| Err(VerifyError::at(VerifyCode::DuplicateHeader, part));
        let single = |found: &Found<'_>| found.count <= 1 && !found.value.contains(&b',');
        if let Place::Header(_) = &self.scheme.place
            && (self.signature.count > 1 || signature::joined(self.signature.value, self.variant, self.scheme))
        {
            return duplicate(self.scheme.place.describe());
        }
        if let Some(time) = &self.scheme.timestamp
            && !single(&self.timestamp)
        {
            return duplicate(describe(&time.source));
        }
        if let Some(source) = self.signed_id()
            && !single(&self.id)
        {
            return duplicate(describe(source));
        }
        match self.headers.iter().find(|(_, found)| !single(found)) {
            Some((name, _)) => duplicate(format!("header `{name}`")),
            None => Ok(()),
        }
    }

    fn refuse_missing(&self) -> Result<(), VerifyError> {
        let missing = |code, part: String| Err(VerifyError::at(code, part));
        if self.signature.value.is_empty() {
            return missing(VerifyCode::SignatureMissing, self.scheme.place.describe());
        }
        if let Some(time) = &self.scheme.timestamp
            && self.timestamp.value.is_empty()
        {
            return missing(VerifyCode::TimestampMissing, describe(&time.source));
        }
        if let Some(source) = self.signed_id()
            && self.id.value.is_empty()
        {
            return missing(VerifyCode::IdMissing, describe(source));
        }
        if self.signs(&Part::Url) && !self.line.url.is_some_and(is_signable_url) {
            return Err(VerifyCode::UrlMissing.into());
        }
        if self.signs(&Part::Method) && !self.line.method.is_some_and(is_signable_method) {
            return Err(VerifyCode::MethodMissing.into());
        }
        let lacking_value = self.scheme.content.iter().find_map(|part| match part {
            Part::Value(key) => self.value(key).is_none_or(<[u8]>::is_empty).then(|| format!("value `{key}`")),
            _ => None,
        });
        let lacking_header = self.headers.iter().find(|(_, found)| found.value.is_empty());
        match lacking_value.or_else(|| lacking_header.map(|(name, _)| format!("header `{name}`"))) {
            Some(part) => missing(VerifyCode::IdMissing, part),
            None => Ok(()),
        }
    }

    fn parse(&self) -> Result<Signed, VerifyError> {
        let scheme = self.scheme;
        let signatures = not_too_long(self.signature.value)
            .and_then(|()| signature::parse(self.signature.value, self.variant, scheme))
            .map_err(|code| VerifyError::at(code, scheme.place.describe()))?;
        let timestamp = match &scheme.timestamp {
            Some(time) => {
                let read = self.parse_timestamp(time.unit);
                Some(read.map_err(|code| VerifyError::at(code, describe(&time.source)))?)
            }
            None => None,
        };
        for part in scheme.content.iter() {
            self.check_wording(part).map_err(|code| VerifyError::at(code, self.describe(part)))?;
        }
        let id = match self.signed_id() {
            Some(_) => core::str::from_utf8(self.id.value).ok().map(String::from),
            None => readable_id(self.id),
        };
        Ok(Signed { signatures, content: Content::of(scheme, self)?, timestamp, id })
    }

    fn parse_timestamp(&self, unit: crate::scheme::Unit) -> Result<u64, VerifyCode> {
        let text = self.timestamp.value;
        not_too_long(text)?;
        let value = timestamp::parse(text).filter(|_| timestamp_fits(text, unit, &self.scheme.content));
        Ok(timestamp::seconds(value.ok_or(VerifyCode::TimestampMalformed)?, unit))
    }

    pub(crate) fn signed_id(&self) -> Option<&'a Source> {
        self.variant.id.as_ref().filter(|_| self.signs(&Part::Id))
    }

    fn signs(&self, part: &Part) -> bool {
        self.scheme.content.contains(part)
    }

    /// Checks a signed part that the sender words freely: id, header, value of the list.
    fn check_wording(&self, part: &Part) -> Result<(), VerifyCode> {
        let value = match part {
            Part::Id => self.id.value,
            Part::Header(name) => self.header(name).unwrap_or_default(),
            Part::Value(key) => self.value(key).unwrap_or_default(),
            Part::Body | Part::Literal(_) | Part::Method | Part::Timestamp | Part::Url => return Ok(()),
        };
        not_too_long(value)?;
        if fits(value, part, &self.scheme.content) { Ok(()) } else { Err(VerifyCode::IdMalformed) }
    }

    fn describe(&self, part: &Part) -> String {
        match part {
            Part::Header(name) => format!("header `{name}`"),
            Part::Value(key) => format!("value `{key}`"),
            _ => self.signed_id().map(describe).unwrap_or_default(),
        }
    }
}

impl<'a> Values<'a> for Parts<'a> {
    fn timestamp(&self) -> Option<&'a [u8]> {
        Some(self.timestamp.value)
    }

    fn id(&self) -> Option<&'a [u8]> {
        Some(self.id.value)
    }

    fn header(&self, name: &str) -> Option<&'a [u8]> {
        self.headers.iter().find(|(other, _)| *other == name).map(|(_, found)| found.value)
    }

    fn method(&self) -> Option<&'a [u8]> {
        self.line.method.map(str::as_bytes)
    }

    fn url(&self) -> Option<&'a [u8]> {
        self.line.url.map(str::as_bytes)
    }

    fn value(&self, key: &str) -> Option<&'a [u8]> {
        let found = signature::value_of(self.signature.value, &self.scheme.grammar, key);
        (found.count > 0).then_some(found.value)
    }
}

impl Variant {
    /// The keys of the signature's own list that hold another value: timestamp, id, parts of the content.
    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        let (time, content) = match &self.proof {
            Proof::Signature(scheme) => (scheme.timestamp.as_ref().map(|time| &time.source), scheme.content.as_ref()),
            Proof::Token(_) | Proof::Nothing => (None, &[][..]),
        };
        let sources = time.into_iter().chain(&self.id).filter_map(|source| match source {
            Source::Value(key) => Some(key.as_ref()),
            Source::Header(_) => None,
        });
        sources.chain(content.iter().filter_map(|part| match part {
            Part::Value(key) => Some(key.as_ref()),
            _ => None,
        }))
    }

    /// Those that are signed, and so must be single: a doubled id that nobody signed is only no id.
    pub(crate) fn signed_values(&self) -> impl Iterator<Item = &str> {
        let unsigned = match &self.id {
            Some(Source::Value(key)) if !self.signs_id() => Some(key.as_ref()),
            _ => None,
        };
        self.values().filter(move |key| Some(*key) != unsigned)
    }
}

pub(crate) fn not_too_long(value: &[u8]) -> Result<(), VerifyCode> {
    if value.len() > LONGEST_HEADER { Err(VerifyCode::HeaderTooLong) } else { Ok(()) }
}

/// Whether two header names differ in case at most. Names of one scheme begin alike, so the end is looked at first.
fn same_name(one: &str, other: &str) -> bool {
    let end = |name: &str| name.as_bytes().last().map(u8::to_ascii_lowercase);
    one.len() == other.len() && end(one) == end(other) && one.eq_ignore_ascii_case(other)
}

/// An unsigned id as text, if it is one that can be shown.
fn readable_id(found: Found<'_>) -> Option<String> {
    let fit = found.count == 1 && fits(found.value, &Part::Id, &[]);
    core::str::from_utf8(found.value).ok().filter(|_| fit).map(String::from)
}

pub(crate) fn describe(source: &Source) -> String {
    match source {
        Source::Header(name) => format!("header `{name}`"),
        Source::Value(key) => format!("value `{key}`"),
    }
}
