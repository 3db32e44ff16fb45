//! The codes of findings, each with what it means and what to do. A code is API: stable, the same in every language.

use crate::error::{ConfigCode, VerifyCode};

/// What a finding says, as a stable code: what stopped `verify` or the constructor, or a cause that was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum FindingCode {
    /// A cause, or a hint at one.
    Cause(Cause),
    /// The constructor refused the secret.
    Config(ConfigCode),
    /// `verify` stopped here.
    Verify(VerifyCode),
}

impl FindingCode {
    /// Every code that a finding can have, in the order in which the documentation lists them.
    pub fn all() -> impl Iterator<Item = Self> {
        let secrets = [ConfigCode::MissingSecret, ConfigCode::InvalidSecret];
        let causes = Cause::ALL.iter().copied().map(Self::Cause);
        causes.chain(VerifyCode::ALL.iter().copied().map(Self::Verify)).chain(secrets.map(Self::Config))
    }

    /// The stable text of the code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cause(cause) => cause.as_str(),
            Self::Config(code) => code.as_str(),
            Self::Verify(code) => code.as_str(),
        }
    }

    /// What the code means, in one sentence without a full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Cause(cause) => cause.meaning(),
            Self::Config(code) => code.meaning(),
            Self::Verify(code) => code.meaning(),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn fix(self) -> &'static str {
        match self {
            Self::Cause(cause) => cause.fix(),
            Self::Config(code) => super::advice::config(code),
            Self::Verify(code) => super::advice::verify(code),
        }
    }
}

impl From<Cause> for FindingCode {
    fn from(cause: Cause) -> Self {
        Self::Cause(cause)
    }
}

impl From<VerifyCode> for FindingCode {
    fn from(code: VerifyCode) -> Self {
        Self::Verify(code)
    }
}

macro_rules! causes {
    ($($variant:ident = $code:literal, $meaning:literal, $fix:literal;)*) => {
        /// Why a genuine delivery was refused.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Cause {
            $(#[doc = concat!("`", $code, "`: ", $meaning, ".")] $variant,)*
        }

        impl Cause {
            /// Every cause, in the order in which the documentation lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text of the code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What it means, in one sentence without a full stop.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// What to do about it.
            #[must_use]
            pub const fn fix(self) -> &'static str {
                match self { $(Self::$variant => $fix,)* }
            }
        }
    };
}

causes! {
    BodyReserialized = "body_reserialized",
        "the body was parsed as JSON and written again, so its bytes are not those that were signed",
        "Hand over the bytes as they arrived, before any JSON parser: see the line for your framework in docs/receivers.md.";
    BodyNewlineAdded = "body_newline_added",
        "a line end or other white space was added to the body",
        "Keep the body as bytes; an editor, `echo`, or a log may add a line end where a file is saved.";
    BodyNewlineLost = "body_newline_lost",
        "the body lost a line end that was signed with it",
        "Do not trim the body, nor read it line by line. With curl use `--data-binary`, which keeps line ends.";
    BodyLineEndsChanged = "body_line_ends_changed",
        "the line ends of the body were changed between CRLF and LF",
        "Read and save the body in binary mode; an editor or version control may exchange line ends.";
    BodyBomAdded = "body_bom_added",
        "a byte order mark was put in front of the body",
        "Save the body as UTF-8 without byte order mark, or hand over the bytes as they arrived.";
    BodyBomLost = "body_bom_lost",
        "the body lost the byte order mark that was signed with it",
        "Decode nothing before verification: many decoders drop a byte order mark in silence.";
    BodyReencoded = "body_reencoded",
        "the body was decoded with one character encoding and encoded with another",
        "Hand over bytes, not text. If only text is to be had, decode it as UTF-8 and nothing else.";
    BodyCharactersReplaced = "body_characters_replaced",
        "the body holds replacement characters (U+FFFD): bytes that are no UTF-8 were lost when it was decoded",
        "Hand over the bytes as they arrived; what was replaced cannot be had back.";
    BodyCompressed = "body_compressed",
        "the body is still compressed, and the signature is over what it holds",
        "Let the server inflate the body first, or inflate it yourself before you verify it.";
    BodyInflated = "body_inflated",
        "`Content-Encoding` says that the body is compressed, but it is not: something inflated it on the way",
        "If the provider signs the compressed bytes, switch inflation off for this route.";
    BodyBase64 = "body_base64",
        "the body is base64 text, and the signature is over what it stands for",
        "Decode it first: AWS Lambda says so by `isBase64Encoded`, and `hookseal/lambda` does it.";
    BodyQuoted = "body_quoted",
        "the body is JSON text inside a JSON string: it was written as JSON twice",
        "Send or keep the text as it is; do not call `JSON.stringify` or `json.dumps` on a text.";
    BodyPrinted = "body_printed",
        "the body is how a language or a database prints bytes, not the bytes themselves",
        "Hand over the bytes; make no text of them by `JSON.stringify`, `String()`, `str()` or a query.";
    BodyWrapped = "body_wrapped",
        "what was signed stands inside another JSON document",
        "Take the delivery out of the gateway's event or the queue's message first: a text without its escapes, anything else byte by byte.";
    BodyObject = "body_object",
        "the body is how a language prints an object: what was received is gone",
        "Hand over the raw bytes, not what a parser has made of them: see the line for your framework in docs/receivers.md.";
    BodyEscaped = "body_escaped",
        "characters of the body were escaped once more",
        "Take the body before any filter against injection; in WordPress use `wp_unslash`.";
    BodyEmpty = "body_empty",
        "the body is empty, though the request had one: something has read it before",
        "Read the raw bytes before any parser, and only once: see the line for your framework in docs/receivers.md.";
    BodyLengthDiffers = "body_length_differs",
        "the body has another length than `Content-Length` announces, so it was changed on its way or cut",
        "Compare with the bytes that arrived: what stands between the socket and `verify` changes them.";
    BodyKeysSorted = "body_keys_sorted",
        "the members of the body's objects are in alphabetical order, which is how some software writes JSON again",
        "If the body was parsed before, hand over the bytes as they arrived: the first order cannot be had back.";

    FormValueDecodedTwice = "form_value_decoded_twice",
        "the signed value of the form was percent-decoded once too often",
        "Take the value as the framework's form parser gives it; do not decode it again.";
    FormValueNotDecoded = "form_value_not_decoded",
        "the signed value of the form is still percent-encoded",
        "Hand over the whole form as bytes with its `Content-Type`, or the value as a form parser gives it.";
    FormSignedWhole = "form_signed_whole",
        "the signature is over the whole form, not over its signed field",
        "Is this the right provider? For a custom scheme leave out `body.field`. A sender of your own must sign the field's value alone.";
    FormFieldSigned = "form_field_signed",
        "the signature is over the value of one field of the form, not over the whole body",
        "Is this the right provider? For a custom scheme name the field in `body.field`.";

    SecretWhiteSpace = "secret_white_space",
        "the secret has white space or a line end that does not belong to it",
        "Save it without a line end: `printf %s`, not `echo`, and trim what is read from a file.";
    SecretQuoted = "secret_quoted",
        "the secret stands in quotes that do not belong to it",
        "Remove the quotes: not every reader of environment files does.";
    SecretPrefixed = "secret_prefixed",
        "something stands before or behind the secret that does not belong to it",
        "Keep the secret alone: no `Bearer `, no version, no name of a variable, no comma.";
    SecretPrefixStripped = "secret_prefix_stripped",
        "the secret lacks the prefix that is part of the key",
        "Copy the secret whole, as the provider shows it, with its prefix.";
    SecretPrefixKept = "secret_prefix_kept",
        "the secret has a prefix that is not part of the key",
        "Leave the prefix out, or for a custom scheme name it in `secret.prefix`.";
    SecretIsText = "secret_is_text",
        "the sender uses the secret's text as it is, without decoding it",
        "For a custom scheme leave out `secret.encoding`; else hand over the text as bytes, or mend the sender.";
    SecretIsBase64 = "secret_is_base64",
        "the secret is base64 text, and the key is what it stands for",
        "For a custom scheme set `secret.encoding` to `base64`; else decode the secret once: a Kubernetes secret is shown in base64.";
    SecretIsHex = "secret_is_hex",
        "the secret is hex text, and the key is the bytes that it stands for",
        "For a custom scheme set `secret.encoding` to `hex`; else hand over the decoded bytes.";
    SecretPlaceholder = "secret_placeholder",
        "the secret is a placeholder that was never filled in",
        "Copy the secret of this endpoint from the provider into the place that the variable is read from.";
    SecretIsApiKey = "secret_is_api_key",
        "the secret looks like a key for the provider's API, not like a webhook secret",
        "Copy the signing secret of the webhook endpoint: providers show it apart from API keys.";
    SecretOther = "secret_other",
        "the sender uses another secret: one of those that were given to be tried",
        "Configure that secret too, while secrets are rotated, or give the endpoint the one that belongs to it.";
    SecretWrong = "secret_wrong",
        "no change of body, headers or secret that was tried explains the mismatch, so the secret is most likely another one",
        "Compare with the provider: the old one of two, another endpoint's, that of the test mode. Try them as other secrets.";
    SecretShort = "secret_short",
        "the secret is shorter than 16 bytes, so it might be guessed",
        "Let the provider make a new one, or choose at least 24 random bytes.";
    SecretTrailingNul = "secret_trailing_nul",
        "the secret ends in a NUL byte, which HMAC cannot tell from its absence",
        "Look where the secret is read: a buffer may be longer than what it holds.";

    TimestampInMilliseconds = "timestamp_in_milliseconds",
        "the timestamp is in milliseconds where seconds are meant",
        "For a custom scheme set `timestamp.unit` to `milliseconds`; a sender of your own must sign seconds.";
    TimestampInSeconds = "timestamp_in_seconds",
        "the timestamp is in seconds where milliseconds are meant",
        "For a custom scheme leave out `timestamp.unit`; a sender of your own must sign milliseconds.";
    TimestampStale = "timestamp_stale",
        "the signature is right, but it was made longer ago than is tolerated",
        "Sign anew at each attempt; a delivery that waited in a queue or was saved is old; see also whether this machine's clock is right.";
    TimestampFuture = "timestamp_future",
        "the signature is right, but its timestamp lies further in the future than is tolerated",
        "Set the clock of this machine by NTP; it is behind, or that of the sender is ahead.";
    ClockWrong = "clock_wrong",
        "the clock of this machine seems to be wrong",
        "Set the clock by NTP, and hand over `now` in UTC seconds, not in local time.";

    HeaderRenamed = "header_renamed",
        "a header arrived under another name",
        "Let the proxy pass the header under its own name; hand over headers as the server received them.";
    SignatureQuoted = "signature_quoted",
        "the signature stands in quotes that do not belong to it",
        "Pass the value of the header unchanged, without quotes.";
    SignatureTruncated = "signature_truncated",
        "the signature is cut short",
        "Look for a column, a log or a proxy that cuts long values.";
    SignatureEncoding = "signature_encoding",
        "the signature is written in another encoding than the scheme has",
        "For a custom scheme set `signature.encoding`; a sender of your own must write it as the provider does.";
    SignatureCase = "signature_case",
        "letters of the value were changed to upper or lower case",
        "Pass the value of the header unchanged.";
    SignaturePrefixMissing = "signature_prefix_missing",
        "the value lacks the prefix that belongs to it, or has another one",
        "Hand over the header's whole value; do not cut it before verification.";
    AlgorithmOther = "algorithm_other",
        "the signature was made with another algorithm than is accepted here",
        "If the option `algorithms` leaves it out, add it there; for a custom scheme change `algorithms`; else change it at the sender.";
    ProviderOther = "provider_other",
        "the delivery is signed as another provider signs",
        "Give that provider's name, or register the right URL with each provider.";
    VariantOther = "variant_other",
        "the delivery is signed as another variant of the provider signs",
        "A sender of your own must use the headers and the signed content of one variant.";
    ContentOther = "content_other",
        "the signature is over other parts of the request than the scheme signs",
        "For a custom scheme change `content`; a sender of your own must sign what the provider signs.";
    HeadersOfOtherProvider = "headers_of_other_provider",
        "the request carries headers of another provider",
        "Look which provider posts to this URL.";

    UrlOther = "url_other",
        "the signature is over another URL than the one that was handed over",
        "Set `publicUrl` to the base of the URL that the provider posts to, or hand over `url` exactly as it is registered there.";
    MethodOther = "method_other",
        "the signature is over another method than the one that was handed over",
        "Hand over the method of the request as it was sent; something on the way may have changed it.";
    ParameterRenamed = "parameter_renamed",
        "the token stands in another parameter of the URL",
        "Give the name of that parameter in `urlParameter`, or register the URL with the configured one.";
    TokenPrefixed = "token_prefixed",
        "the token that arrived has something around it that does not belong to it",
        "Register the token alone with the provider, or for a custom scheme name what stands in front in `token.prefix`.";
    TokenEncoded = "token_encoded",
        "the token was percent-encoded once too often",
        "Register the URL with the token encoded once.";
}
