//! Secrets as handed over: text or bytes. Nothing here keeps or shows them.

use hookseal::SecretInput;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::body::bytes_of;

/// One secret, held for as long as the core reads it.
pub(crate) enum Held<'py> {
    Bytes(Bound<'py, PyBytes>),
    /// `None`: an environment variable that is not set. The core reports it as missing, like an empty text.
    Missing,
    Text(Bound<'py, PyString>),
    Unusable,
}

impl<'py> Held<'py> {
    pub(crate) fn read(secret: &Bound<'py, PyAny>) -> Self {
        if secret.is_none() {
            return Self::Missing;
        }
        if let Ok(text) = secret.cast::<PyString>() {
            return Self::Text(text.clone());
        }
        // A view that was released is no secret either.
        bytes_of(secret).ok().flatten().map_or(Self::Unusable, Self::Bytes)
    }

    pub(crate) fn input(&self) -> SecretInput<'_> {
        match self {
            Self::Bytes(bytes) => SecretInput::Bytes(bytes.as_bytes()),
            Self::Missing => SecretInput::Text(""),
            Self::Text(text) => text.to_str().map_or(SecretInput::Unusable, SecretInput::Text),
            Self::Unusable => SecretInput::Unusable,
        }
    }
}

/// What the core reads of each.
pub(crate) fn inputs<'a>(held: &'a [Held<'_>]) -> Vec<SecretInput<'a>> {
    held.iter().map(Held::input).collect()
}
