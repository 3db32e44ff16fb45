//! The webhook: reads the clock and the request, lets the core judge, makes the delivery.

use std::sync::Arc;

use hookseal::{SecretInput, VerifyError, Webhook, foreign};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyMapping, PyModule, PySequence, PyString};

use crate::body::{Body, View, bytes_of};
use crate::delivery::{self, Facts};
use crate::errors::{invalid_option, misused, refusing_panics};
use crate::headers::{Names, Picked};
use crate::policy;
use crate::secrets::Held;

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
        let inputs: Option<Vec<SecretInput<'_>>> =
            secrets.as_ref().map(|secrets| secrets.iter().map(Held::input).collect());
        let webhook = foreign::webhook(provider, options, secret.as_ref().map(Held::input), inputs.as_deref())
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
    ///     url: the request's URL, absolute or from the path on, for webhooks with `url_parameter`. Its query alone is
    ///         read.
    ///     remote_address: the peer's IP address, for webhooks with `senders`. With `trusted_proxies` also a chain: the
    ///         addresses of the forwarding header in their order, then the peer's, with commas between.
    ///
    /// Returns:
    ///     SignedDelivery, TokenDelivery or UnauthenticatedDelivery; `authentication` says the same as text.
    ///
    /// Raises:
    ///     WebhookVerificationError: this request is refused; `code` says why. Answer 401.
    ///     WebhookConfigError: `invalid_option`, if `now` is no time in seconds.
    #[pyo3(signature = (body, headers, *, now = None, url = None, remote_address = None))]
    fn verify<'py>(
        &self,
        py: Python<'py>,
        body: &Bound<'py, PyAny>,
        headers: &Bound<'py, PyAny>,
        now: Option<&Bound<'py, PyAny>>,
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
            let picked = self.names.pick(headers)?;
            let url = url.map(text_of).transpose()?.flatten();
            let address = remote_address.map(text_of).transpose()?.flatten();
            let view = View::of(&body);
            let judge = || judge(&self.webhook, &view, &picked, now, url.as_deref(), address.as_deref());
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
fn judge(
    webhook: &Webhook,
    view: &View<'_>,
    headers: &Picked<'_>,
    now: u64,
    url: Option<&str>,
    remote_address: Option<&str>,
) -> Result<(Facts, Option<Vec<u8>>), VerifyError> {
    let request = foreign::with(view.request().headers(headers), url, remote_address);
    let delivery = webhook.verify(&request, now)?;
    let facts = Facts::of(&delivery);
    Ok((facts, webhook.takes_form().then(|| delivery.into_body().into_owned())))
}

/// `time.time()`, looked up on every call, so that a test that stops the clock stops this one.
fn clock(py: Python<'_>) -> PyResult<u64> {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || py.import("time").map(Bound::unbind))?;
    let seconds: f64 = module.bind(py).getattr(intern!(py, "time"))?.call0()?.extract()?;
    foreign::clock("now", Some(seconds)).map_err(|error| misused(py, &error))
}

/// A time as an int or a float; to Python a bool is an int, here it is a mistake.
fn seconds(now: &Bound<'_, PyAny>) -> Option<f64> {
    let is_number = now.is_instance_of::<PyFloat>() || now.is_instance_of::<PyInt>();
    if is_number && !now.is_instance_of::<PyBool>() { now.extract().ok() } else { None }
}

/// A URL or address as text; frameworks have objects for them, and some servers bytes. A number or a collection is
/// none.
fn text_of(value: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
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
