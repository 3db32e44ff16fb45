//! The body as handed over: bytes as they are, other buffers and text copied once, a parsed form by its fields.

use hookseal::{FormValue, Request};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyList, PyMapping, PyMemoryView, PyString, PyTuple};

use crate::errors::Refusal;

/// What a body turned out to be.
pub(crate) enum Body<'py> {
    Form(Vec<(String, Value)>),
    NotText,
    /// Immutable: what is verified is what is handed out.
    Raw(Bound<'py, PyBytes>),
}

/// One value of one of our fields in a parsed form.
pub(crate) enum Value {
    NotText,
    Text(String),
}

impl<'py> Body<'py> {
    /// `fields` are those that the scheme reads; a form is taken only if there are any.
    pub(crate) fn read(body: &Bound<'py, PyAny>, fields: &[String]) -> Result<Self, Refusal> {
        match bytes_of(body) {
            Ok(Some(bytes)) => return Ok(Self::Raw(bytes)),
            Ok(None) => {}
            // A view that was released: its bytes were there and are gone.
            Err(error) if error.is_instance_of::<PyValueError>(body.py()) => {
                return Err(Refusal::NotRaw("released memoryview".to_owned()));
            }
            Err(error) => return Err(error.into()),
        }
        if let Ok(text) = body.cast::<PyString>() {
            let Ok(text) = text.to_str() else { return Ok(Self::NotText) };
            return Ok(Self::Raw(PyBytes::new(body.py(), text.as_bytes())));
        }
        if fields.is_empty() || body.cast::<PyMapping>().is_err() {
            return Err(Refusal::NotRaw(body.get_type().name()?.to_string()));
        }
        read_form(body, fields)
    }

    /// Whether the bytes handed in are those that a delivery hands out, unless a form is read from them.
    pub(crate) fn raw(&self) -> Option<&Bound<'py, PyBytes>> {
        match self {
            Self::Raw(bytes) => Some(bytes),
            Self::Form(_) | Self::NotText => None,
        }
    }
}

/// A body without Python objects, so that it can be judged while other threads run.
pub(crate) enum View<'a> {
    Form(Vec<(&'a str, FormValue<'a>)>),
    NotText,
    Raw(&'a [u8]),
}

impl<'a> View<'a> {
    pub(crate) fn of(body: &'a Body<'_>) -> Self {
        match body {
            Body::Form(pairs) => Self::Form(pairs.iter().map(|(name, value)| (name.as_str(), value.view())).collect()),
            Body::NotText => Self::NotText,
            Body::Raw(bytes) => Self::Raw(bytes.as_bytes()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Form(pairs) => pairs.iter().fold(0, |sum: usize, (_, value)| match value {
                FormValue::Text(text) => sum.saturating_add(text.len()),
                _ => sum,
            }),
            Self::NotText => 0,
            Self::Raw(bytes) => bytes.len(),
        }
    }

    pub(crate) fn request(&self) -> Request<'_> {
        match self {
            Self::Form(pairs) => Request::form(pairs),
            Self::NotText => Request::body_not_text(),
            Self::Raw(bytes) => Request::new(bytes),
        }
    }
}

impl Value {
    fn view(&self) -> FormValue<'_> {
        match self {
            Self::NotText => FormValue::NotText,
            Self::Text(text) => FormValue::Text(text),
        }
    }
}

/// `bytes` as they are; every other buffer in one copy, made by the interpreter in one step.
///
/// Fails for a view that was released.
pub(crate) fn bytes_of<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyBytes>>> {
    if let Ok(bytes) = value.cast_exact::<PyBytes>() {
        return Ok(Some(bytes.clone()));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(PyBytes::new(value.py(), bytes.as_bytes())));
    }
    if value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>() {
        // Through a view: a subclass of bytearray may have a `__bytes__` of its own.
        let view = PyMemoryView::from(value)?;
        return Ok(Some(value.py().get_type::<PyBytes>().call1((view,))?.cast_into()?));
    }
    Ok(None)
}

/// `getlist` of Django, Werkzeug and Starlette, `getall` of aiohttp and WebOb give every value of a field; a plain
/// mapping holds one text or a list.
fn read_form<'py>(form: &Bound<'py, PyAny>, fields: &[String]) -> Result<Body<'py>, Refusal> {
    let py = form.py();
    let all = match form.getattr_opt(intern!(py, "getlist"))? {
        None => form.getattr_opt(intern!(py, "getall"))?,
        all => all,
    };
    let mut pairs = Vec::new();
    for field in fields {
        let values = match &all {
            // Asked first, since some raise for a field that is not there.
            Some(all) if form.contains(field)? => all.call1((field,))?,
            Some(_) => py.None().into_bound(py),
            None => match form.cast_exact::<PyDict>() {
                Ok(dict) => dict.get_item(field)?.unwrap_or_else(|| py.None().into_bound(py)),
                Err(_) => form.call_method1(intern!(py, "get"), (field,))?,
            },
        };
        let values = match (values.cast::<PyList>(), values.cast::<PyTuple>()) {
            (Ok(list), _) => list.iter().collect(),
            (_, Ok(tuple)) => tuple.iter().collect(),
            _ if values.is_none() => Vec::new(),
            _ => vec![values],
        };
        for value in values {
            let text = value.cast::<PyString>().map(|text| text.to_str().map(ToOwned::to_owned));
            pairs.push((
                field.clone(),
                match text {
                    Ok(Ok(text)) => Value::Text(text),
                    Ok(Err(_)) => return Ok(Body::NotText),
                    Err(_) => Value::NotText,
                },
            ));
        }
    }
    Ok(Body::Form(pairs))
}
