//! `explain`: reads a request as `verify` does, but with all of its headers, and hands out the core's report.

use hookseal::explain::{ExplainOptions, Report};
use hookseal::{ConfigCode, ConfigError, Request, SecretInput, foreign};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyTuple};

use crate::arguments::{clock, seconds, text_of};
use crate::body::{Body, View};
use crate::errors::{Refusal, invalid_option, misused, refusing_panics};
use crate::headers::Picked;
use crate::secrets::{Held, inputs};

/// What is explained, as Python hands it over: body, headers, `now`, `method`, `url`,
/// `remote_address`, `other_secrets`.
#[derive(FromPyObject)]
pub(crate) struct Question<'py>(
    pub(crate) Bound<'py, PyAny>,
    pub(crate) Bound<'py, PyAny>,
    pub(crate) Option<Bound<'py, PyAny>>,
    pub(crate) Option<Bound<'py, PyAny>>,
    pub(crate) Option<Bound<'py, PyAny>>,
    pub(crate) Option<Bound<'py, PyAny>>,
    pub(crate) Option<Bound<'py, PyAny>>,
);

/// Explains a request as the webhook of these arguments would judge it, even if its secret cannot be used.
#[pyfunction]
#[pyo3(signature = (provider, options, secret, secrets, question, /))]
pub(crate) fn explain<'py>(
    py: Python<'py>,
    provider: &str,
    options: &str,
    secret: Option<(Bound<'_, PyAny>,)>,
    secrets: Option<Vec<Bound<'_, PyAny>>>,
    question: Question<'_>,
) -> PyResult<Bound<'py, PyAny>> {
    let secret = secret.map(|(secret,)| Held::read(&secret));
    let secrets: Option<Vec<Held<'_>>> = secrets.map(|secrets| secrets.iter().map(Held::read).collect());
    let secret = secret.as_ref().map(Held::input);
    let secrets = secrets.as_deref().map(inputs);
    let fields = field_names(provider, options).map_err(|error| misused(py, &error))?;
    ask(py, &fields, &question, |request, with| {
        foreign::explain(provider, options, secret, secrets.as_deref(), request, with)
    })
}

/// Reads the request, and lets `explain` work while other threads run.
pub(crate) fn ask<'py>(
    py: Python<'py>,
    fields: &[String],
    question: &Question<'_>,
    explain: impl Fn(&Request<'_>, &ExplainOptions) -> Result<Report, ConfigError> + Sync,
) -> PyResult<Bound<'py, PyAny>> {
    let Question(body, headers, now, method, url, remote_address, others) = question;
    let now = match now {
        Some(now) => foreign::clock("now", seconds(now)).map_err(|error| misused(py, &error))?,
        None => clock(py)?,
    };
    let others = match others {
        Some(others) => listed(others)?,
        None => Vec::new(),
    };
    let written = refusing_panics(|| {
        let body = match Body::read(body, fields) {
            // No failure here: the report explains it.
            Err(Refusal::NotRaw(_)) => None,
            body => Some(body?),
        };
        let headers = Picked::all(headers)?;
        let method = method.as_ref().map(text_of).transpose()?.flatten();
        let url = url.as_ref().map(text_of).transpose()?.flatten();
        let address = remote_address.as_ref().map(text_of).transpose()?.flatten();
        let options = ExplainOptions::new(now).other_secrets(&inputs(&others));
        let view = body.as_ref().map(View::of);
        Ok(py.detach(|| {
            let request = view.as_ref().map_or_else(Request::body_not_raw, View::request).headers(&headers);
            let request = foreign::with(request, method.as_deref(), url.as_deref(), address.as_deref());
            explain(&request, &options).map(|report| Written::of(&report))
        }))
    });
    written.map_err(|refusal| refusal.raise(py))?.map_err(|error| misused(py, &error))?.into_python(py)
}

/// The secrets of a list or tuple: a text is a collection, too, but no list of secrets.
fn listed<'py>(others: &Bound<'py, PyAny>) -> PyResult<Vec<Held<'py>>> {
    if let Ok(list) = others.cast::<PyList>() {
        Ok(list.iter().map(|secret| Held::read(&secret)).collect())
    } else if let Ok(tuple) = others.cast::<PyTuple>() {
        Ok(tuple.iter().map(|secret| Held::read(&secret)).collect())
    } else {
        Err(invalid_option(others.py(), "`other_secrets` must be a list or tuple of texts or bytes"))
    }
}

/// The form fields that the scheme reads, whatever the secret is worth.
fn field_names(provider: &str, options: &str) -> Result<Vec<String>, ConfigError> {
    let with = |secret| foreign::webhook(provider, options, secret, None);
    match with(None) {
        Err(error) if error.code() == ConfigCode::MissingSecret => with(Some(SecretInput::Bytes(ANY_SECRET))),
        webhook => webhook,
    }
    .map(|webhook| webhook.field_names())
}

/// A report without Python objects, made while other threads run.
struct Written {
    json: String,
    text: String,
    colored: String,
}

impl Written {
    fn of(report: &Report) -> Self {
        Self { json: report.to_json(), text: report.to_text(false), colored: report.to_text(true) }
    }

    /// As the dataclass `hookseal.report.Report`.
    fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        // Imported when it is asked for: a receiver never is.
        static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let read = READ.get_or_try_init(py, || py.import("hookseal.report")?.getattr("_read").map(Bound::unbind))?;
        read.bind(py).call1((self.json, self.text, self.colored))
    }
}

/// Taken by every scheme, and used for no request.
const ANY_SECRET: &[u8] = b"0123456789abcdef0123456789abcdef";
