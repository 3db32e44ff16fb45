//! Strict reading of the text fields of a form: a body that could be read in two ways is refused.
//!
//! The signed bytes are the part's own bytes (multipart) or the decoded bytes (urlencoded).

mod content_type;
mod multipart;
mod urlencoded;

pub(crate) use urlencoded::decode;

use alloc::borrow::Cow;

use crate::error::{VerifyCode, VerifyError};
use crate::parts::{Found, not_too_long};
use crate::request::{Body, FormValue, Request};
use content_type::ContentType;

/// How many fields or parts a form may have.
const MOST_PARTS: usize = 64;

/// How long a form may be, in bytes.
pub const LONGEST_FORM: usize = 16 * 1024 * 1024;

/// One of our fields, as found.
#[derive(Debug, Default)]
pub(crate) enum Field<'a> {
    #[default]
    Missing,
    NotText,
    Text(Cow<'a, [u8]>),
    Twice,
}

impl<'a> Field<'a> {
    fn add(&mut self, value: Self) {
        *self = if matches!(self, Self::Missing) { value } else { Self::Twice };
    }

    /// The value of a field that may be missing but must be single and text.
    pub(crate) fn found(&self) -> Result<Found<'_>, VerifyCode> {
        match self {
            Self::Missing => Ok(Found::default()),
            Self::NotText => Err(VerifyCode::FormMalformed),
            Self::Text(text) => Ok(Found { value: text, count: 1 }),
            Self::Twice => Err(VerifyCode::DuplicateField),
        }
    }

    /// The value of a field that must be there.
    fn text(self) -> Result<Cow<'a, [u8]>, VerifyCode> {
        match self {
            Self::Missing => Err(VerifyCode::FieldMissing),
            Self::NotText => Err(VerifyCode::FormMalformed),
            Self::Text(text) => Ok(text),
            Self::Twice => Err(VerifyCode::DuplicateField),
        }
    }
}

/// Our fields of one form: the one that is signed and, where the scheme has it there, the signature.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a> {
    pub(crate) body: Cow<'a, [u8]>,
    pub(crate) signature: Field<'a>,
}

impl<'a> Fields<'a> {
    pub(crate) fn read(request: &Request<'a>, body: &str, signature: Option<&str>) -> Result<Self, VerifyError> {
        let mut wanted = Wanted { names: [Some(body), signature], fields: [Field::Missing, Field::Missing] };
        match request.body {
            Body::NotRaw => return Err(VerifyCode::BodyNotRaw.into()),
            Body::NotText => return Err(VerifyCode::BodyNotText.into()),
            Body::Form(pairs) => pairs.iter().for_each(|(name, value)| match value {
                FormValue::Text(text) => wanted.add(name.as_bytes(), Field::Text(text.as_bytes().into())),
                FormValue::NotText => wanted.add(name.as_bytes(), Field::NotText),
            }),
            Body::Raw(bytes) => read_raw(bytes, request, &mut wanted)?,
        }
        let [signed, signature] = wanted.fields;
        let at_body = |code| VerifyError::at(code, alloc::format!("form field `{body}`"));
        Ok(Self { body: signed.text().map_err(at_body)?, signature })
    }
}

fn read_raw<'a>(bytes: &'a [u8], request: &Request<'a>, wanted: &mut Wanted<'a, '_>) -> Result<(), VerifyError> {
    let at_header = |code| VerifyError::at(code, "header `Content-Type`");
    let found = Found::header(request.headers, "content-type");
    if found.count > 1 {
        return Err(at_header(VerifyCode::DuplicateHeader));
    }
    not_too_long(found.value).map_err(at_header)?;
    let content_type = ContentType::parse(found.value).map_err(at_header)?;
    if bytes.len() > LONGEST_FORM {
        return Err(VerifyError::at(VerifyCode::FormMalformed, "longer than 16 MiB"));
    }
    match content_type {
        ContentType::Multipart { boundary } => multipart::read(bytes, &boundary, wanted)?,
        ContentType::Urlencoded => urlencoded::read(bytes, wanted)?,
    }
    Ok(())
}

/// The two fields that are collected; all others are passed over.
struct Wanted<'a, 'n> {
    names: [Option<&'n str>; 2],
    fields: [Field<'a>; 2],
}

impl<'a> Wanted<'a, '_> {
    fn add(&mut self, name: &[u8], value: Field<'a>) {
        let slots = self.names.iter().zip(&mut self.fields);
        if let Some((_, field)) = slots.into_iter().find(|(wanted, _)| is_named(**wanted, name)) {
            field.add(value);
        }
    }

    fn is(&self, name: &[u8]) -> bool {
        self.names.iter().any(|wanted| is_named(*wanted, name))
    }
}

fn is_named(wanted: Option<&str>, name: &[u8]) -> bool {
    wanted.map(str::as_bytes) == Some(name)
}
