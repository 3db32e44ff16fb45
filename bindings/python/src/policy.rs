//! A delivery policy as the dataclass `hookseal.Policy`.

use hookseal::{Policy, Stops};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};

pub(crate) fn to_python<'py>(py: Python<'py>, policy: &Policy) -> PyResult<Bound<'py, PyAny>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let acknowledge = match policy.acknowledge.as_str() {
        Some(class) => class.into_bound_py_any(py)?,
        None => PyTuple::new(py, policy.acknowledge.codes())?.into_any(),
    };
    let delays = policy.delays.map(|delays| PyTuple::new(py, delays)).transpose()?;
    let stops = policy.stops.map(Stops::as_str);
    CLASS.import(py, "hookseal._provider", "Policy")?.call1((
        acknowledge,
        policy.timeout,
        policy.attempts,
        delays,
        policy.horizon(),
        stops,
        policy.keep(),
        policy.busy_status(),
        policy.source,
        policy.checked,
    ))
}
