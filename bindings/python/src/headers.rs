//! The headers that a scheme names, picked from whatever a framework hands out; all of them, to explain a request.
//!
//! Only these are copied. A value that is neither text nor bytes becomes [`UNREADABLE`], which no grammar accepts.

use std::borrow::Cow;
use std::ops::Range;

use hookseal::foreign::{UNREADABLE, latin1};
use hookseal::{Headers, Webhook};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList, PyString, PyTuple};

/// The names that a webhook looks at, as headers and as keys of a WSGI environ.
pub(crate) struct Names {
    headers: Vec<String>,
    environ: Vec<String>,
}

impl Names {
    pub(crate) fn of(webhook: &Webhook) -> Self {
        let headers = webhook.header_names();
        let environ = headers.iter().map(|name| environ_key(name)).collect();
        Self { headers, environ }
    }

    fn header(&self, name: &[u8], style: Style) -> Option<&str> {
        let known = match style {
            Style::Environ => self.environ.iter().position(|known| known.as_bytes() == name),
            Style::Headers => self.headers.iter().position(|known| known.as_bytes().eq_ignore_ascii_case(name)),
        };
        self.headers.get(known?).map(String::as_str)
    }
}

/// A name as it stands there; of an environ, what it stands for.
fn any_header(name: &[u8], style: Style) -> Option<String> {
    let name = String::from_utf8_lossy(name);
    if style == Style::Headers {
        return Some(name.into_owned());
    }
    let key = match name.as_ref() {
        "CONTENT_LENGTH" | "CONTENT_TYPE" => &name,
        key => key.strip_prefix("HTTP_")?,
    };
    Some(key.to_ascii_lowercase().replace('_', "-"))
}

/// PEP 3333: `HTTP_` names, except for the two that CGI knows.
fn environ_key(name: &str) -> String {
    let key = name.to_ascii_uppercase().replace('-', "_");
    if matches!(key.as_str(), "CONTENT_LENGTH" | "CONTENT_TYPE") { key } else { format!("HTTP_{key}") }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Style {
    Environ,
    Headers,
}

#[derive(Clone, Copy)]
enum Wanted<'n> {
    All,
    These(&'n Names),
}

/// The pairs that were found, copied, so that nothing can change under the verification.
pub(crate) struct Picked<'n> {
    wanted: Wanted<'n>,
    style: Style,
    environ: bool,
    values: Vec<u8>,
    pairs: Vec<(Cow<'n, str>, Range<usize>)>,
}

impl Headers for Picked<'_> {
    fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a [u8])) {
        for (name, range) in &self.pairs {
            visit(name, self.values.get(range.clone()).unwrap_or(&[UNREADABLE]));
        }
    }
}

impl<'n> Picked<'n> {
    /// Reads all pairs once, in order, and keeps those that the webhook looks at.
    ///
    /// What is no collection, or no pair, holds no header, as in JavaScript. Fails if an object raises while it is read.
    pub(crate) fn of(names: &'n Names, headers: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::pick(Wanted::These(names), headers)
    }

    /// The same, and keeps all.
    pub(crate) fn all(headers: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::pick(Wanted::All, headers)
    }

    fn pick(wanted: Wanted<'n>, headers: &Bound<'_, PyAny>) -> PyResult<Self> {
        let picked = Self::read(wanted, headers, Style::Headers)?;
        // An environ shows itself while it is read; its keys are then matched in their own form.
        if picked.environ { Self::read(wanted, headers, Style::Environ) } else { Ok(picked) }
    }

    fn read(wanted: Wanted<'n>, headers: &Bound<'_, PyAny>, style: Style) -> PyResult<Self> {
        let (values, pairs) = (Vec::with_capacity(256), Vec::with_capacity(8));
        let mut picked = Self { wanted, style, environ: false, values, pairs };
        if let Ok(dict) = headers.cast_exact::<PyDict>() {
            for (name, value) in dict {
                picked.add(&name, &value)?;
            }
        } else if let Ok(list) = headers.cast_exact::<PyList>() {
            for pair in list {
                picked.add_pair(&pair)?;
            }
        } else if let Some(pairs) = pairs_of(headers)? {
            for pair in pairs {
                picked.add_pair(&pair?)?;
            }
        }
        Ok(picked)
    }

    fn add_pair(&mut self, pair: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Ok(pair) = pair.cast::<PyTuple>()
            && pair.len() == 2
        {
            self.add(&pair.get_item(0)?, &pair.get_item(1)?)
        } else if let Ok(pair) = pair.cast::<PyList>()
            && pair.len() == 2
        {
            self.add(&pair.get_item(0)?, &pair.get_item(1)?)
        } else {
            Ok(())
        }
    }

    fn add(&mut self, name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let Some(name) = self.name(name, value) else { return Ok(()) };
        if let Ok(list) = value.cast::<PyList>() {
            list.iter().try_for_each(|value| self.push(name.clone(), &value))
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            tuple.iter().try_for_each(|value| self.push(name.clone(), &value))
        } else if value.is_none() {
            Ok(())
        } else {
            self.push(name, value)
        }
    }

    /// The header that a name stands for, if it is wanted.
    fn name(&mut self, name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> Option<Cow<'n, str>> {
        let name = if let Ok(text) = name.cast::<PyString>() {
            text.to_str().ok()?.as_bytes()
        } else {
            name.cast::<PyBytes>().ok()?.as_bytes()
        };
        let found = match self.wanted {
            Wanted::All => any_header(name, self.style).map(Cow::Owned),
            Wanted::These(names) => names.header(name, self.style).map(Cow::Borrowed),
        };
        // A header of this name has no tuple as its value, so only a server can say this.
        if name == b"wsgi.version" && value.is_instance_of::<PyTuple>() {
            self.environ = true;
        }
        found
    }

    fn push(&mut self, name: Cow<'n, str>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let start = self.values.len();
        if let Ok(text) = value.cast::<PyString>() {
            match text.to_str() {
                Ok(text) => self.values.extend_from_slice(&latin1(text)),
                // A lone surrogate, which has no UTF-8.
                Err(_) => self.push_code_points(text)?,
            }
        } else if let Ok(bytes) = value.cast::<PyBytes>() {
            self.values.extend_from_slice(bytes.as_bytes());
        } else {
            self.values.push(UNREADABLE);
        }
        self.pairs.push((name, start..self.values.len()));
        Ok(())
    }

    fn push_code_points(&mut self, text: &Bound<'_, PyString>) -> PyResult<()> {
        let py = text.py();
        // The method of `str`: that of a subclass could change the dict that is being walked.
        let encode = py.get_type::<PyString>().getattr(intern!(py, "encode"))?;
        let encoded = encode.call1((text, "utf-32", "surrogatepass"))?;
        let (points, _) = encoded.cast::<PyBytes>()?.as_bytes().as_chunks::<4>();
        // The first one is the byte order mark.
        let points = points.iter().skip(1).map(|point| u32::from_ne_bytes(*point));
        self.values.extend(points.map(|point| u8::try_from(point).unwrap_or(UNREADABLE)));
        Ok(())
    }
}

/// The pairs of a mapping, or those of any other collection; nothing if it is none.
fn pairs_of<'py>(headers: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyIterator>>> {
    if headers.is_instance_of::<PyString>() || headers.is_instance_of::<PyBytes>() {
        return Ok(None);
    }
    if let Some(items) = headers.getattr_opt(intern!(headers.py(), "items"))? {
        return items.call0()?.try_iter().map(Some);
    }
    match headers.try_iter() {
        Err(error) if error.is_instance_of::<PyTypeError>(headers.py()) => Ok(None),
        pairs => pairs.map(Some),
    }
}
