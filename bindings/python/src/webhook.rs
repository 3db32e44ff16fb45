//! The webhook: reads the clock and the request, lets the core judge, makes the delivery.

use std::sync::Arc;

use hookseal::{Request, VerifyError, Webhook, foreign};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::arguments::{clock, seconds, text_of};
use crate::body::{Body, View, bytes_of};
use crate::delivery::{self, Facts};
use crate::errors::{invalid_option, misused, refusing_panics};
use crate::explain::{self, Question};
use crate::headers::{Names, Picked};
use crate::policy;
use crate::secrets::{Held, inputs};

/// Above this many bytes, other threads run while a body is hashed. Below, changing hands costs more than the hash.
const LONG_BODY: usize = 64 * 1024;

/// The base of `hookseal.Webhook`, which writes its arguments.
#[pyclass(frozen, subclass, generic, name = "Webhook", module = "hookseal._core")]
pub(crate) struct WebhookCore {
    webhook: Arc<Webhook>,
    names: Names,
    fields: Vec<String>,
}

#[pymethods]
impl WebhookCore {
    #[new]
    #[pyo3(signature = (provider, options, secret, secrets, /))]
    fn new(
        py: Python<'_>,
        provider: &str,
        options: &str,
        secret: Option<(Bound<'_, PyAny>,)>,
        secrets: Option<Vec<Bound<'_, PyAny>>>,
    ) -> PyResult<Self> {
        let secret = secret.map(|(secret,)| Held::read(&secret));
        let secrets: Option<Vec<Held<'_>>> = secrets.map(|secrets| secrets.iter().map(Held::read).collect());
        let secrets = secrets.as_deref().map(inputs);
        let webhook = foreign::webhook(provider, options, secret.as_ref().map(Held::input), secrets.as_deref())
            .map_err(|error| misused(py, &error))?;
        let names = Names::of(&webhook);
        let fields = webhook.field_names();
        Ok(Self { webhook: Arc::new(webhook), names, fields })
    }

    /// Verifies one request.
    ///
    /// Args:
    ///     body: the bytes as received: bytes, bytearray, memoryview, or text (taken as UTF-8). For a provider that
    ///         posts a form, also the form that the framework parsed.
    ///     headers: the mapping or pairs that the framework hands out, or a WSGI environ.
    ///     now: the time in Unix seconds, rounded down; the clock's if not given.
    ///     method: the request's method, in capital letters as the request line has it, for schemes that sign it.
    ///     url: the request's URL. For webhooks with `url_parameter` it may begin with the path; its query alone is
    ///         read. For schemes that sign it, it is absolute and exactly as you registered it: scheme and host come
    ///         from your configuration, never from the request, whose `Host` is the sender's to choose.
    ///     remote_address: the peer's IP address, for webhooks with `senders`. With `trusted_proxies` also a chain: the
    ///         addresses of the forwarding header in their order, then the peer's, with commas between.
    ///
    /// Returns:
    ///     SignedDelivery, TokenDelivery or UnauthenticatedDelivery; `authentication` says the same as text.
    ///
    /// Raises:
    ///     WebhookVerificationError: this request is refused; `code` says why. Answer 401.
    ///     WebhookConfigError: `invalid_option`, if `now` is no time in seconds.
    #[pyo3(signature = (body, headers, *, now = None, method = None, url = None, remote_address = None))]
    #[allow(clippy::too_many_arguments)]
    fn verify<'py>(
        &self,
        py: Python<'py>,
        body: &Bound<'py, PyAny>,
        headers: &Bound<'py, PyAny>,
        now: Option<&Bound<'py, PyAny>>,
        method: Option<&Bound<'py, PyAny>>,
        url: Option<&Bound<'py, PyAny>>,
        remote_address: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let now = match now {
            Some(now) => Some(foreign::clock("now", seconds(now)).map_err(|error| misused(py, &error))?),
            None => None,
        };
        refusing_panics(|| {
            let now = now.map_or_else(|| clock(py), Ok)?;
            let body = Body::read(body, &self.fields)?;
            let picked = Picked::of(&self.names, headers)?;
            let method = method.map(text_of).transpose()?.flatten();
            let url = url.map(text_of).transpose()?.flatten();
            let address = remote_address.map(text_of).transpose()?.flatten();
            let view = View::of(&body);
            let judge = || {
                let request = view.request().headers(&picked);
                judge(
                    &self.webhook,
                    &foreign::with(request, method.as_deref(), url.as_deref(), address.as_deref()),
                    now,
                )
            };
            let (facts, part) = if view.len() > LONG_BODY { py.detach(judge)? } else { judge()? };
            let proved = match (part, body.raw()) {
                (None, Some(bytes)) => bytes.clone(),
                (part, _) => PyBytes::new(py, &part.unwrap_or_default()),
            };
            Ok(delivery::to_python(py, &self.webhook, facts, proved)?)
        })
        .map_err(|refusal| refusal.raise(py))
    }

    /// Signs with options as JSON; the headers as pairs, the body, the URL.
    #[pyo3(signature = (body, options, /))]
    #[allow(clippy::type_complexity)]
    fn _sign<'py>(
        &self,
        py: Python<'py>,
        body: &Bound<'py, PyAny>,
        options: &str,
    ) -> PyResult<(Vec<(String, String)>, Bound<'py, PyBytes>, Option<String>)> {
        let now = clock(py)?;
        let bytes = match body.cast::<PyString>() {
            Ok(text) => text.to_str().ok().map(|text| PyBytes::new(py, text.as_bytes())),
            Err(_) => bytes_of(body).ok().flatten(),
        };
        let bytes = bytes.ok_or_else(|| invalid_option(py, "the body must be bytes or text"))?;
        let bytes = bytes.as_bytes();
        let signed =
            py.detach(|| foreign::sign(&self.webhook, bytes, options, now)).map_err(|error| misused(py, &error))?;
        let url = signed.url().map(ToOwned::to_owned);
        Ok((signed.headers().clone(), PyBytes::new(py, signed.body()), url))
    }

    /// Says why a request is refused: for people, never on the way of a request.
    ///
    /// It never accepts anything, and its report is no answer to a sender: who may ask again and again learns how close
    /// a forgery is. The work is bounded: 16,384 MACs over 64 MiB.
    ///
    /// Args:
    ///     body: as `verify` takes it.
    ///     headers: as `verify` takes them, but all headers of the request, not only those that the scheme names.
    ///     now: the time in Unix seconds at which the request came; the clock's if not given.
    ///     method: the request's method, for schemes that sign it.
    ///     url: the request's URL, as for `verify`.
    ///     remote_address: the peer's IP address.
    ///     other_secrets: a list or tuple of secrets that are only tried here: the previous one, another endpoint's.
    ///
    /// Returns:
    ///     A `hookseal.Report`, which shows no secret and no signature. `str` makes it a text for people.
    ///
    /// Raises:
    ///     WebhookConfigError: `invalid_option`, if `now` is no time in seconds or `other_secrets` no list or tuple.
    ///     WebhookVerificationError: `internal_error`, if an object of the request raises while it is read.
    #[pyo3(signature = (
        body, headers, *, now = None, method = None, url = None, remote_address = None, other_secrets = None
    ))]
    #[allow(clippy::too_many_arguments)]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        body: Bound<'py, PyAny>,
        headers: Bound<'py, PyAny>,
        now: Option<Bound<'py, PyAny>>,
        method: Option<Bound<'py, PyAny>>,
        url: Option<Bound<'py, PyAny>>,
        remote_address: Option<Bound<'py, PyAny>>,
        other_secrets: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let question = Question(body, headers, now, method, url, remote_address, other_secrets);
        explain::ask(py, &self.fields, &question, |request, options| Ok(self.webhook.explain(request, options)))
    }

    /// The provider's name, or that of the custom scheme.
    #[getter]
    fn provider(&self) -> &str {
        self.webhook.provider()
    }

    /// The endpoint's own name, or None.
    #[getter]
    fn name(&self) -> Option<&str> {
        Some(self.webhook.name()).filter(|name| !name.is_empty())
    }

    /// The delivery policy of the variant that `sign` uses, if the provider documents one, else None.
    #[getter]
    fn policy<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.webhook.policy().map(|policy| policy::to_python(py, policy)).transpose()
    }

    fn __repr__(&self) -> String {
        format!("Webhook({:?})", self.webhook.provider())
    }
}

/// The verdict of the core, and the body where it is a part of what was received.
fn judge(webhook: &Webhook, request: &Request<'_>, now: u64) -> Result<(Facts, Option<Vec<u8>>), VerifyError> {
    let delivery = webhook.verify(request, now)?;
    let facts = Facts::of(&delivery);
    Ok((facts, webhook.takes_form().then(|| delivery.into_body().into_owned())))
}
