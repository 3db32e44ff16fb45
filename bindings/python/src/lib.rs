//! The Python binding: convert, call, convert. The module is `hookseal._core`; `python/hookseal` is what users import.

mod body;
mod delivery;
mod errors;
mod headers;
mod payload;
mod policy;
mod secrets;
mod webhook;

use pyo3::prelude::*;

/// The compiled part of `hookseal`.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    #[pymodule_export]
    use super::delivery::{DeliveryFacts, SignedDelivery, TokenDelivery, UnauthenticatedDelivery};
    #[pymodule_export]
    use super::errors::{config_codes, verification_codes};
    #[pymodule_export]
    use super::webhook::WebhookCore;

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
