//! Signing: what the provider would post, so that a receiver can be tried without the provider.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::bytes::find;
use crate::content::{Content, Values, fits};
use crate::error::{ConfigError, VerifyCode};
use crate::form_writer::{multipart, urlencoded};
use crate::line::is_signable_url;
use crate::mac::{Mac, Tag};
use crate::scheme::{
    Algorithm, Grammar, Part, Place, Proof, SignatureScheme, Source, TokenPlace, TokenScheme, Unit, Variant,
};
use crate::signature::encode;
use crate::url::with_parameter;
use crate::verification::Start;
use crate::webhook::{Keys, Webhook};

/// The latest time that can be signed, in Unix seconds: above it a time is taken for milliseconds.
pub(crate) const LATEST: u64 = 100_000_000_000;

/// What to put into a signed request beside the body.
#[derive(Clone, Debug)]
pub struct SignOptions<'a> {
    pub(crate) timestamp: u64,
    pub(crate) id: Option<&'a str>,
    pub(crate) algorithm: Option<Algorithm>,
    pub(crate) variant: Option<&'a str>,
    pub(crate) form: Option<FormEncoding>,
    pub(crate) url: Option<&'a str>,
}

/// How a form is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum FormEncoding {
    /// `multipart/form-data`.
    #[default]
    Multipart,
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
}

impl<'a> SignOptions<'a> {
    /// Options for a request sent at `timestamp`, in Unix seconds.
    #[must_use]
    pub fn new(timestamp: u64) -> Self {
        Self { timestamp, id: None, algorithm: None, variant: None, form: None, url: None }
    }

    /// The delivery id: needed where the scheme carries one, the same on every attempt.
    #[must_use]
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// The algorithm, where the provider uses several; else the strongest that its own senders use.
    #[must_use]
    pub fn algorithm(mut self, algorithm: Algorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// The variant by name, where the provider has several; else the documented one.
    #[must_use]
    pub fn variant(mut self, name: &'a str) -> Self {
        self.variant = Some(name);
        self
    }

    /// How to write the form, for a provider that posts one.
    #[must_use]
    pub fn form(mut self, form: FormEncoding) -> Self {
        self.form = Some(form);
        self
    }

    /// The receiver's URL, for a scheme that puts a token into it or signs it, with the method POST.
    #[must_use]
    pub fn url(mut self, url: &'a str) -> Self {
        self.url = Some(url);
        self
    }
}

/// A request exactly as the provider would post it.
#[derive(Clone)]
pub struct SignedRequest {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    url: Option<String>,
}

impl SignedRequest {
    /// Header names, in lower case, and values; the content type is the first.
    #[must_use]
    pub fn headers(&self) -> &Vec<(String, String)> {
        &self.headers
    }

    /// The bytes to post.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The URL to post to, if one was given.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}

/// Shows no value: a header or the URL may carry a token.
impl core::fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SignedRequest(..)")
    }
}

impl Webhook {
    /// Signs a body as the provider would; for a provider that posts a form, `body` is the value of its signed field.
    ///
    /// With several secrets all of them sign where the scheme takes a list, else the first.
    ///
    /// # Errors
    ///
    /// `invalid_option` if an option is missing, does not fit the scheme, or could not stand in a header.
    pub fn sign(&self, body: &[u8], options: &SignOptions<'_>) -> Result<SignedRequest, ConfigError> {
        let variant = self.signing_variant(options)?;
        check_id(variant, options)?;
        check_effect(variant, options)?;
        if options.timestamp == 0 || options.timestamp > LATEST {
            return Err(ConfigError::option("`timestamp` must be Unix seconds"));
        }
        let mut headers = alloc::vec![("content-type".to_owned(), self.scheme.content_type.to_string())];
        let mut url = options.url.map(ToOwned::to_owned);
        match &variant.proof {
            Proof::Signature(scheme) => return self.sign_content(variant, scheme, body, options, headers),
            Proof::Token(scheme) => self.add_token(scheme, &mut headers, &mut url)?,
            Proof::Nothing => {}
        }
        add_id(variant, options, &mut headers);
        Ok(SignedRequest { headers, body: body.to_vec(), url })
    }

    fn sign_content(
        &self,
        variant: &Variant,
        scheme: &SignatureScheme,
        body: &[u8],
        options: &SignOptions<'_>,
        mut headers: Vec<(String, String)>,
    ) -> Result<SignedRequest, ConfigError> {
        let algorithm = signing_algorithm(scheme, options)?;
        let timestamp = match &scheme.timestamp {
            Some(time) if time.unit == Unit::Milliseconds => options.timestamp.saturating_mul(1000),
            _ => options.timestamp,
        };
        let timestamp = timestamp.to_string();
        let values = Chosen {
            timestamp: timestamp.as_bytes(),
            id: options.id.map(str::as_bytes),
            url: options.url.map(str::as_bytes),
        };
        check_url(scheme, options, body)?;
        let content = Content::of(scheme, &values)
            .map_err(|_| ConfigError::option("this scheme signs headers that `sign` cannot make up"))?;
        let tags = self.tags(algorithm, &content, body);
        let value = write_value(scheme, variant, algorithm, &tags, &timestamp, options);
        let url = options.url.map(ToOwned::to_owned);
        let own_field = match &scheme.place {
            Place::Field(name) => Some((name.as_ref(), value.as_str())),
            Place::Header(_) | Place::Parameter(_) => None,
        };
        let mut body = body.to_vec();
        if let Some(field) = &variant.field {
            let signature = tags.first().map(|tag| hex::encode(tag.as_slice())).unwrap_or_default();
            let (content_type, form) = match options.form.unwrap_or_default() {
                FormEncoding::Multipart => multipart(field, &body, own_field, &signature),
                FormEncoding::Urlencoded => urlencoded(field, &body, own_field),
            };
            headers = alloc::vec![("content-type".to_owned(), content_type)];
            body = form;
        }
        if let Place::Header(name) = &scheme.place {
            headers.push((name.to_ascii_lowercase(), value));
        }
        if let Some(Source::Header(name)) = scheme.timestamp.as_ref().map(|time| &time.source) {
            headers.push((name.to_ascii_lowercase(), timestamp));
        }
        add_id(variant, options, &mut headers);
        Ok(SignedRequest { headers, body, url })
    }

    fn signing_variant(&self, options: &SignOptions<'_>) -> Result<&Variant, ConfigError> {
        let Some(name) = options.variant else { return Ok(self.default_variant()) };
        self.scheme.variants.iter().find(|variant| variant.name == name).ok_or_else(|| {
            let names: Vec<&str> = self.scheme.variants.iter().map(|variant| variant.name.as_ref()).collect();
            ConfigError::option(format!("`variant` must be one of: {}", names.join(", ")))
        })
    }

    fn tags(&self, algorithm: Algorithm, content: &Content, body: &[u8]) -> Vec<Tag> {
        let mut macs = self.macs(algorithm);
        for mac in &mut macs {
            [&content.before, body, &content.after].into_iter().for_each(|piece| mac.update(piece));
        }
        macs.iter().map(Mac::finish).collect()
    }

    fn add_token(
        &self,
        scheme: &TokenScheme,
        headers: &mut Vec<(String, String)>,
        url: &mut Option<String>,
    ) -> Result<(), ConfigError> {
        let token = self.first_token().unwrap_or_default();
        let value = format!("{}{token}", scheme.prefix);
        match &scheme.place {
            TokenPlace::Known(Place::Header(name)) => headers.push((name.to_ascii_lowercase(), value)),
            TokenPlace::Known(Place::Parameter(name)) => {
                let given = url.take().ok_or_else(|| ConfigError::option("`url` is needed: the token stands in it"))?;
                *url = Some(with_parameter(&given, name, &value));
            }
            TokenPlace::Known(Place::Field(_)) | TokenPlace::CallersHeader | TokenPlace::CallersParameter => {}
        }
        Ok(())
    }

    fn first_token(&self) -> Option<&str> {
        let Keys::Tokens(tokens) = &self.keys else { return None };
        tokens.first().and_then(|(_, secret)| core::str::from_utf8(secret.as_slice()).ok())
    }
}

/// What the sender chooses.
struct Chosen<'a> {
    timestamp: &'a [u8],
    id: Option<&'a [u8]>,
    url: Option<&'a [u8]>,
}

impl<'a> Values<'a> for Chosen<'a> {
    fn timestamp(&self) -> Option<&'a [u8]> {
        Some(self.timestamp)
    }

    fn id(&self) -> Option<&'a [u8]> {
        self.id
    }

    fn header(&self, _: &str) -> Option<&'a [u8]> {
        None
    }

    fn method(&self) -> Option<&'a [u8]> {
        Some(b"POST")
    }

    fn url(&self) -> Option<&'a [u8]> {
        self.url
    }

    fn value(&self, _: &str) -> Option<&'a [u8]> {
        None
    }
}

fn write_value(
    scheme: &SignatureScheme,
    variant: &Variant,
    algorithm: Algorithm,
    tags: &[Tag],
    timestamp: &str,
    options: &SignOptions<'_>,
) -> String {
    let texts = tags.iter().map(|tag| encode(tag, scheme.encoding));
    let first = || texts.clone().next().unwrap_or_default();
    match &scheme.grammar {
        Grammar::Bare { prefix } => format!("{prefix}{}", first()),
        Grammar::Named { separator, .. } => format!("{}{separator}{}", algorithm.as_str(), first()),
        Grammar::Items { separator, prefix } => {
            texts.map(|text| format!("{prefix}{text}")).collect::<Vec<_>>().join(separator)
        }
        Grammar::Pairs { separator, assign, signature } => {
            let mut pairs = Vec::new();
            if let Some(Source::Value(key)) = scheme.timestamp.as_ref().map(|time| &time.source) {
                pairs.push(format!("{key}{assign}{timestamp}"));
            }
            if let (Some(Source::Value(key)), Some(id)) = (&variant.id, options.id) {
                pairs.push(format!("{key}{assign}{id}"));
            }
            pairs.extend(texts.map(|text| format!("{signature}{assign}{text}")));
            pairs.join(separator)
        }
    }
}

fn signing_algorithm(scheme: &SignatureScheme, options: &SignOptions<'_>) -> Result<Algorithm, ConfigError> {
    let allowed = |algorithm: &Algorithm| scheme.algorithms.contains(algorithm);
    match options.algorithm {
        Some(algorithm) if allowed(&algorithm) => Ok(algorithm),
        Some(_) => Err(ConfigError::option("`algorithm` must be one that this webhook accepts")),
        None => scheme.algorithms.first().copied().ok_or_else(|| ConfigError::option("no algorithm is allowed")),
    }
}

fn check_id(variant: &Variant, options: &SignOptions<'_>) -> Result<(), ConfigError> {
    let (content, separator) = match &variant.proof {
        Proof::Signature(SignatureScheme { content, grammar: Grammar::Pairs { separator, .. }, .. }) => {
            (content.as_ref(), separator.as_ref())
        }
        Proof::Signature(scheme) => (scheme.content.as_ref(), ""),
        Proof::Token(_) | Proof::Nothing => (&[][..], ""),
    };
    let fit = |id: &str| fits(id.as_bytes(), &Part::Id, content);
    // In the signature's own list it would cut the list.
    let cuts = |source: &Source, id: &str| {
        matches!(source, Source::Value(_)) && find(id.as_bytes(), separator.as_bytes()).is_some()
    };
    match (&variant.id, options.id) {
        (None, None) => Ok(()),
        (Some(source), Some(id)) if fit(id) && !cuts(source, id) => Ok(()),
        (Some(_), Some(_)) => {
            Err(ConfigError::option("`id` must be 1 to 256 visible ASCII characters without comma and delimiter"))
        }
        (Some(_), None) => Err(ConfigError::option("`id` is needed: the provider sends a delivery id")),
        (None, Some(_)) => Err(ConfigError::option("`id` has no effect: the provider sends no delivery id")),
    }
}

/// What `verify` would refuse is not signed.
fn check_url(scheme: &SignatureScheme, options: &SignOptions<'_>, body: &[u8]) -> Result<(), ConfigError> {
    if scheme.content.contains(&Part::Url) && !options.url.is_some_and(is_signable_url) {
        return Err(ConfigError::option("`url` is needed, absolute: it is signed"));
    }
    if Start::of(&scheme.content).then(body) == Start::Ambiguous {
        return Err(ConfigError::option(VerifyCode::BodyAmbiguous.meaning()));
    }
    Ok(())
}

/// An option without effect is a mistake.
fn check_effect(variant: &Variant, options: &SignOptions<'_>) -> Result<(), ConfigError> {
    if options.form.is_some() && variant.field.is_none() {
        return Err(ConfigError::option("`form` has no effect: the provider posts no form"));
    }
    if options.algorithm.is_some() && !matches!(variant.proof, Proof::Signature(_)) {
        return Err(ConfigError::option("`algorithm` has no effect: nothing is signed"));
    }
    Ok(())
}

fn add_id(variant: &Variant, options: &SignOptions<'_>, headers: &mut Vec<(String, String)>) {
    if let (Some(Source::Header(name)), Some(id)) = (&variant.id, options.id) {
        headers.push((name.to_ascii_lowercase(), id.to_owned()));
    }
}
