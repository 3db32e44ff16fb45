//! A request and its scheme as they may be read: a copy in which one thing can be undone before it is read again.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::split_once;
use crate::form::Field;
use crate::line::Line;
use crate::mac::Tag;
use crate::parts::{self, Found, Signed};
use crate::scheme::{Algorithm, Encoding, Grammar, Place, Proof, SecretFormat, SignatureScheme, Variant};
use crate::signature::{encode, value_of};

/// Header pairs that can be changed.
pub(super) type Pairs = Vec<(String, Vec<u8>)>;

/// One way to read a signed request.
#[derive(Clone)]
pub(super) struct View {
    pub(super) variant: Variant,
    pub(super) secret: SecretFormat,
    pub(super) headers: Pairs,
    /// What stands before the headers, as handed over.
    pub(super) method: Option<String>,
    pub(super) url: Option<String>,
    /// The signature that stands in a form.
    pub(super) field: Option<Vec<u8>>,
    /// What is signed, if it is not what was received.
    pub(super) body: Option<Vec<u8>>,
}

impl View {
    /// The parts as `verify` reads them; nothing if it would stop at one.
    pub(super) fn read(&self) -> Option<Signed> {
        let field = self.field.as_deref().map(|text| Field::Text(Cow::Borrowed(text)));
        parts::signed(&self.variant, self.scheme()?, &self.headers, self.line(), field.as_ref()).ok()
    }

    pub(super) fn line(&self) -> Line<'_> {
        Line { method: self.method.as_deref(), url: self.url.as_deref() }
    }

    pub(super) fn scheme(&self) -> Option<&SignatureScheme> {
        match &self.variant.proof {
            Proof::Signature(scheme) => Some(scheme),
            Proof::Token(_) | Proof::Nothing => None,
        }
    }

    pub(super) fn with_scheme(&self, change: impl FnOnce(&mut SignatureScheme)) -> Self {
        let mut view = self.clone();
        if let Proof::Signature(scheme) = &mut view.variant.proof {
            change(scheme);
        }
        view
    }

    /// The whole value of the signature's header or field, empty if it is missing or not the only one.
    pub(super) fn value(&self) -> &[u8] {
        match self.scheme().map(|scheme| &scheme.place) {
            Some(Place::Header(name)) => match Found::header(&self.headers, name) {
                Found { value, count: 1 } => value,
                _ => &[],
            },
            Some(Place::Field(_)) => self.field.as_deref().unwrap_or_default(),
            Some(Place::Parameter(_)) | None => &[],
        }
    }

    pub(super) fn with_value(&self, value: Vec<u8>) -> Self {
        let mut view = self.clone();
        match self.scheme().map(|scheme| &scheme.place) {
            Some(Place::Header(name)) => set(&mut view.headers, name, value),
            Some(Place::Field(_)) => view.field = Some(value),
            Some(Place::Parameter(_)) | None => {}
        }
        view
    }

    /// The text of the first signature in the value, without prefix and name of an algorithm.
    pub(super) fn text(&self) -> Option<&[u8]> {
        let value = self.value();
        match &self.scheme()?.grammar {
            Grammar::Bare { prefix } => value.strip_prefix(prefix.as_bytes()),
            Grammar::Named { separator, .. } => {
                Some(split_once(value, separator.as_bytes()).map_or(value, |(_, text)| text))
            }
            Grammar::Pairs { signature, .. } => {
                Some(value_of(value, &self.scheme()?.grammar, signature).value).filter(|text| !text.is_empty())
            }
            Grammar::Items { separator, prefix } => {
                let mut items = crate::bytes::split(value, separator.as_bytes());
                items.find_map(|item| crate::bytes::trim(item).strip_prefix(prefix.as_bytes()))
            }
        }
    }

    /// The value with another text in the place of the first signature.
    pub(super) fn with_text(&self, text: &[u8]) -> Option<Self> {
        let (value, old) = (self.value(), self.text()?);
        let at = crate::bytes::find(value, old)?;
        let (head, rest) = value.split_at_checked(at)?;
        let value = [head, text, rest.get(old.len()..)?].concat();
        Some(self.with_value(value))
    }

    /// Parts read around a signature that cannot be read itself.
    pub(super) fn read_around(&self, algorithm: Algorithm) -> Option<Signed> {
        let blank = encode(&Tag::from_slice(&alloc::vec![0; algorithm.size()]), self.scheme()?.encoding);
        self.with_text(blank.as_bytes())?.read()
    }

    /// The algorithms that its signature may be made with.
    pub(super) fn algorithms(&self) -> &[Algorithm] {
        self.scheme().map_or(&[], |scheme| scheme.algorithms.as_ref())
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.scheme().map_or(Encoding::Hex, |scheme| scheme.encoding)
    }
}

/// Sets the one value of a header.
pub(super) fn set(headers: &mut Pairs, name: &str, value: Vec<u8>) {
    headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    headers.push((String::from(name), value));
}
