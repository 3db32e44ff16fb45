//! Deliveries: one class for each way to be authenticated, so that a type checker tells them apart.

use std::sync::Arc;

use hookseal::{Authentication, Delivery, Webhook};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::errors::refusing_panics;
use crate::payload;

/// What was proved, apart from the body. Plain values: made while other threads run.
pub(crate) struct Facts {
    variant: usize,
    authentication: Authentication,
    id: Option<String>,
    id_signed: bool,
    timestamp: Option<u64>,
    algorithm: Option<&'static str>,
    secret_index: Option<usize>,
}

impl Facts {
    pub(crate) fn of(delivery: &Delivery<'_>) -> Self {
        Self {
            variant: delivery.variant_index(),
            authentication: delivery.authentication(),
            id: delivery.id().map(ToOwned::to_owned),
            id_signed: delivery.id_signed(),
            timestamp: delivery.timestamp(),
            algorithm: delivery.algorithm().map(|algorithm| algorithm.as_str()),
            secret_index: delivery.secret_index(),
        }
    }
}

/// What all deliveries have. Immutable; only `Webhook.verify` makes one.
#[pyclass(frozen, subclass, generic, name = "_Delivery", module = "hookseal._core")]
pub(crate) struct DeliveryFacts {
    webhook: Arc<Webhook>,
    facts: Facts,
    body: Py<PyBytes>,
}

/// A delivery whose body was signed with one of the webhook's secrets.
#[pyclass(frozen, extends = DeliveryFacts, module = "hookseal")]
pub(crate) struct SignedDelivery;

/// A delivery whose sender knew a static token; the body is not authenticated.
#[pyclass(frozen, extends = DeliveryFacts, module = "hookseal")]
pub(crate) struct TokenDelivery;

/// A request about which nothing was proved, as `allow_unauthenticated` asked for.
#[pyclass(frozen, extends = DeliveryFacts, module = "hookseal")]
pub(crate) struct UnauthenticatedDelivery;

/// Makes the object that is handed out.
pub(crate) fn to_python<'py>(
    py: Python<'py>,
    webhook: &Arc<Webhook>,
    facts: Facts,
    body: Bound<'py, PyBytes>,
) -> PyResult<Bound<'py, PyAny>> {
    let authentication = facts.authentication;
    let base = DeliveryFacts { webhook: Arc::clone(webhook), facts, body: body.unbind() };
    let base = PyClassInitializer::from(base);
    Ok(match authentication {
        Authentication::Signature => Bound::new(py, base.add_subclass(SignedDelivery))?.into_any(),
        Authentication::Token => Bound::new(py, base.add_subclass(TokenDelivery))?.into_any(),
        // Whatever else there may be proves nothing to this binding.
        _ => Bound::new(py, base.add_subclass(UnauthenticatedDelivery))?.into_any(),
    })
}

#[pymethods]
impl DeliveryFacts {
    /// The provider's name, or that of the custom scheme.
    #[getter]
    fn provider(&self) -> &str {
        self.webhook.provider()
    }

    /// The name of the variant by which the request was judged.
    #[getter]
    fn variant(&self) -> &str {
        self.webhook.variant_name(self.facts.variant)
    }

    /// How much was proved: "signature", "token" or "none".
    #[getter]
    fn authentication(&self) -> &'static str {
        self.facts.authentication.as_str()
    }

    /// Exactly the authenticated bytes; with "token" and "none", the bytes received.
    ///
    /// For a provider that signs a form field, the bytes of that field.
    #[getter]
    fn body(&self, py: Python<'_>) -> Py<PyBytes> {
        self.body.clone_ref(py)
    }

    /// The delivery id, 1 to 256 visible ASCII characters, or None.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.facts.id.as_deref()
    }

    /// Whether the id is part of what was signed. If not, anybody can change it.
    #[getter]
    fn id_signed(&self) -> bool {
        self.facts.id_signed
    }

    /// The signed time of sending in whole Unix seconds, or None.
    #[getter]
    fn timestamp(&self) -> Option<u64> {
        self.facts.timestamp
    }

    /// The algorithm of the signature: "sha1", "sha256", "sha384", "sha512", or None.
    #[getter]
    fn algorithm(&self) -> Option<&'static str> {
        self.facts.algorithm
    }

    /// Which of the configured secrets matched, counted from 0, or None.
    #[getter]
    fn secret_index(&self) -> Option<usize> {
        self.facts.secret_index
    }

    /// The key by which this delivery is handled once: 64 hex characters, equal for every attempt of the provider.
    ///
    /// Built from authenticated material only, and computed when asked for. With "token" and "none" it is worth no
    /// more than `authentication` says.
    #[getter]
    fn dedupe_key(&self, py: Python<'_>) -> PyResult<String> {
        let signed_id = self.facts.id.as_deref().filter(|_| self.facts.id_signed);
        // It reads the body, so it is guarded like `verify`.
        refusing_panics(|| Ok(self.webhook.dedupe_key(self.facts.variant, signed_id, self.body.as_bytes(py))))
            .map_err(|refusal| refusal.raise(py))
    }

    /// The body as JSON: UTF-8 without byte order mark, no NaN, no Infinity.
    ///
    /// Raises:
    ///     WebhookPayloadError: `payload_not_json`.
    fn json(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        payload::parse(py, self.body.as_bytes(py))
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let this = slf.get();
        let id = slf.getattr("id")?.repr()?;
        let kind = slf.get_type().name()?.to_string();
        Ok(format!(
            "{kind}(provider={:?}, variant={:?}, id={id}, timestamp={}, body=<{} bytes>)",
            this.provider(),
            this.variant(),
            this.facts.timestamp.map_or_else(|| "None".to_owned(), |time| time.to_string()),
            this.body.as_bytes(slf.py()).len(),
        ))
    }
}
