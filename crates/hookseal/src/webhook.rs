//! One configured endpoint: it verifies and signs. The order of checks reads top-down in [`Webhook::verify`].

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::address::{self, Network};
use crate::builder::Builder;
use crate::delivery::{Authentication, Delivery, Facts};
use crate::error::{ConfigError, VerifyCode, VerifyError};
use crate::form::{Field, Fields};
use crate::line::Line;
use crate::mac::{Mac, Tag, first_match, sha256};
use crate::parts::{self, Found, not_too_long};
use crate::policy::Policy;
use crate::providers::{Documented, Provider};
use crate::request::{Body, Headers, Request};
use crate::scheme::{self, Place, Scheme, SignatureScheme, TokenPlace, TokenScheme, Variant};
use crate::secret::{AsSecret, Secret};
use crate::signature::Signatures;
use crate::timestamp;
use crate::url;
use crate::verification::{Claim, Start, Verification, prove};

/// One configured endpoint: a provider or scheme, its secrets, its options.
///
/// Build it once and keep it: the keyed states are made here, not per request.
///
/// ```
/// use hookseal::{Request, SignOptions, Webhook, providers};
///
/// let webhook = Webhook::new(&providers::TRANSCODELY, &["whsec_k7Vw2mQ9xTzB4nRc"])?;
/// let signed = webhook.sign(b"{}", &SignOptions::new(1716480293).id("dlv_1"))?;
///
/// let request = Request::new(signed.body()).headers(signed.headers());
/// let delivery = webhook.verify(&request, 1716480300)?;
/// assert_eq!(delivery.body(), b"{}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Webhook {
    pub(crate) scheme: Scheme,
    /// The endpoint's own name, part of every dedupe key.
    pub(crate) name: String,
    pub(crate) keys: Keys,
    /// The secrets as given, to find out what may have been meant.
    #[cfg(feature = "explain")]
    pub(crate) given: Vec<crate::builder::Given>,
    /// Seconds; nothing if any timestamp is taken.
    pub(crate) tolerance: Option<u64>,
    /// If not empty, the addresses that may send.
    pub(crate) senders: Vec<Network>,
    /// If not empty, the proxies whose word about a request's way is taken.
    pub(crate) trusted_proxies: Vec<Network>,
}

/// What is kept of the secrets.
pub(crate) enum Keys {
    /// For each secret, a keyed state for each algorithm that is allowed.
    Macs(Vec<Vec<Mac>>),
    /// For each token, its digest for comparing and itself for signing.
    Tokens(Vec<(Tag, Secret)>),
    Nothing,
}

impl Webhook {
    /// A webhook of a built-in provider, with its default options.
    ///
    /// All secrets are tried; give the new one first while rotating.
    ///
    /// # Errors
    ///
    /// `missing_secret` or `invalid_secret`; `invalid_option` if the provider needs options, see
    /// [`builder`](Self::builder).
    pub fn new<S: AsSecret>(provider: &Provider, secrets: &[S]) -> Result<Self, ConfigError> {
        Self::builder(provider).secrets(secrets).build()
    }

    /// Starts a webhook of a built-in provider with options.
    ///
    /// ```
    /// use hookseal::{Webhook, providers};
    ///
    /// let webhook = Webhook::builder(&providers::ASSEMBLYAI)
    ///     .header("X-My-Webhook-Secret")
    ///     .secret("secret-value")
    ///     .build()?;
    /// # Ok::<(), hookseal::ConfigError>(())
    /// ```
    pub fn builder(provider: &Provider) -> Builder {
        Builder::new(provider.scheme.clone(), provider.senders)
    }

    /// Starts a webhook of a scheme of your own.
    pub fn custom(scheme: Scheme) -> Builder {
        Builder::new(scheme, &[])
    }

    /// Verifies one request at the time `now`, in Unix seconds.
    ///
    /// # Errors
    ///
    /// A [`VerifyError`] whose [`code`](VerifyError::code) says why the request is refused. The first failure wins,
    /// in this order: body, duplicates, missing parts, malformed parts, mismatch, time, address.
    pub fn verify<'r>(&'r self, request: &Request<'r>, now: u64) -> Result<Delivery<'r>, VerifyError> {
        let (body, signature) = self.read_body(request)?;
        let mut verification = self.begin(request, signature.as_ref())?;
        verification.update(&body);
        let facts = self.finish(verification, now, request.remote_address)?;
        Ok(Delivery { webhook: self, facts, body })
    }

    /// The provider's name, or that of the custom scheme.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.scheme.name
    }

    /// The endpoint's own name, empty if it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The delivery policy of the variant that [`sign`](Self::sign) uses, if the provider documents one.
    #[must_use]
    pub fn policy(&self) -> Option<&Policy> {
        self.default_variant().policy.map(Documented::policy)
    }

    /// Steps 1 to 3: finds the parts, parses them, starts the MACs with what precedes the body.
    pub(crate) fn begin(
        &self,
        request: &Request<'_>,
        signature: Option<&Field<'_>>,
    ) -> Result<Verification, VerifyError> {
        let (variant, chosen) = self.choose(request.headers);
        let (id, claim) = match &chosen.proof {
            scheme::Proof::Signature(scheme) => {
                let line = Line { method: request.method, url: request.url };
                let signed = parts::signed(chosen, scheme, request.headers, line, signature)?;
                let Signatures { algorithm, tags } = signed.signatures;
                let mut macs = self.macs(algorithm);
                macs.iter_mut().for_each(|mac| mac.update(&signed.content.before));
                let (after, timestamp) = (signed.content.after, signed.timestamp);
                let start = Start::of(&scheme.content);
                (signed.id, Claim::Signed { macs, start, after, tags, timestamp, algorithm })
            }
            scheme::Proof::Token(scheme) => {
                let claim = Claim::Token(find_token(scheme, request)?);
                (parts::unsigned_id(chosen, request.headers), claim)
            }
            scheme::Proof::Nothing => (parts::unsigned_id(chosen, request.headers), Claim::Nothing),
        };
        Ok(Verification { variant, id, claim })
    }

    /// Steps 4 to 6: compares, judges the time, then the address.
    pub(crate) fn finish(
        &self,
        verification: Verification,
        now: u64,
        remote_address: Option<&str>,
    ) -> Result<Facts, VerifyError> {
        let Verification { variant, id, claim } = verification;
        let facts = match claim {
            Claim::Signed { macs, start, after, tags, timestamp, algorithm } => {
                if start == Start::Ambiguous {
                    return Err(VerifyCode::BodyAmbiguous.into());
                }
                let secret_index = prove(macs, &after, &tags).ok_or(VerifyCode::SignatureMismatch)?;
                if let (Some(time), Some(tolerance)) = (timestamp, self.tolerance) {
                    timestamp::judge(time, now, tolerance)?;
                }
                Facts {
                    variant,
                    authentication: Authentication::Signature,
                    id_signed: id.is_some() && self.variant(variant).is_some_and(Variant::signs_id),
                    id,
                    timestamp,
                    algorithm: Some(algorithm),
                    secret_index: Some(secret_index),
                }
            }
            Claim::Token(received) => {
                let secret_index = self.match_token(&received).ok_or(VerifyCode::TokenMismatch)?;
                let authentication = Authentication::Token;
                unsigned(variant, authentication, id, Some(secret_index))
            }
            Claim::Nothing => unsigned(variant, Authentication::Nothing, id, None),
        };
        self.judge_address(remote_address)?;
        Ok(facts)
    }

    pub(crate) fn default_variant(&self) -> &Variant {
        // The builder lets no scheme without variants through; if it did, nothing would verify.
        self.variant(self.scheme.default_variant).unwrap_or(&REFUSES_ALL)
    }

    /// The name of the form field that is signed, for providers that post a form.
    pub(crate) fn form_field(&self) -> Option<&str> {
        self.default_variant().field.as_deref()
    }

    /// The bytes that are authenticated, and the signature if a form carries it.
    pub(crate) fn read_body<'r>(
        &self,
        request: &Request<'r>,
    ) -> Result<(Cow<'r, [u8]>, Option<Field<'r>>), VerifyError> {
        let Some(field) = self.form_field() else {
            return match request.body {
                Body::Raw(bytes) => Ok((bytes.into(), None)),
                Body::NotText => Err(VerifyCode::BodyNotText.into()),
                Body::Form(_) | Body::NotRaw => Err(VerifyCode::BodyNotRaw.into()),
            };
        };
        let fields = Fields::read(request, field, self.default_variant().signature_field())?;
        Ok((fields.body, Some(fields.signature)))
    }

    /// The first variant whose signature is present, and no other, so that nothing falls back to a weaker one.
    pub(crate) fn choose(&self, headers: &dyn Headers) -> (usize, &Variant) {
        let present = |variant: &Variant| match &variant.proof {
            scheme::Proof::Signature(SignatureScheme { place: Place::Header(name), .. }) => {
                Found::header(headers, name).present()
            }
            _ => true,
        };
        let default = (self.scheme.default_variant, self.default_variant());
        match self.scheme.variants.as_ref() {
            [_] => default,
            variants => variants.iter().enumerate().find(|(_, variant)| present(variant)).unwrap_or(default),
        }
    }

    pub(crate) fn macs(&self, algorithm: scheme::Algorithm) -> Vec<Mac> {
        let Keys::Macs(secrets) = &self.keys else { return Vec::new() };
        secrets.iter().filter_map(|macs| macs.iter().find(|mac| mac.algorithm() == algorithm).cloned()).collect()
    }

    /// Compares digests, so that neither the length nor the place of a difference shows.
    fn match_token(&self, received: &[u8; 32]) -> Option<usize> {
        let Keys::Tokens(tokens) = &self.keys else { return None };
        first_match(tokens.iter().map(|(digest, _)| *digest), &[Tag::from_slice(received)])
    }

    fn judge_address(&self, remote_address: Option<&str>) -> Result<(), VerifyError> {
        if self.senders.is_empty() {
            return Ok(());
        }
        let chain = remote_address.filter(|text| !text.is_empty()).ok_or(VerifyCode::AddressMissing)?;
        match address::sender(chain, &self.trusted_proxies) {
            Some(sender) if address::listed(&sender, &self.senders) => Ok(()),
            _ => Err(VerifyCode::AddressNotAllowed.into()),
        }
    }

    pub(crate) fn variant(&self, index: usize) -> Option<&Variant> {
        self.scheme.variants.get(index)
    }
}

/// Never the keys.
impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secrets = match &self.keys {
            Keys::Macs(secrets) => secrets.len(),
            Keys::Tokens(tokens) => tokens.len(),
            Keys::Nothing => 0,
        };
        f.debug_struct("Webhook")
            .field("provider", &self.scheme.name)
            .field("name", &self.name)
            .field("secrets", &secrets)
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

fn unsigned(variant: usize, authentication: Authentication, id: Option<String>, secret_index: Option<usize>) -> Facts {
    Facts { variant, authentication, id, id_signed: false, timestamp: None, algorithm: None, secret_index }
}

/// The digest of the token received.
fn find_token(scheme: &TokenScheme, request: &Request<'_>) -> Result<[u8; 32], VerifyError> {
    let TokenPlace::Known(place) = &scheme.place else { return Err(VerifyCode::InternalError.into()) };
    let at = |code| VerifyError::at(code, place.describe());
    let value = match place {
        Place::Parameter(name) => {
            let url = request.url.filter(|url| !url.is_empty()).ok_or(VerifyCode::UrlMissing)?;
            url::parameter(url, name).map_err(at)?
        }
        Place::Header(name) => {
            let found = Found::header(request.headers, name);
            if found.count > 1 {
                return Err(at(VerifyCode::DuplicateHeader));
            }
            if found.value.is_empty() {
                return Err(at(VerifyCode::TokenMissing));
            }
            not_too_long(found.value).map_err(at)?;
            Cow::Borrowed(found.value)
        }
        Place::Field(_) => return Err(VerifyCode::InternalError.into()),
    };
    let token = value.strip_prefix(scheme.prefix.as_bytes()).ok_or(VerifyCode::TokenMismatch)?;
    Ok(sha256([token]))
}

static REFUSES_ALL: Variant = Variant {
    name: Cow::Borrowed(""),
    proof: scheme::Proof::Token(TokenScheme { place: TokenPlace::CallersHeader, prefix: Cow::Borrowed("") }),
    id: None,
    field: None,
    dedupe: Cow::Borrowed(&[]),
    policy: None,
};
