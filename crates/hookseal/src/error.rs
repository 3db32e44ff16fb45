//! The families of error, by whose fault: [`VerifyError`] (this request), [`ConfigError`] (our caller), and a payload
//! that is no JSON.
//!
//! A code is API: stable, the same text in every language. A message is prose and may change.
//! No message ever holds a secret, an expected signature, or bytes of the body.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal, $message:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`: ", $message, ".")] $variant,)*
        }

        impl $name {
            /// Every code, in the order in which the documentation lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text of the code, the same in every language.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// What the code means, in one sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Why a request was refused.
    VerifyCode {
        BodyNotRaw = "body_not_raw", "the body was parsed or consumed before verification: hand over the raw bytes";
        BodyNotText = "body_not_text", "the body is a text that is not well-formed Unicode";
        BodyAmbiguous = "body_ambiguous", "the body is signed right behind the URL, and begins like a part of it";
        FormMalformed = "form_malformed", "the body is not a form that can be read in one way only";
        FieldMissing = "field_missing", "the form lacks the field that is signed";
        DuplicateHeader = "duplicate_header", "a header that must be single was sent more than once";
        DuplicateField = "duplicate_field", "a form field or URL parameter that must be single was sent more than once";
        HeaderTooLong = "header_too_long", "a header value is longer than 8192 bytes";
        SignatureMissing = "signature_missing", "the request carries no signature";
        SignatureMalformed = "signature_malformed", "the signature is not written as the scheme demands";
        SignatureUnsupported = "signature_unsupported", "the request carries only signature versions that the scheme does not know";
        TooManySignatures = "too_many_signatures", "the request carries more than 16 signatures";
        AlgorithmNotAllowed = "algorithm_not_allowed", "the signature names an algorithm that is not allowed here";
        SignatureMismatch = "signature_mismatch", "no signature matches the content under any configured secret";
        TimestampMissing = "timestamp_missing", "the request carries no timestamp";
        TimestampMalformed = "timestamp_malformed", "the timestamp is not a plain decimal Unix time";
        TimestampTooOld = "timestamp_too_old", "the timestamp lies before the tolerated window";
        TimestampTooNew = "timestamp_too_new", "the timestamp lies after the tolerated window";
        IdMissing = "id_missing", "the request carries no value for an id or header that is signed";
        IdMalformed = "id_malformed", "a signed id or header is not 1 to 256 visible ASCII characters without the delimiter";
        TokenMissing = "token_missing", "the request carries no token";
        TokenMismatch = "token_mismatch", "the token is not the configured one";
        UrlMissing = "url_missing", "the request's URL was not handed over, or is signed and not absolute";
        MethodMissing = "method_missing", "the request's method was not handed over, or not in capital letters";
        AddressMissing = "address_missing", "the sender's address was not handed over";
        AddressNotAllowed = "address_not_allowed", "the sender's address is not on the configured list";
        InternalError = "internal_error", "the verifier failed; the request was refused";
    }
}

codes! {
    /// Why a [`Webhook`](crate::Webhook) could not be built, or could not sign.
    ConfigCode {
        UnknownProvider = "unknown_provider", "no provider has this name";
        InvalidScheme = "invalid_scheme", "the custom scheme cannot be used";
        MissingSecret = "missing_secret", "no secret was given";
        InvalidSecret = "invalid_secret", "a secret cannot be used";
        UnknownOption = "unknown_option", "no option has this name";
        InvalidOption = "invalid_option", "an option has a value that cannot be used";
        WasmBlocked = "wasm_blocked", "this runtime refused to compile WebAssembly";
        VersionMismatch = "version_mismatch", "parts of the package are of different versions";
        ExplainNotLoaded = "explain_not_loaded", "what explains is a module of its own, which was not imported";
    }
}

/// A request that was refused. Answer it with a constant 401 and log [`code`](VerifyError::code).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerifyError {
    code: VerifyCode,
    part: Option<Cow<'static, str>>,
}

impl VerifyError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> VerifyCode {
        self.code
    }

    /// `part` names the place at fault, as configured: never a received value.
    pub(crate) fn at(code: VerifyCode, part: impl Into<Cow<'static, str>>) -> Self {
        Self { code, part: Some(part.into()) }
    }
}

impl From<VerifyCode> for VerifyError {
    fn from(code: VerifyCode) -> Self {
        Self { code, part: None }
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.meaning())?;
        match &self.part {
            Some(part) => write!(f, " ({part})"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for VerifyError {}

/// A mistake of our caller: found at construction, when signing, or in a clock value that is no Unix time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    code: ConfigCode,
    message: String,
}

impl ConfigError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> ConfigCode {
        self.code
    }

    pub(crate) fn new(code: ConfigCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub(crate) fn option(message: impl Into<String>) -> Self {
        Self::new(ConfigCode::InvalidOption, message)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for ConfigError {}

/// A verified body that is not the JSON that was asked for. It quotes nothing of the body.
#[cfg(feature = "events")]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PayloadError;

#[cfg(feature = "events")]
impl PayloadError {
    /// The stable code: `payload_not_json`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "payload_not_json"
    }
}

#[cfg(feature = "events")]
impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the verified body is not JSON in UTF-8 without byte order mark, or not of the expected shape")
    }
}

#[cfg(feature = "events")]
impl core::error::Error for PayloadError {}
