//! The rows of the provider table in words, for the command line.

use hookseal::providers;
use pyo3::prelude::*;

/// The row of this name, several lines; None if there is none.
#[pyfunction]
#[pyo3(signature = (name, /))]
pub(crate) fn provider_text(name: &str) -> Option<String> {
    providers::find(name).map(providers::Provider::to_text)
}
