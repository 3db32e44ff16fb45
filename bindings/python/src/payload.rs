//! `json()` of a delivery: Python's own parser, held to standard JSON in UTF-8.

use pyo3::exceptions::{PyRecursionError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::not_json;

/// Parses a body. Python's parser would take a BOM, UTF-16, `NaN` and `Infinity`.
pub(crate) fn parse(py: Python<'_>, body: &[u8]) -> PyResult<Py<PyAny>> {
    let Ok(text) = std::str::from_utf8(body) else {
        return Err(not_json(py, "the payload is not UTF-8"));
    };
    if text.starts_with('\u{feff}') {
        return Err(not_json(py, "the payload begins with a byte order mark"));
    }
    let options = PyDict::new(py);
    options.set_item(intern!(py, "parse_constant"), wrap_pyfunction!(refuse_constant, py)?)?;
    match py.import(intern!(py, "json"))?.call_method(intern!(py, "loads"), (text,), Some(&options)) {
        Ok(value) => Ok(value.unbind()),
        // The parser's own error would carry the payload into every log.
        Err(error) if error.is_instance_of::<PyValueError>(py) || error.is_instance_of::<PyRecursionError>(py) => {
            Err(not_json(py, "the payload is not standard JSON"))
        }
        Err(error) => Err(error),
    }
}

/// `NaN`, `Infinity` and `-Infinity` are no JSON (RFC 8259 section 6).
#[pyfunction]
fn refuse_constant(_name: &Bound<'_, PyAny>) -> PyResult<()> {
    Err(PyValueError::new_err("not a JSON value"))
}
