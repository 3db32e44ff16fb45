//! `json()` of a delivery: Python's own parser, held to standard JSON in UTF-8.

use pyo3::exceptions::{PyRecursionError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::errors::not_json;

/// Parses a body. Python's `json.loads` would take UTF-16, `NaN` and `Infinity`.
pub(crate) fn parse(py: Python<'_>, body: &[u8]) -> PyResult<Py<PyAny>> {
    static DECODE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let Ok(text) = std::str::from_utf8(body) else { return Err(not_json(py)) };
    match DECODE.get_or_try_init(py, || decoder(py))?.call1(py, (text,)) {
        Ok(value) => Ok(value),
        // The parser's own error would carry the payload into every log.
        Err(error) if error.is_instance_of::<PyValueError>(py) || error.is_instance_of::<PyRecursionError>(py) => {
            Err(not_json(py))
        }
        Err(error) => Err(error),
    }
}

fn decoder(py: Python<'_>) -> PyResult<Py<PyAny>> {
    let options = PyDict::new(py);
    options.set_item("parse_constant", wrap_pyfunction!(refuse_constant, py)?)?;
    let decoder = py.import(intern!(py, "json"))?.getattr("JSONDecoder")?.call((), Some(&options))?;
    Ok(decoder.getattr("decode")?.unbind())
}

/// `NaN`, `Infinity` and `-Infinity` are no JSON (RFC 8259 section 6).
#[pyfunction]
fn refuse_constant(_name: &Bound<'_, PyAny>) -> PyResult<()> {
    Err(PyValueError::new_err("not a JSON value"))
}
