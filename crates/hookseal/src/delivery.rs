//! What was proved about a request: the only way to reach an authenticated payload.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use crate::scheme::Algorithm;
use crate::webhook::Webhook;

/// How much a [`Delivery`] proves.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Authentication {
    /// The sender holds the secret and signed exactly this body.
    Signature,
    /// The sender knew a static token; the body is not authenticated.
    Token,
    /// Nothing: the webhook was built with `allow_unauthenticated`.
    Nothing,
}

impl Authentication {
    /// `signature`, `token` or `none`, the same in every language.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Token => "token",
            Self::Nothing => "none",
        }
    }
}

/// The facts about a delivery, apart from its body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Facts {
    pub(crate) variant: usize,
    pub(crate) authentication: Authentication,
    pub(crate) id: Option<String>,
    pub(crate) id_signed: bool,
    pub(crate) timestamp: Option<u64>,
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) secret_index: Option<usize>,
}

/// A verified request, from [`Webhook::verify`].
#[must_use]
#[derive(Clone)]
pub struct Delivery<'a> {
    pub(crate) webhook: &'a Webhook,
    pub(crate) facts: Facts,
    pub(crate) body: Cow<'a, [u8]>,
}

impl<'a> Delivery<'a> {
    /// The provider's name, or that of the custom scheme.
    #[must_use]
    pub fn provider(&self) -> &str {
        self.webhook.provider()
    }

    /// The name of the variant by which the request was judged.
    #[must_use]
    pub fn variant(&self) -> &str {
        self.webhook.variant_name(self.facts.variant)
    }

    /// How much was proved.
    #[must_use]
    pub fn authentication(&self) -> Authentication {
        self.facts.authentication
    }

    /// Exactly the authenticated bytes; with a token or with nothing, the bytes received.
    ///
    /// For a provider that signs a form field, the bytes of that field.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The same, without a copy where it is owned.
    #[must_use]
    pub fn into_body(self) -> Cow<'a, [u8]> {
        self.body
    }

    /// Reads the body as JSON: UTF-8 without byte order mark, standard JSON (RFC 8259).
    ///
    /// The types of [`events`](crate::events) are what the providers document, and refuse nothing of the right outer
    /// shape; a type of your own is as strict as you make it.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use hookseal::{Request, SignOptions, Webhook, providers};
    ///
    /// let webhook = Webhook::new(&providers::TRANSCODELY, &["whsec_k7Vw2mQ9xTzB4nRc"])?;
    /// let signed = webhook.sign(br#"{"event":"job.completed"}"#, &SignOptions::new(1716480293).id("dlv_1"))?;
    ///
    /// let request = Request::new(signed.body()).headers(signed.headers());
    /// let payload: BTreeMap<String, String> = webhook.verify(&request, 1716480300)?.json()?;
    /// assert_eq!(payload["event"], "job.completed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `payload_not_json` if it is no such JSON, or does not fit the type.
    #[cfg(feature = "events")]
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, crate::error::PayloadError> {
        serde_json::from_slice(&self.body).map_err(|_| crate::error::PayloadError)
    }

    /// The delivery id that the request carried, if it is 1 to 256 visible ASCII characters.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.facts.id.as_deref()
    }

    /// Whether the id is part of what was signed. If not, anybody can change it.
    #[must_use]
    pub fn id_signed(&self) -> bool {
        self.facts.id_signed
    }

    /// The signed time of sending in Unix seconds, for schemes that sign one.
    #[must_use]
    pub fn timestamp(&self) -> Option<u64> {
        self.facts.timestamp
    }

    /// The algorithm that was used, for schemes that sign.
    #[must_use]
    pub fn algorithm(&self) -> Option<Algorithm> {
        self.facts.algorithm
    }

    /// Which of the configured secrets matched, counted from 0.
    #[must_use]
    pub fn secret_index(&self) -> Option<usize> {
        self.facts.secret_index
    }

    /// The key by which this delivery is handled once: 64 hex characters, equal for every attempt of the provider.
    ///
    /// Built from authenticated material only: a signed id, else members of the body that the provider documents as
    /// identity, else the digest of the body. Computed when asked for. With a token or with nothing, the key is worth
    /// no more than [`authentication`](Self::authentication) says.
    #[must_use]
    pub fn dedupe_key(&self) -> String {
        let signed_id = self.id().filter(|_| self.facts.id_signed);
        self.webhook.dedupe_key(self.facts.variant, signed_id, &self.body)
    }
}

impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("provider", &self.provider())
            .field("variant", &self.variant())
            .field("authentication", &self.authentication())
            .field("id", &self.id())
            .field("timestamp", &self.timestamp())
            .finish_non_exhaustive()
    }
}
