//! Refusals and mistakes as the exception classes of `hookseal.errors`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hookseal::{ConfigCode, ConfigError, VerifyCode, VerifyError};
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// Why a request does not lead to a delivery.
pub(crate) enum Refusal {
    /// The body is not there as bytes; what is handed over instead is named by its type.
    NotRaw(String),
    /// Reading the request raised, or something of ours panicked.
    Unreadable(Option<PyErr>),
    Verdict(VerifyError),
}

impl From<VerifyError> for Refusal {
    fn from(error: VerifyError) -> Self {
        Self::Verdict(error)
    }
}

impl From<PyErr> for Refusal {
    fn from(error: PyErr) -> Self {
        Self::Unreadable(Some(error))
    }
}

impl Refusal {
    pub(crate) fn raise(self, py: Python<'_>) -> PyErr {
        match self {
            Self::NotRaw(kind) => {
                let code = VerifyCode::BodyNotRaw;
                let lines = "Django: request.body; Flask: request.get_data(); FastAPI: await request.body()";
                refused(py, code, format!("{} (got {kind}; {lines})", code.meaning()))
            }
            // What is no `Exception` is no fault of the request: an interrupt, the end of the process.
            Self::Unreadable(Some(cause)) if !cause.is_instance_of::<PyException>(py) => cause,
            Self::Unreadable(cause) => {
                let error = refused(py, VerifyCode::InternalError, VerifyCode::InternalError.meaning().to_owned());
                error.set_cause(py, cause);
                error
            }
            Self::Verdict(error) => refused(py, error.code(), error.to_string()),
        }
    }
}

/// Runs `work` so that a panic, which Python code would not catch as an `Exception`, is a refusal.
pub(crate) fn refusing_panics<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refusal::Unreadable(None)))
}

/// A `WebhookConfigError`.
pub(crate) fn misused(py: Python<'_>, error: &ConfigError) -> PyErr {
    config_error(py, error.code(), in_snake_case(&error.to_string()))
}

/// A `WebhookConfigError` about an argument that the core never sees.
pub(crate) fn invalid_option(py: Python<'_>, message: &str) -> PyErr {
    config_error(py, ConfigCode::InvalidOption, message.to_owned())
}

fn config_error(py: Python<'_>, code: ConfigCode, message: String) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    raise(py, &CLASS, "WebhookConfigError", code.as_str(), message)
}

/// A `WebhookPayloadError`.
pub(crate) fn not_json(py: Python<'_>) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    raise(py, &CLASS, "WebhookPayloadError", "payload_not_json", PAYLOAD_NOT_JSON.to_owned())
}

const PAYLOAD_NOT_JSON: &str = "the verified body is not JSON in UTF-8 without byte order mark";

fn refused(py: Python<'_>, code: VerifyCode, message: String) -> PyErr {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    raise(py, &CLASS, "WebhookVerificationError", code.as_str(), message)
}

fn raise(py: Python<'_>, class: &PyOnceLock<Py<PyType>>, name: &str, code: &'static str, message: String) -> PyErr {
    match class.import(py, "hookseal.errors", name) {
        Ok(class) => PyErr::from_type(class.clone(), (code, message)),
        Err(error) => error,
    }
}

/// The core words its messages with the names of the JSON members; Python's keywords are in snake case.
fn in_snake_case(message: &str) -> String {
    let keywords = [
        ("`allowAnyTimestamp`", "`allow_any_timestamp`"),
        ("`allowUnauthenticated`", "`allow_unauthenticated`"),
        ("`urlParameter`", "`url_parameter`"),
    ];
    keywords.iter().fold(message.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Every code that a request can be refused with.
#[pyfunction]
pub(crate) fn verification_codes() -> Vec<&'static str> {
    VerifyCode::ALL.iter().map(|code| code.as_str()).collect()
}

/// Every code of a mistake in configuration.
#[pyfunction]
pub(crate) fn config_codes() -> Vec<&'static str> {
    ConfigCode::ALL.iter().map(|code| code.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Threat 109: a panic must not pass through Python code as something that is no `Exception`.
    #[test]
    fn a_panic_is_a_refusal() {
        let result: Result<(), Refusal> = refusing_panics(|| panic!("injected"));
        assert!(matches!(result, Err(Refusal::Unreadable(None))));
    }

    #[test]
    fn options_are_named_as_python_spells_them() {
        assert_eq!(in_snake_case("`urlParameter` is needed"), "`url_parameter` is needed");
    }
}
