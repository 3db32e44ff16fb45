//! What must hold between the members of a custom scheme, so that what it signs can be verified, in one way only.

use alloc::format;
use alloc::vec::Vec;

use crate::bytes::find;
use crate::content::variable;
use crate::error::ConfigError;
use crate::line::{in_method, in_url};
use crate::object::invalid;
use crate::scheme::{Algorithm, Encoding, Grammar, Part, Place, Proof, SignatureScheme, Source, Variant};

/// Refuses a scheme whose parts cannot stand together.
pub(crate) fn check(variant: &Variant) -> Result<(), ConfigError> {
    check_headers(variant)?;
    let of_list = |source: &Source| matches!(source, Source::Value(_));
    let Proof::Signature(scheme) = &variant.proof else {
        if let Proof::Token(token) = &variant.proof {
            check_text("token.prefix", &token.prefix, Comma::Fits)?;
        }
        return match &variant.id {
            Some(id) if of_list(id) => Err(invalid("`id.value` needs `signature.pairs`")),
            _ if variant.field.is_some() => Err(invalid("`body.field` needs `signature`")),
            _ => Ok(()),
        };
    };
    let content = scheme.content.as_ref();
    if content.len() > MOST_PARTS {
        return Err(invalid("`content` has more than 64 parts"));
    }
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
    if (time_in_list || value_in_content || variant.id.as_ref().is_some_and(of_list))
        && !matches!(scheme.grammar, Grammar::Pairs { .. })
    {
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
    check_grammar(variant, scheme)?;
    for pair in content.windows(2) {
        match pair {
            [left, right] if variable(left) && variable(right) && !can_meet(left, right) => {
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
    check_line(content)
}

/// What stands before the body is read from its start: the method and URL there, and what tells where they end.
fn check_line(content: &[Part]) -> Result<(), ConfigError> {
    let of_line = |part: &Part| matches!(part, Part::Method | Part::Url);
    if content.iter().skip_while(|part| **part != Part::Body).any(of_line) {
        return Err(invalid("`content`: `{method}` and `{url}` must stand before `{body}`"));
    }
    let continued = content.windows(2).any(|pair| match pair {
        [Part::Method, Part::Literal(text)] => text.bytes().next().is_some_and(in_method),
        [Part::Url, Part::Literal(text)] => text.bytes().next().is_some_and(in_url),
        _ => false,
    });
    if continued {
        return Err(invalid("`content`: a literal behind `{method}` or `{url}` must not begin like it"));
    }
    Ok(())
}

/// Whether it can be told without a literal where one part ends and the next begins: a time has a fixed length, a
/// method is of capital letters, a URL begins with a small one, and a body behind it is checked not to continue it.
fn can_meet(left: &Part, right: &Part) -> bool {
    match (left, right) {
        (Part::Method, Part::Timestamp | Part::Url) | (Part::Url, Part::Body) => true,
        (Part::Method | Part::Url, _) => false,
        _ => *left == Part::Timestamp || *right == Part::Timestamp,
    }
}

/// What holds between a grammar and the rest of the scheme.
fn check_grammar(variant: &Variant, scheme: &SignatureScheme) -> Result<(), ConfigError> {
    match &scheme.grammar {
        Grammar::Bare { prefix } => check_text("signature.prefix", prefix, Comma::Joins),
        Grammar::Named { separator, bare } => {
            check_text("signature.algorithmSeparator", separator, Comma::Joins)?;
            if Algorithm::ALL.iter().any(|algorithm| contains(algorithm.as_str(), separator)) {
                return Err(invalid("`signature.algorithmSeparator` is part of an algorithm's name"));
            }
            match bare {
                Some(bare) if !scheme.algorithms.contains(bare) => {
                    Err(invalid("`signature.bareAlgorithm` must be one of `algorithms`"))
                }
                _ => Ok(()),
            }
        }
        Grammar::Pairs { separator, assign, signature } => {
            check_separator("signature.pairs.separator", separator, scheme.encoding)?;
            check_text("signature.pairs.assign", assign, Comma::Fits)?;
            if contains(assign, separator) || contains(separator, assign) {
                return Err(invalid("`signature.pairs`: `separator` and `assign` must differ"));
            }
            if variant.values().any(|key| key == signature) {
                return Err(invalid("`signature.pairs.signature` names a value that is used for something else"));
            }
            let times = scheme.timestamp.iter().map(|time| &time.source);
            if times.chain(&variant.id).filter(|source| matches!(source, Source::Value(_))).count() > 1
                && scheme.timestamp.as_ref().map(|time| &time.source) == variant.id.as_ref()
            {
                return Err(invalid("`timestamp` and `id` are the same value"));
            }
            let cuts = |key: &str| contains(key, separator) || contains(key, assign) || key.trim() != key;
            match variant.values().chain([signature.as_ref()]).find(|key| cuts(key)) {
                Some(key) => Err(invalid(format!("`signature.pairs`: `{key}` cannot be the key of a pair"))),
                None => Ok(()),
            }
        }
        Grammar::Items { separator, prefix } => {
            check_separator("signature.items.separator", separator, scheme.encoding)?;
            check_text("signature.items.prefix", prefix, Comma::Fits)?;
            if contains(prefix, separator) {
                return Err(invalid("`signature.items`: `prefix` holds the `separator`"));
            }
            Ok(())
        }
    }
}

/// One header cannot say two things.
fn check_headers(variant: &Variant) -> Result<(), ConfigError> {
    let mut seen: Vec<&str> = Vec::new();
    for name in variant.own_headers() {
        if seen.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            return Err(invalid(format!("the header `{name}` is used for two things")));
        }
        seen.push(name);
    }
    Ok(())
}

/// A separator that could be a piece of a signature would cut it.
fn check_separator(member: &str, separator: &str, encoding: Encoding) -> Result<(), ConfigError> {
    let digit = |byte: u8| match encoding {
        Encoding::Hex => byte.is_ascii_hexdigit(),
        Encoding::Base64 => byte.is_ascii_alphanumeric() || b"+/=".contains(&byte),
        Encoding::Base64Url => byte.is_ascii_alphanumeric() || b"-_".contains(&byte),
    };
    if separator.bytes().all(digit) {
        return Err(invalid(format!("`{member}` could be part of a signature")));
    }
    check_text(member, separator.trim_start(), Comma::Fits)
}

/// Whether a comma is taken for a header that was sent twice.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Comma {
    Fits,
    Joins,
}

/// What a header can carry, and a server hands out unchanged.
fn check_text(member: &str, text: &str, comma: Comma) -> Result<(), ConfigError> {
    let fits = |byte: u8| matches!(byte, 0x20..=0x7e) && (byte != b',' || comma == Comma::Fits);
    if text.len() <= LONGEST_TEXT && text.bytes().all(fits) && !text.starts_with(' ') {
        return Ok(());
    }
    let but = if comma == Comma::Joins { " or a comma" } else { "" };
    Err(invalid(format!("`{member}` must be printable ASCII without a space in front{but}")))
}

fn contains(text: &str, part: &str) -> bool {
    find(text.as_bytes(), part.as_bytes()).is_some()
}

const MOST_PARTS: usize = 64;
const LONGEST_TEXT: usize = 256;
