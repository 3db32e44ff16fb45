//! The Python binding: convert, call, convert. The module is `hookseal._core`; `python/hookseal` is what users import.

mod arguments;
mod body;
mod delivery;
mod errors;
mod explain;
mod headers;
mod payload;
mod policy;
mod provider;
mod secrets;
mod webhook;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

/// The compiled part of `hookseal`.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    #[pymodule_export]
    use super::delivery::{DeliveryFacts, SignedDelivery, TokenDelivery, UnauthenticatedDelivery};
    #[pymodule_export]
    use super::errors::{config_codes, verification_codes};
    #[pymodule_export]
    use super::explain::explain;
    #[pymodule_export]
    use super::provider::provider_text;
    #[pymodule_export]
    use super::webhook::WebhookCore;

    use super::{Bound, PyModule, PyModuleMethods, PyResult, refuse_a_second_interpreter};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        refuse_a_second_interpreter(module.py())?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// What the module keeps, its exceptions for one, belongs to the interpreter that has imported it first. In another one
/// of the same process an exception would not be the class that `except` names.
fn refuse_a_second_interpreter(py: Python<'_>) -> PyResult<()> {
    // Each interpreter has a module `sys` of its own. It is kept, or that of another one could come to lie in its place.
    static FIRST: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let sys = py.import("sys")?;
    if sys.is(FIRST.get_or_init(py, || sys.clone().unbind())) {
        return Ok(());
    }
    Err(PyImportError::new_err(SECOND_INTERPRETER))
}

const SECOND_INTERPRETER: &str = "hookseal was imported by another interpreter of this process: \
    with mod_wsgi use `WSGIApplicationGroup %{GLOBAL}`, or a process group for each application";
