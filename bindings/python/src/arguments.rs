//! Times, URLs and addresses as Python code hands them over.

use hookseal::foreign;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyMapping, PyModule, PySequence, PyString};

use crate::errors::misused;

/// `time.time()`, looked up on every call, so that a test that stops the clock stops this one.
pub(crate) fn clock(py: Python<'_>) -> PyResult<u64> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || py.import("time").map(Bound::unbind))?;
    let seconds: f64 = module.bind(py).getattr(intern!(py, "time"))?.call0()?.extract()?;
    foreign::clock("now", Some(seconds)).map_err(|error| misused(py, &error))
}

/// A time as an int or a float; to Python a bool is an int, here it is a mistake.
pub(crate) fn seconds(now: &Bound<'_, PyAny>) -> Option<f64> {
    let is_number = now.is_instance_of::<PyFloat>() || now.is_instance_of::<PyInt>();
    if is_number && !now.is_instance_of::<PyBool>() { now.extract().ok() } else { None }
}

/// A URL or address as text; frameworks have objects for them, and some servers bytes. A number or a collection is
/// none.
pub(crate) fn text_of(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(String::from_utf8_lossy(bytes.as_bytes()).into_owned()));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(text.to_string_lossy().into_owned()));
    }
    let none = value.is_instance_of::<PyInt>()
        || value.is_instance_of::<PyFloat>()
        || value.cast::<PySequence>().is_ok()
        || value.cast::<PyMapping>().is_ok();
    Ok(if none { None } else { Some(value.str()?.to_string_lossy().into_owned()) })
}
