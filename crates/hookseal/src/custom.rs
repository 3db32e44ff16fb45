//! A scheme of the caller's own, read from a JSON object and checked: every fault names the member.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::format;

use crate::bytes::is_header_name;
use crate::error::ConfigError;
use crate::json::Value;
use crate::object::{Object, invalid};
use crate::scheme::{
    Algorithm, Encoding, Grammar, Place, Proof, Scheme, SecretEncoding, SecretFormat, SignatureScheme, Source, Text,
    Timestamp, TokenPlace, TokenScheme, Unit, Variant,
};
use crate::{soundness, template};

impl Scheme {
    /// Reads a scheme from the text of a JSON object.
    ///
    /// ```
    /// use hookseal::{Scheme, Webhook};
    ///
    /// let scheme = Scheme::from_json(r#"{
    ///     "name": "acme",
    ///     "signature": { "header": "X-Acme-Signature", "encoding": "hex", "prefix": "sha256=" },
    ///     "algorithms": ["sha256"],
    ///     "content": "{timestamp}.{body}",
    ///     "timestamp": { "header": "X-Acme-Timestamp" }
    /// }"#)?;
    /// let webhook = Webhook::custom(scheme).secret("q8Zt3LmXw5").build()?;
    /// # Ok::<(), hookseal::ConfigError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `invalid_scheme`, naming the member at fault. Unknown members are refused.
    pub fn from_json(json: &str) -> Result<Self, ConfigError> {
        Self::from_value(Value::parse(json))
    }

    pub(crate) fn from_value(value: Option<Value>) -> Result<Self, ConfigError> {
        read(Object::scheme(value)?)
    }
}

fn read(mut object: Object) -> Result<Scheme, ConfigError> {
    let name = object.needed("name")?;
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=64).contains(&name.len()) || !name.bytes().all(known) {
        return Err(invalid("`name` must be 1 to 64 of a-z, 0-9 and `-`"));
    }
    let dedupe = object.texts("dedupe")?.unwrap_or_default();
    if let Some(pointer) = dedupe.iter().find(|pointer| !is_pointer(pointer)) {
        return Err(invalid(format!("`dedupe`: `{pointer}` is no JSON pointer")));
    }
    let content_type = object.text("contentType")?.unwrap_or_else(|| "application/json".to_owned());
    if !content_type.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return Err(invalid("`contentType` must be printable ASCII"));
    }
    let secret = object.object("secret")?;
    let keyed = secret.is_some();
    let secret = secret_format(secret)?;
    let variant = Variant {
        name: Cow::Borrowed("custom"),
        proof: proof(&mut object)?,
        id: object
            .object("id")?
            .map(|mut id| source(&mut id, "id").and_then(|source| id.finish().map(|()| source)))
            .transpose()?,
        field: object.object("body")?.map(body_field).transpose()?,
        dedupe: dedupe.into_iter().map(Into::into).collect(),
        policy: None,
    };
    object.finish()?;
    if keyed && !matches!(variant.proof, Proof::Signature(_)) {
        return Err(invalid("`secret` needs `signature`: a token is compared as it is"));
    }
    soundness::check(&variant)?;
    let variants = alloc::vec![variant].into();
    Ok(Scheme { name: name.into(), secret, variants, default_variant: 0, content_type: content_type.into() })
}

fn secret_format(object: Option<Object>) -> Result<SecretFormat, ConfigError> {
    let Some(mut object) = object else {
        return Ok(SecretFormat { encoding: SecretEncoding::Utf8, prefix: "".into(), keep_prefix: false });
    };
    let encoding = object.word("encoding", SECRET_ENCODINGS)?.unwrap_or(SecretEncoding::Utf8);
    let prefix = object.text("prefix")?.unwrap_or_default().into();
    let keep_prefix = object.flag("keepPrefix")?;
    object.finish()?;
    Ok(SecretFormat { encoding, prefix, keep_prefix })
}

fn proof(object: &mut Object) -> Result<Proof, ConfigError> {
    match (object.object("signature")?, object.object("token")?, object.flag("unsigned")?) {
        (Some(signature), None, false) => signature_scheme(object, signature).map(Proof::Signature),
        // What belongs to a signature alone is left in the object and so refused as unknown.
        (None, Some(mut token), false) => {
            let place = place(&mut token, "token", &[("header", Place::Header), ("urlParameter", Place::Parameter)])?;
            let prefix = token.text("prefix")?.unwrap_or_default().into();
            token.finish()?;
            Ok(Proof::Token(TokenScheme { place: TokenPlace::Known(place), prefix }))
        }
        (None, None, true) => Ok(Proof::Nothing),
        _ => Err(invalid("exactly one of `signature`, `token` and `unsigned` must be given")),
    }
}

fn signature_scheme(object: &mut Object, mut signature: Object) -> Result<SignatureScheme, ConfigError> {
    let place = place(&mut signature, "signature", &[("header", Place::Header), ("field", Place::Field)])?;
    let encoding = signature.word("encoding", ENCODINGS)?.ok_or_else(|| invalid("`signature.encoding` is needed"))?;
    let grammar = grammar(&mut signature)?;
    signature.finish()?;
    let algorithms = object.algorithms("algorithms")?.unwrap_or_default();
    if algorithms.is_empty() || (algorithms.len() > 1 && !matches!(grammar, Grammar::Named { .. })) {
        return Err(invalid("`algorithms` must name one algorithm, or several with `signature.algorithmSeparator`"));
    }
    let timestamp = match object.object("timestamp")? {
        Some(mut time) => {
            let source = source(&mut time, "timestamp")?;
            let unit = time.word("unit", UNITS)?.unwrap_or(Unit::Seconds);
            time.finish()?;
            Some(Timestamp { source, unit })
        }
        None => None,
    };
    let content = template::parse(&object.needed("content")?)?.into();
    Ok(SignatureScheme { place, grammar, encoding, algorithms: algorithms.into(), content, timestamp })
}

fn grammar(signature: &mut Object) -> Result<Grammar, ConfigError> {
    let prefix = signature.text("prefix")?;
    let separator = signature.text("algorithmSeparator")?;
    let bare = signature.word("bareAlgorithm", ALGORITHMS)?;
    let (pairs, items) = (signature.object("pairs")?, signature.object("items")?);
    if bare.is_some() && separator.is_none() {
        return Err(invalid("`signature.bareAlgorithm` needs `algorithmSeparator`"));
    }
    match (prefix, separator, pairs, items) {
        (prefix, None, None, None) => Ok(Grammar::Bare { prefix: prefix.unwrap_or_default().into() }),
        (None, Some(separator), None, None) if !separator.is_empty() => {
            Ok(Grammar::Named { separator: separator.into(), bare })
        }
        (None, None, Some(mut pairs), None) => {
            let (separator, assign) = (filled(&mut pairs, "separator")?, filled(&mut pairs, "assign")?);
            let signature = filled(&mut pairs, "signature")?;
            pairs.finish()?;
            Ok(Grammar::Pairs { separator, assign, signature })
        }
        (None, None, None, Some(mut items)) => {
            let (separator, prefix) = (filled(&mut items, "separator")?, items.needed("prefix")?.into());
            items.finish()?;
            Ok(Grammar::Items { separator, prefix })
        }
        (None, Some(_), None, None) => Err(invalid("`signature.algorithmSeparator` must not be empty")),
        _ => Err(invalid("`signature` takes only one of `prefix`, `algorithmSeparator`, `pairs` and `items`")),
    }
}

fn filled(object: &mut Object, name: &str) -> Result<Text, ConfigError> {
    let text = object.needed(name)?;
    if text.is_empty() {
        Err(invalid(format!("`{}` must not be empty", object.path_of(name))))
    } else {
        Ok(text.into())
    }
}

/// Makes a place of its name.
type Kind = fn(Text) -> Place;

/// The one place that is named, out of those that fit here.
fn place(object: &mut Object, member: &str, kinds: &[(&str, Kind)]) -> Result<Place, ConfigError> {
    let mut found = None;
    for (name, kind) in kinds {
        if let Some(text) = object.text(name)? {
            if found.is_some() || text.is_empty() {
                return Err(invalid(format!("`{member}` needs exactly one place")));
            }
            if *name == "header" && !is_header_name(&text) {
                return Err(invalid(format!("`{member}.header` must be the name of an HTTP header")));
            }
            if *name == "field" && !is_field_name(&text) {
                return Err(invalid(format!("`{member}.field` {FIELD_NAME}")));
            }
            found = Some(kind(text.into()));
        }
    }
    found.ok_or_else(|| invalid(format!("`{member}` needs exactly one place")))
}

fn source(object: &mut Object, member: &str) -> Result<Source, ConfigError> {
    // A value of the signature's list is looked up like a field.
    Ok(match place(object, member, &[("header", Place::Header), ("value", Place::Field)])? {
        Place::Header(name) => Source::Header(name),
        Place::Field(key) | Place::Parameter(key) => Source::Value(key),
    })
}

fn body_field(mut object: Object) -> Result<Text, ConfigError> {
    let field = filled(&mut object, "field")?;
    if !is_field_name(&field) {
        return Err(invalid(format!("`body.field` {FIELD_NAME}")));
    }
    object.finish()?;
    Ok(field)
}

/// What stands unescaped between the quotes of a part's header (RFC 7578 section 4.2).
fn is_field_name(name: &str) -> bool {
    name.bytes().all(|byte| matches!(byte, 0x20..=0x7e) && !matches!(byte, b'"' | b'\\'))
}

/// RFC 6901: starts with `/`; `~` only as `~0` or `~1`.
fn is_pointer(text: &str) -> bool {
    text.starts_with('/') && text.split('~').skip(1).all(|piece| piece.starts_with(['0', '1']))
}

const FIELD_NAME: &str = "must be printable ASCII without quotes and backslashes";

pub(crate) const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("sha1", Algorithm::Sha1),
    ("sha256", Algorithm::Sha256),
    ("sha384", Algorithm::Sha384),
    ("sha512", Algorithm::Sha512),
];

const ENCODINGS: &[(&str, Encoding)] =
    &[("hex", Encoding::Hex), ("base64", Encoding::Base64), ("base64url", Encoding::Base64Url)];

const SECRET_ENCODINGS: &[(&str, SecretEncoding)] =
    &[("utf8", SecretEncoding::Utf8), ("base64", SecretEncoding::Base64), ("hex", SecretEncoding::Hex)];

const UNITS: &[(&str, Unit)] = &[("seconds", Unit::Seconds), ("milliseconds", Unit::Milliseconds)];
