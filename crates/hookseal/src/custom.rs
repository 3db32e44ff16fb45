//! A scheme of the caller's own, read from a JSON object and checked: every fault names the member.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use crate::builder::check_header;
use crate::content::variable;
use crate::error::{ConfigCode, ConfigError};
use crate::scheme::{
    Algorithm, Encoding, Grammar, Part, Place, Proof, Scheme, SecretEncoding, SecretFormat, SignatureScheme, Source,
    Text, Timestamp, TokenPlace, TokenScheme, Unit, Variant,
};
use crate::template;

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
        let mut reader = serde_json::Deserializer::from_str(json);
        let object: SchemeObject = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = format!("{}", error.path());
            let place = if path == "." { String::new() } else { format!("`{path}`: ") };
            invalid(format!("{place}{}", without_position(&format!("{}", error.inner()))))
        })?;
        reader.end().map_err(|_| invalid("there is text behind the object"))?;
        object.check()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SchemeObject {
    name: String,
    #[serde(default)]
    secret: SecretObject,
    signature: Option<SignatureObject>,
    algorithms: Option<Vec<Algorithm>>,
    content: Option<String>,
    timestamp: Option<TimestampObject>,
    id: Option<SourceObject>,
    body: Option<BodyObject>,
    token: Option<TokenObject>,
    #[serde(default)]
    unsigned: bool,
    #[serde(default)]
    dedupe: Vec<String>,
    content_type: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct SecretObject {
    encoding: SecretEncoding,
    prefix: String,
    keep_prefix: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignatureObject {
    header: Option<String>,
    field: Option<String>,
    encoding: Encoding,
    prefix: Option<String>,
    algorithm_separator: Option<String>,
    bare_algorithm: Option<Algorithm>,
    pairs: Option<PairsObject>,
    items: Option<ItemsObject>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairsObject {
    separator: String,
    assign: String,
    signature: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemsObject {
    separator: String,
    prefix: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TimestampObject {
    header: Option<String>,
    value: Option<String>,
    #[serde(default)]
    unit: Unit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceObject {
    header: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyObject {
    field: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TokenObject {
    header: Option<String>,
    url_parameter: Option<String>,
    #[serde(default)]
    prefix: String,
}

impl SchemeObject {
    fn check(self) -> Result<Scheme, ConfigError> {
        let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=64).contains(&self.name.len()) || !self.name.bytes().all(known) {
            return Err(invalid("`name` must be 1 to 64 of a-z, 0-9 and `-`"));
        }
        if let Some(pointer) = self.dedupe.iter().find(|pointer| !is_pointer(pointer)) {
            return Err(invalid(format!("`dedupe`: `{pointer}` is no JSON pointer")));
        }
        let content_type = self.content_type.clone().unwrap_or_else(|| "application/json".to_owned());
        if !content_type.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
            return Err(invalid("`contentType` must be printable ASCII"));
        }
        let secret = SecretFormat {
            encoding: self.secret.encoding,
            prefix: self.secret.prefix.clone().into(),
            keep_prefix: self.secret.keep_prefix,
        };
        let variant = Variant {
            name: Cow::Borrowed("custom"),
            proof: self.proof()?,
            id: self.id.as_ref().map(|id| source("id", id.header.as_ref(), id.value.as_ref())).transpose()?,
            field: self
                .body
                .as_ref()
                .map(|body| place("body", None, Some(&body.field), None))
                .transpose()?
                .and_then(field),
            dedupe: self.dedupe.into_iter().map(Into::into).collect(),
            policy: None,
        };
        check_together(&variant)?;
        Ok(Scheme {
            name: self.name.into(),
            secret,
            variants: alloc::vec![variant].into(),
            default_variant: 0,
            content_type: content_type.into(),
        })
    }

    fn proof(&self) -> Result<Proof, ConfigError> {
        match (&self.signature, &self.token, self.unsigned) {
            (Some(signature), None, false) => self.signature_scheme(signature).map(Proof::Signature),
            (None, Some(token), false) => {
                self.refuse_signing_members()?;
                let place = place("token", token.header.as_ref(), None, token.url_parameter.as_ref())?;
                Ok(Proof::Token(TokenScheme { place: TokenPlace::Known(place), prefix: token.prefix.clone().into() }))
            }
            (None, None, true) => self.refuse_signing_members().map(|()| Proof::Nothing),
            _ => Err(invalid("exactly one of `signature`, `token` and `unsigned` must be given")),
        }
    }

    fn refuse_signing_members(&self) -> Result<(), ConfigError> {
        let given = [
            ("algorithms", self.algorithms.is_some()),
            ("content", self.content.is_some()),
            ("timestamp", self.timestamp.is_some()),
        ];
        match given.iter().find(|(_, given)| *given) {
            Some((member, _)) => Err(invalid(format!("`{member}` needs `signature`"))),
            None => Ok(()),
        }
    }

    fn signature_scheme(&self, signature: &SignatureObject) -> Result<SignatureScheme, ConfigError> {
        let algorithms = self.algorithms.clone().unwrap_or_default();
        let several = signature.algorithm_separator.is_some();
        if algorithms.is_empty() || (algorithms.len() > 1 && !several) {
            return Err(invalid(
                "`algorithms` must name one algorithm, or several with `signature.algorithmSeparator`",
            ));
        }
        let content = self.content.as_deref().ok_or_else(|| invalid("`content` is needed"))?;
        let timestamp = self.timestamp.as_ref().map(|time| {
            let source = source("timestamp", time.header.as_ref(), time.value.as_ref())?;
            Ok(Timestamp { source, unit: time.unit })
        });
        Ok(SignatureScheme {
            place: place("signature", signature.header.as_ref(), signature.field.as_ref(), None)?,
            grammar: grammar(signature)?,
            encoding: signature.encoding,
            algorithms: algorithms.into(),
            content: template::parse(content)?.into(),
            timestamp: timestamp.transpose()?,
        })
    }
}

fn grammar(signature: &SignatureObject) -> Result<Grammar, ConfigError> {
    let filled = |member: &str, text: &str| {
        if text.is_empty() {
            Err(invalid(format!("`signature.{member}` must not be empty")))
        } else {
            Ok(text.to_owned().into())
        }
    };
    let grammar = match (&signature.prefix, &signature.algorithm_separator, &signature.pairs, &signature.items) {
        (prefix, None, None, None) => Grammar::Bare { prefix: prefix.clone().unwrap_or_default().into() },
        (None, Some(separator), None, None) => {
            Grammar::Named { separator: filled("algorithmSeparator", separator)?, bare: signature.bare_algorithm }
        }
        (None, None, Some(pairs), None) => Grammar::Pairs {
            separator: filled("pairs.separator", &pairs.separator)?,
            assign: filled("pairs.assign", &pairs.assign)?,
            signature: filled("pairs.signature", &pairs.signature)?,
        },
        (None, None, None, Some(items)) => Grammar::Items {
            separator: filled("items.separator", &items.separator)?,
            prefix: items.prefix.clone().into(),
        },
        _ => return Err(invalid("`signature` takes only one of `prefix`, `algorithmSeparator`, `pairs` and `items`")),
    };
    if signature.bare_algorithm.is_some() && !matches!(grammar, Grammar::Named { .. }) {
        return Err(invalid("`signature.bareAlgorithm` needs `algorithmSeparator`"));
    }
    Ok(grammar)
}

/// RFC 6901: starts with `/`; `~` only as `~0` or `~1`.
fn is_pointer(text: &str) -> bool {
    text.starts_with('/') && text.split('~').skip(1).all(|piece| piece.starts_with(['0', '1']))
}

fn place(
    member: &str,
    header: Option<&String>,
    field: Option<&String>,
    parameter: Option<&String>,
) -> Result<Place, ConfigError> {
    match (header, field, parameter) {
        (Some(name), None, None) => {
            check_header(name).map_err(|_| invalid(format!("`{member}.header` must be the name of an HTTP header")))?;
            Ok(Place::Header(name.clone().into()))
        }
        (None, Some(name), None) if !name.is_empty() => Ok(Place::Field(name.clone().into())),
        (None, None, Some(name)) if !name.is_empty() => Ok(Place::Parameter(name.clone().into())),
        _ => Err(invalid(format!("`{member}` needs exactly one place"))),
    }
}

fn field(place: Place) -> Option<Text> {
    match place {
        Place::Field(name) => Some(name),
        Place::Header(_) | Place::Parameter(_) => None,
    }
}

fn source(member: &str, header: Option<&String>, value: Option<&String>) -> Result<Source, ConfigError> {
    match (header, value) {
        (Some(_), None) => match place(member, header, None, None)? {
            Place::Header(name) => Ok(Source::Header(name)),
            Place::Field(_) | Place::Parameter(_) => Err(invalid(format!("`{member}` needs exactly one place"))),
        },
        (None, Some(key)) if !key.is_empty() => Ok(Source::Value(key.clone().into())),
        _ => Err(invalid(format!("`{member}` needs `header` or `value`, not both"))),
    }
}

/// What holds between members: a content that can be split in one way only, and values that have a list to stand in.
fn check_together(variant: &Variant) -> Result<(), ConfigError> {
    let of_list = |source: &Source| matches!(source, Source::Value(_));
    let Proof::Signature(scheme) = &variant.proof else {
        return match &variant.id {
            Some(id) if of_list(id) => Err(invalid("`id.value` needs `signature.pairs`")),
            _ if variant.field.is_some() => Err(invalid("`body.field` needs `signature`")),
            _ => Ok(()),
        };
    };
    let content = scheme.content.as_ref();
    let signs = |part: &Part| content.contains(part);
    if content.iter().filter(|part| **part == Part::Body).count() != 1 {
        return Err(invalid("`content` must hold `{body}` exactly once"));
    }
    if signs(&Part::Timestamp) != scheme.timestamp.is_some() {
        return Err(invalid(
            "`timestamp` and `{timestamp}` in `content` need each other: an unsigned time proves nothing",
        ));
    }
    if signs(&Part::Id) && variant.id.is_none() {
        return Err(invalid("`{id}` in `content` needs `id`"));
    }
    let time_in_list = scheme.timestamp.as_ref().is_some_and(|time| of_list(&time.source));
    let value_in_content = content.iter().any(|part| matches!(part, Part::Value(_)));
    if (time_in_list || value_in_content || variant.id.as_ref().is_some_and(of_list)) && !scheme.reads_pairs() {
        return Err(invalid("a `value` needs `signature.pairs`"));
    }
    match (&scheme.place, &variant.field) {
        (Place::Field(_), None) => {
            return Err(invalid("`signature.field` needs `body.field`: a form cannot sign itself whole"));
        }
        (Place::Field(signature), Some(body)) if signature == body => {
            return Err(invalid("`signature.field` and `body.field` are the same field"));
        }
        _ => {}
    }
    check_grammar(scheme)?;
    for pair in content.windows(2) {
        match pair {
            [left, right]
                if variable(left) && variable(right) && *left != Part::Timestamp && *right != Part::Timestamp =>
            {
                return Err(invalid("`content` needs a literal between its variable parts"));
            }
            [Part::Timestamp, Part::Literal(text)] if text.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(invalid("`content`: a literal behind `{timestamp}` must not start with a digit"));
            }
            [Part::Literal(text), Part::Timestamp] if text.ends_with(|c: char| c.is_ascii_digit()) => {
                return Err(invalid("`content`: a literal before `{timestamp}` must not end with a digit"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// What holds between a grammar and the rest of the scheme.
fn check_grammar(scheme: &SignatureScheme) -> Result<(), ConfigError> {
    match &scheme.grammar {
        Grammar::Named { bare: Some(bare), .. } if !scheme.algorithms.contains(bare) => {
            Err(invalid("`signature.bareAlgorithm` must be one of `algorithms`"))
        }
        Grammar::Pairs { separator, assign, .. } if separator == assign => {
            Err(invalid("`signature.pairs`: `separator` and `assign` must differ"))
        }
        Grammar::Pairs { signature, .. } if scheme.values().any(|key| key == signature) => {
            Err(invalid("`signature.pairs.signature` names a value that is used for something else"))
        }
        _ => Ok(()),
    }
}

pub(crate) fn invalid(message: impl Into<String>) -> ConfigError {
    ConfigError::new(ConfigCode::InvalidScheme, message)
}

/// The object's text was made by a program: a line and column in it would tell nobody anything.
fn without_position(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(text, _)| text)
}
