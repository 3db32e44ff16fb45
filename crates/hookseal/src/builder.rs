//! Options of a webhook, checked once, at construction.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use zeroize::Zeroizing;

use crate::address::Network;
use crate::bytes::is_header_name;
use crate::error::{ConfigCode, ConfigError};
use crate::mac::{Mac, Tag, sha256};
use crate::scheme::{Algorithm, Place, Proof, Scheme, TokenPlace, Variant};
use crate::secret::{AsSecret, Secret, SecretInput};
use crate::webhook::{Keys, Webhook};

/// How many secrets one webhook may have.
const MOST_SECRETS: usize = 16;

/// How far a timestamp may be from the clock unless told otherwise, in seconds.
const DEFAULT_TOLERANCE: u64 = 300;

/// The widest window that can be asked for, in seconds.
const WIDEST_TOLERANCE: u64 = 86_400;

/// A webhook being configured, from [`Webhook::builder`] or [`Webhook::custom`].
#[must_use]
pub struct Builder {
    scheme: Scheme,
    /// Sender addresses that the provider documents, by name.
    known_senders: &'static [(&'static str, &'static str)],
    secret: Option<Given>,
    secrets: Option<Vec<Given>>,
    tolerance: Option<u64>,
    allow_any_timestamp: bool,
    algorithms: Option<Vec<Algorithm>>,
    header: Option<String>,
    url_parameter: Option<String>,
    senders: Option<Networks>,
    trusted_proxies: Option<Networks>,
    allow_unauthenticated: bool,
    name: String,
}

impl Builder {
    pub(crate) fn new(scheme: Scheme, known_senders: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            scheme,
            known_senders,
            secret: None,
            secrets: None,
            tolerance: None,
            allow_any_timestamp: false,
            algorithms: None,
            header: None,
            url_parameter: None,
            senders: None,
            trusted_proxies: None,
            allow_unauthenticated: false,
            name: String::new(),
        }
    }

    /// The one secret: the text that the provider shows, or the raw bytes of the key.
    pub fn secret(mut self, secret: impl AsSecret) -> Self {
        self.secret = Some(Given::from(secret.as_secret()));
        self
    }

    /// Several secrets, the new one first; all are tried. At most 16.
    pub fn secrets<S: AsSecret>(mut self, secrets: &[S]) -> Self {
        self.secrets = Some(secrets.iter().map(|secret| Given::from(secret.as_secret())).collect());
        self
    }

    /// How far a timestamp may be from the clock, both ways, in seconds: 1 to 86400, 300 unless told otherwise.
    pub fn tolerance(mut self, seconds: u64) -> Self {
        self.tolerance = Some(seconds);
        self
    }

    /// Takes a timestamp of any age, so that a captured delivery can be replayed for ever.
    pub fn allow_any_timestamp(mut self, allow: bool) -> Self {
        self.allow_any_timestamp = allow;
        self
    }

    /// The algorithms to accept, for a provider whose signatures name theirs.
    pub fn algorithms(mut self, algorithms: &[Algorithm]) -> Self {
        self.algorithms = Some(algorithms.to_vec());
        self
    }

    /// The header whose name you chose with the provider, for a provider that sends a token of yours.
    pub fn header(mut self, name: &str) -> Self {
        self.header = Some(name.to_owned());
        self
    }

    /// The parameter that you put into the webhook's URL, for a provider that sends nothing else.
    pub fn url_parameter(mut self, name: &str) -> Self {
        self.url_parameter = Some(name.to_owned());
        self
    }

    /// Addresses that may send: IP addresses, networks such as `192.0.2.0/24`, or names that the provider documents. A
    /// filter, not authentication.
    ///
    /// A network is written with a prefix length of at least 1 and without bits behind it.
    pub fn senders<S: AsRef<str>>(mut self, senders: &[S]) -> Self {
        self.senders = Some(networks(senders, self.known_senders));
        self
    }

    /// Your own proxies, as IP addresses or networks. [`Request::remote_address`](crate::Request::remote_address) may
    /// then be a chain, and the last address in it that is no proxy's is the sender.
    ///
    /// ```
    /// use hookseal::{Request, Webhook, providers};
    ///
    /// let webhook = Webhook::builder(&providers::ASSEMBLYAI)
    ///     .header("X-My-Webhook-Secret")
    ///     .secret("secret-value")
    ///     .senders(&["us", "eu"])
    ///     .trusted_proxies(&["10.0.0.0/8"])
    ///     .build()?;
    ///
    /// let headers = [("X-My-Webhook-Secret", "secret-value")];
    /// let request = Request::new(b"{}").headers(&headers);
    /// assert!(webhook.verify(&request.remote_address("44.238.19.20, 10.0.0.1"), 0).is_ok());
    /// assert!(webhook.verify(&request.remote_address("44.238.19.20, 203.0.113.9"), 0).is_err());
    /// # Ok::<(), hookseal::ConfigError>(())
    /// ```
    pub fn trusted_proxies<S: AsRef<str>>(mut self, proxies: &[S]) -> Self {
        self.trusted_proxies = Some(networks(proxies, &[]));
        self
    }

    /// Takes requests that prove nothing. The delivery says so.
    pub fn allow_unauthenticated(mut self, allow: bool) -> Self {
        self.allow_unauthenticated = allow;
        self
    }

    /// The endpoint's own name, so that two endpoints never share a dedupe key.
    pub fn name(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// Checks everything and makes the webhook.
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says which option is wrong and what to do.
    pub fn build(self) -> Result<Webhook, ConfigError> {
        let (webhook, keys) = self.assemble()?;
        Ok(Webhook { keys: keys?, ..webhook })
    }

    /// A webhook that has no keys yet, and its keys.
    pub(crate) fn assemble(mut self) -> Result<(Webhook, Result<Keys, ConfigError>), ConfigError> {
        self.settle_places()?;
        self.settle_algorithms()?;
        let tolerance = self.settle_tolerance()?;
        let (senders, trusted_proxies) = self.settle_addresses()?;
        let given = self.settle_secrets()?;
        let keys = self.settle_keys(&given);
        let webhook = Webhook {
            scheme: self.scheme,
            name: self.name,
            keys: Keys::Nothing,
            #[cfg(feature = "explain")]
            given,
            tolerance,
            senders,
            trusted_proxies,
        };
        Ok((webhook, keys))
    }

    /// Puts the caller's header or parameter where the row leaves it open, and drops the proof if that is allowed.
    fn settle_places(&mut self) -> Result<(), ConfigError> {
        let Some(variant) = self.scheme.variants.get(self.scheme.default_variant) else {
            return Err(ConfigError::new(ConfigCode::InvalidScheme, "the scheme has no variant"));
        };
        let mut variant = variant.clone();
        let open = match &variant.proof {
            Proof::Token(token) => Some(&token.place),
            Proof::Nothing | Proof::Signature(_) => None,
        };
        let (header, parameter) = (self.header.take(), self.url_parameter.take());
        if header.as_deref().is_some_and(|name| !is_header_name(name)) {
            return Err(ConfigError::option("`header` must be the name of an HTTP header"));
        }
        if parameter.as_deref() == Some("") {
            return Err(ConfigError::option("`urlParameter` must not be empty"));
        }
        let place = match (open, header, parameter) {
            (Some(TokenPlace::CallersHeader), Some(name), None) => Some(Place::Header(name.into())),
            (Some(TokenPlace::CallersParameter), None, Some(name)) => Some(Place::Parameter(name.into())),
            (_, None, None) => None,
            (_, Some(_), _) => return Err(ConfigError::option("`header` does not fit this provider")),
            (_, None, Some(_)) => return Err(ConfigError::option("`urlParameter` does not fit this provider")),
        };
        let unproved =
            matches!(open, Some(TokenPlace::CallersHeader | TokenPlace::CallersParameter)) && place.is_none();
        match (&mut variant.proof, place, self.allow_unauthenticated) {
            (Proof::Token(token), Some(place), false) => token.place = TokenPlace::Known(place),
            (Proof::Nothing, _, true) => {}
            (_, None, true) if unproved => {
                variant.proof = Proof::Nothing;
                variant.name = Cow::Borrowed("unauthenticated");
            }
            (Proof::Nothing, _, false) => {
                return Err(ConfigError::option(
                    "this scheme proves nothing: set `allowUnauthenticated` to take it as it is",
                ));
            }
            (_, _, true) => {
                return Err(ConfigError::option("`allowUnauthenticated` does not fit: requests are authenticated"));
            }
            (Proof::Token(token), None, false) if unproved => {
                return Err(ConfigError::option(if token.place == TokenPlace::CallersHeader {
                    "`header` is needed: the name of the header that you chose with the provider"
                } else {
                    "`urlParameter` is needed: the name of the parameter in the URL that you gave the provider"
                }));
            }
            _ => return Ok(()),
        }
        self.scheme.variants = Cow::Owned(alloc::vec![variant]);
        self.scheme.default_variant = 0;
        Ok(())
    }

    /// Narrows the algorithms; never widens them.
    fn settle_algorithms(&mut self) -> Result<(), ConfigError> {
        let Some(wanted) = self.algorithms.take() else { return Ok(()) };
        let fits = |variant: &Variant| matches!(&variant.proof, Proof::Signature(scheme) if wanted.iter().all(|one| scheme.algorithms.contains(one)));
        if wanted.is_empty() || !self.scheme.variants.iter().all(fits) {
            return Err(ConfigError::option("`algorithms` must be some of those that the provider uses"));
        }
        for variant in self.scheme.variants.to_mut() {
            if let Proof::Signature(scheme) = &mut variant.proof {
                scheme.algorithms.to_mut().retain(|algorithm| wanted.contains(algorithm));
            }
        }
        Ok(())
    }

    fn settle_tolerance(&self) -> Result<Option<u64>, ConfigError> {
        let timed =
            |variant: &Variant| matches!(&variant.proof, Proof::Signature(scheme) if scheme.timestamp.is_some());
        let timed = self.scheme.variants.iter().any(timed);
        if !timed && (self.tolerance.is_some() || self.allow_any_timestamp) {
            let option = if self.tolerance.is_some() { "tolerance" } else { "allowAnyTimestamp" };
            return Err(ConfigError::option(format!("`{option}` has no effect: this provider signs no timestamp")));
        }
        match (self.tolerance, self.allow_any_timestamp) {
            (Some(_), true) => Err(ConfigError::option("`tolerance` and `allowAnyTimestamp` exclude each other")),
            (None, true) => Ok(None),
            (None, false) => Ok(Some(DEFAULT_TOLERANCE)),
            (Some(seconds @ 1..=WIDEST_TOLERANCE), false) => Ok(Some(seconds)),
            (Some(_), false) => Err(ConfigError::option("`tolerance` must be a whole number of seconds, 1 to 86400")),
        }
    }

    fn settle_addresses(&mut self) -> Result<(Vec<Network>, Vec<Network>), ConfigError> {
        let (senders, proxies) = (self.senders.take(), self.trusted_proxies.take());
        let fault = match (&senders, &proxies) {
            (Some(_), _) if self.known_senders.is_empty() => {
                "`senders` does not fit this provider: it documents no addresses"
            }
            (None, Some(_)) => "`trustedProxies` has no effect without `senders`",
            (Some(None), _) => {
                "`senders` must be IP addresses, networks such as 192.0.2.0/24, or names that the provider documents"
            }
            (_, Some(None)) => "`trustedProxies` must be IP addresses or networks such as 192.0.2.0/24",
            _ => return Ok((senders.flatten().unwrap_or_default(), proxies.flatten().unwrap_or_default())),
        };
        Err(ConfigError::option(fault))
    }

    fn settle_secrets(&mut self) -> Result<Vec<Given>, ConfigError> {
        let given = match (self.secret.take(), self.secrets.take()) {
            (Some(_), Some(_)) => return Err(ConfigError::option("give `secret` or `secrets`, not both")),
            (Some(secret), None) => alloc::vec![secret],
            (None, secrets) => secrets.unwrap_or_default(),
        };
        if given.len() > MOST_SECRETS {
            return Err(ConfigError::option("at most 16 secrets can be tried"));
        }
        Ok(given)
    }

    fn settle_keys(&self, given: &[Given]) -> Result<Keys, ConfigError> {
        let proves_nothing = self.scheme.variants.iter().all(|variant| matches!(variant.proof, Proof::Nothing));
        if proves_nothing {
            return match given {
                [] => Ok(Keys::Nothing),
                _ => Err(ConfigError::option("a secret has no effect: requests are not authenticated")),
            };
        }
        if given.is_empty() {
            return Err(ConfigError::new(
                ConfigCode::MissingSecret,
                "no secret was given: is the environment variable set?",
            ));
        }
        let algorithms = self.algorithms_used();
        if algorithms.is_empty() {
            let tokens = given.iter().map(|secret| Secret::token(secret.input()).map(with_digest));
            return Ok(Keys::Tokens(tokens.collect::<Result<_, _>>()?));
        }
        let keyed = |secret: &Given| {
            let key = Secret::key(secret.input(), &self.scheme.secret)?;
            Ok(algorithms.iter().filter_map(|algorithm| Mac::keyed(*algorithm, key.as_slice())).collect())
        };
        Ok(Keys::Macs(given.iter().map(keyed).collect::<Result<_, ConfigError>>()?))
    }

    fn algorithms_used(&self) -> Vec<Algorithm> {
        let used = |algorithm: &&Algorithm| {
            let uses = |variant: &Variant| matches!(&variant.proof, Proof::Signature(scheme) if scheme.algorithms.contains(*algorithm));
            self.scheme.variants.iter().any(uses)
        };
        Algorithm::ALL.iter().filter(used).copied().collect()
    }
}

/// Never the secrets.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder").field("scheme", &self.scheme.name).finish_non_exhaustive()
    }
}

/// A secret as given, kept until `build` and then wiped.
pub(crate) enum Given {
    Bytes(Zeroizing<Vec<u8>>),
    Text(Zeroizing<String>),
    Unusable,
}

impl Given {
    pub(crate) fn from(input: SecretInput<'_>) -> Self {
        match input {
            SecretInput::Bytes(bytes) => Self::Bytes(Zeroizing::new(bytes.to_vec())),
            SecretInput::Text(text) => Self::Text(Zeroizing::new(text.to_owned())),
            SecretInput::Unusable => Self::Unusable,
        }
    }

    pub(crate) fn input(&self) -> SecretInput<'_> {
        match self {
            Self::Bytes(bytes) => SecretInput::Bytes(bytes),
            Self::Text(text) => SecretInput::Text(text),
            Self::Unusable => SecretInput::Unusable,
        }
    }
}

/// The networks of a list, nothing if it is empty or one of them is malformed.
type Networks = Option<Vec<Network>>;

/// Reads a list of addresses; `known` are those that have a name.
fn networks<S: AsRef<str>>(list: &[S], known: &[(&str, &str)]) -> Networks {
    let named = |text: &str| known.iter().find(|(name, _)| *name == text).map(|(_, address)| *address);
    let read = |text: &S| Network::parse(named(text.as_ref()).unwrap_or(text.as_ref()));
    list.iter().map(read).collect::<Networks>().filter(|networks| !networks.is_empty())
}

fn with_digest(token: Secret) -> (Tag, Secret) {
    (Tag::from_slice(&sha256([token.as_slice()])), token)
}
