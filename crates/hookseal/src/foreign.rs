//! What the JavaScript and Python bindings need beside the public API: options as JSON, a body in pieces, plain facts.
//!
//! Not part of the crate's promise of stability. Rust callers use [`Builder`](crate::Builder) and
//! [`Webhook::verify`].

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::builder::Builder;
pub use crate::content::LONGEST_ID;
use crate::custom::ALGORITHMS;
use crate::dedupe;
use crate::delivery::Delivery;
use crate::error::{ConfigCode, ConfigError, VerifyError};
pub use crate::form::LONGEST_FORM;
use crate::json::Value;
use crate::object::Object;
use crate::providers;
use crate::request::Request;
use crate::scheme::{self, Scheme};
use crate::secret::SecretInput;
use crate::sign::{FormEncoding, LATEST, SignOptions, SignedRequest};
pub use crate::verification::Verification;
use crate::webhook::Webhook;

/// Makes a webhook from JSON texts: `provider` is a string or the object of a custom scheme, `options` an object with
/// camelCase members. Secrets come apart, since JSON has no bytes.
///
/// # Errors
///
/// As [`Builder::build`](crate::Builder::build), and `unknown_provider`, `invalid_scheme`, `unknown_option`.
pub fn webhook(
    provider: &str,
    options: &str,
    secret: Option<SecretInput<'_>>,
    secrets: Option<&[SecretInput<'_>]>,
) -> Result<Webhook, ConfigError> {
    builder(provider, options, secret, secrets)?.build()
}

/// Explains a request as the webhook of the same arguments would judge it.
///
/// # Errors
///
/// As [`webhook`], but for a secret that is missing or cannot be used: the report explains it.
#[cfg(feature = "explain")]
pub fn explain(
    provider: &str,
    options: &str,
    secret: Option<SecretInput<'_>>,
    secrets: Option<&[SecretInput<'_>]>,
    request: &Request<'_>,
    with: &crate::explain::ExplainOptions,
) -> Result<crate::explain::Report, ConfigError> {
    builder(provider, options, secret, secrets)?.explain(request, with)
}

/// The names, in lower case, of the headers that the webhook of these arguments looks at, and those of the form fields.
///
/// # Errors
///
/// As [`explain`].
#[cfg(feature = "explain")]
pub fn names(provider: &str, options: &str) -> Result<(Vec<String>, Vec<String>), ConfigError> {
    let (webhook, _) = builder(provider, options, None, None)?.assemble()?;
    Ok((webhook.header_names(), webhook.field_names()))
}

fn builder(
    provider: &str,
    options: &str,
    secret: Option<SecretInput<'_>>,
    secrets: Option<&[SecretInput<'_>]>,
) -> Result<Builder, ConfigError> {
    let mut builder = match Value::parse(provider) {
        Some(Value::Text(name)) => Webhook::builder(named(&name)?),
        value @ Some(Value::Object(_)) => Webhook::custom(Scheme::from_value(value)?),
        _ => {
            let message = "the provider must be a name or a scheme object";
            return Err(ConfigError::new(ConfigCode::UnknownProvider, message));
        }
    };
    builder = with_options(builder, Object::options(options)?)?;
    if let Some(secret) = secret {
        builder = builder.secret(secret);
    }
    if let Some(secrets) = secrets {
        builder = builder.secrets(secrets);
    }
    Ok(builder)
}

/// Signs with options as a JSON object; `now` is the time unless the options hold a `timestamp`.
///
/// # Errors
///
/// As [`Webhook::sign`], and `unknown_option`.
pub fn sign(webhook: &Webhook, body: &[u8], options: &str, now: u64) -> Result<SignedRequest, ConfigError> {
    let mut options = Object::options(options)?;
    let [id, variant, url] = ["id", "variant", "url"].map(|name| options.text(name));
    let (id, variant, url) = (id?, variant?, url?);
    let settled = SignOptions {
        timestamp: match options.number("timestamp")? {
            seconds @ Some(_) => clock("timestamp", seconds)?,
            None => now,
        },
        id: id.as_deref(),
        algorithm: options.word("algorithm", ALGORITHMS)?,
        variant: variant.as_deref(),
        form: options.word("form", FORMS)?,
        url: url.as_deref(),
    };
    options.finish()?;
    webhook.sign(body, &settled)
}

/// Adds to a request what a caller may or may not have handed over.
#[must_use]
pub fn with<'a>(
    request: Request<'a>,
    method: Option<&'a str>,
    url: Option<&'a str>,
    remote_address: Option<&'a str>,
) -> Request<'a> {
    Request { method, url, remote_address, ..request }
}

/// The method and URL of a text like `POST https://..`: no method before the space, or no URL without a space.
#[must_use]
pub fn line(line: Option<&str>) -> (Option<&str>, Option<&str>) {
    match line.and_then(|line| line.split_once(' ')) {
        Some((method, url)) => (Some(method), Some(url)),
        None => (line, None),
    }
}

/// A clock value in whole Unix seconds. `member` names it in the error.
///
/// # Errors
///
/// `invalid_option` if it is no number of seconds from 0 to 10^11; milliseconds are above.
pub fn clock(member: &str, value: Option<f64>) -> Result<u64, ConfigError> {
    match value {
        // In range, so the conversion only drops the fraction.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(seconds) if (0.0..=LATEST as f64).contains(&seconds) => Ok(seconds as u64),
        _ => Err(ConfigError::option(format!("`{member}` must be Unix time in seconds (not milliseconds)"))),
    }
}

/// Stands for a header value that cannot be read, and for a character that is no Latin-1: no grammar has it.
pub const UNREADABLE: u8 = 0xff;

/// The bytes of a header text: one for each character, as servers hand it out.
#[must_use]
pub fn latin1(text: &str) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        Cow::Borrowed(text.as_bytes())
    } else {
        text.chars().map(|character| u8::try_from(character).unwrap_or(UNREADABLE)).collect()
    }
}

impl Webhook {
    /// Names, in lower case, of the headers that the scheme looks at.
    #[doc(hidden)]
    #[must_use]
    pub fn header_names(&self) -> Vec<String> {
        let content_type = self.form_field().map(|_| "content-type");
        let named = self.scheme.variants.iter().flat_map(scheme::Variant::header_names);
        let mut names: Vec<String> = Vec::new();
        for name in content_type.into_iter().chain(named).map(str::to_ascii_lowercase) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether the body must be handed over whole: a form.
    #[doc(hidden)]
    #[must_use]
    pub fn takes_form(&self) -> bool {
        self.form_field().is_some()
    }

    /// Names of the form fields that the scheme looks at.
    #[doc(hidden)]
    #[must_use]
    pub fn field_names(&self) -> Vec<String> {
        let variant = self.default_variant();
        let fields = variant.field.as_deref().into_iter().chain(variant.signature_field());
        fields.map(ToOwned::to_owned).collect()
    }

    /// Starts a verification of a body that comes in pieces; not for forms.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), up to what the headers show.
    #[doc(hidden)]
    pub fn start(&self, request: &Request<'_>) -> Result<Verification, VerifyError> {
        self.read_body(request)?;
        self.begin(request, None)
    }

    /// Ends it; the delivery has no body, which the binding has kept.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), from the mismatch on.
    #[doc(hidden)]
    pub fn end(
        &self,
        verification: Verification,
        now: u64,
        remote_address: Option<&str>,
    ) -> Result<Delivery<'_>, VerifyError> {
        let facts = self.finish(verification, now, remote_address)?;
        Ok(Delivery { webhook: self, facts, body: Cow::Borrowed(&[]) })
    }

    /// The dedupe key of a delivery whose facts a binding kept.
    #[doc(hidden)]
    #[must_use]
    pub fn dedupe_key(&self, variant: usize, signed_id: Option<&str>, body: &[u8]) -> String {
        let pointers = self.variant(variant).map_or(&[][..], |variant| &variant.dedupe);
        dedupe::key(&self.scheme.name, &self.name, signed_id, pointers, body)
    }

    /// The name of a variant by its index.
    #[doc(hidden)]
    #[must_use]
    pub fn variant_name(&self, index: usize) -> &str {
        self.variant(index).map_or("", |variant| &variant.name)
    }

    /// The names of the variants, by index.
    #[doc(hidden)]
    #[must_use]
    pub fn variant_names(&self) -> Vec<&str> {
        self.scheme.variants.iter().map(|variant| variant.name.as_ref()).collect()
    }
}

impl Delivery<'_> {
    /// Index of the variant.
    #[doc(hidden)]
    #[must_use]
    pub fn variant_index(&self) -> usize {
        self.facts.variant
    }
}

fn named(name: &str) -> Result<&'static providers::Provider, ConfigError> {
    providers::find(name).ok_or_else(|| {
        let names: Vec<&str> = providers::ALL.iter().map(|provider| provider.name()).collect();
        let message = format!("no provider has this name: there are {}, or give a scheme object", names.join(", "));
        ConfigError::new(ConfigCode::UnknownProvider, message)
    })
}

fn with_options(mut builder: Builder, mut options: Object) -> Result<Builder, ConfigError> {
    if let Some(seconds) = options.number("tolerance")? {
        // 0 stands for all that is no whole number; the builder refuses it.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::float_cmp)]
        let whole = if seconds == (seconds as u64) as f64 { seconds as u64 } else { 0 };
        builder = builder.tolerance(whole);
    }
    if let Some(algorithms) = options.algorithms("algorithms")? {
        builder = builder.algorithms(&algorithms);
    }
    if let Some(senders) = options.texts("senders")? {
        builder = builder.senders(&senders);
    }
    if let Some(proxies) = options.texts("trustedProxies")? {
        builder = builder.trusted_proxies(&proxies);
    }
    if let Some(name) = options.text("header")? {
        builder = builder.header(&name);
    }
    if let Some(name) = options.text("urlParameter")? {
        builder = builder.url_parameter(&name);
    }
    if let Some(name) = options.text("name")? {
        builder = builder.name(&name);
    }
    builder = builder
        .allow_any_timestamp(options.flag("allowAnyTimestamp")?)
        .allow_unauthenticated(options.flag("allowUnauthenticated")?);
    // They come apart; here stands only what is no list.
    if options.has("secrets") {
        return Err(options.wrong("secrets", "a list of texts or bytes"));
    }
    options.finish().map(|()| builder)
}

const FORMS: &[(&str, FormEncoding)] =
    &[("multipart", FormEncoding::Multipart), ("urlencoded", FormEncoding::Urlencoded)];
