//! The headers that a scheme names, picked from whatever a framework hands out.
//!
//! Only these are copied. A value that is neither text nor bytes becomes [`UNREADABLE`], which no grammar accepts.

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

    /// Reads all pairs once, in order.
    ///
    /// What is no collection, or no pair, holds no header, as in JavaScript. Fails if an object raises while it is read.
    pub(crate) fn pick<'n>(&'n self, headers: &Bound<'_, PyAny>) -> PyResult<Picked<'n>> {
        let picked = Picked::read(self, headers, Style::Headers)?;
        // An environ shows itself while it is read; its keys are then matched in their own form.
        if picked.environ { Picked::read(self, headers, Style::Environ) } else { Ok(picked) }
    }
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

/// The pairs that were found, copied, so that nothing can change under the verification.
pub(crate) struct Picked<'n> {
    names: &'n Names,
    style: Style,
    environ: bool,
    values: Vec<u8>,
    pairs: Vec<(&'n str, Range<usize>)>,
}

impl Headers for Picked<'_> {
    fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a [u8])) {
        for (name, range) in &self.pairs {
            visit(name, self.values.get(range.clone()).unwrap_or(&[UNREADABLE]));
        }
    }
}

impl<'n> Picked<'n> {
    fn read(names: &'n Names, headers: &Bound<'_, PyAny>, style: Style) -> PyResult<Self> {
        let (values, pairs) = (Vec::with_capacity(256), Vec::with_capacity(names.headers.len()));
        let mut picked = Self { names, style, environ: false, values, pairs };
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
        let Some(name) = self.wanted(name, value) else { return Ok(()) };
        if let Ok(list) = value.cast::<PyList>() {
            list.iter().try_for_each(|value| self.push(name, &value))
        } else if let Ok(tuple) = value.cast::<PyTuple>() {
            tuple.iter().try_for_each(|value| self.push(name, &value))
        } else if value.is_none() {
            Ok(())
        } else {
            self.push(name, value)
        }
    }

    /// The header that a name stands for, if it is one that the scheme names.
    fn wanted(&mut self, name: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> Option<&'n str> {
        let name = if let Ok(text) = name.cast::<PyString>() {
            text.to_str().ok()?.as_bytes()
        } else {
            name.cast::<PyBytes>().ok()?.as_bytes()
        };
        let known = match self.style {
            Style::Environ => self.names.environ.iter().position(|known| known.as_bytes() == name),
            Style::Headers => self.names.headers.iter().position(|known| known.as_bytes().eq_ignore_ascii_case(name)),
        };
        // A header of this name has no tuple as its value, so only a server can say this.
        if known.is_none() && name == b"wsgi.version" && value.is_instance_of::<PyTuple>() {
            self.environ = true;
        }
        self.names.headers.get(known?).map(String::as_str)
    }

    fn push(&mut self, name: &'n str, value: &Bound<'_, PyAny>) -> PyResult<()> {
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
