//! The text form of a content template: `{timestamp}.{body}`, with `{{` and `}}` for braces.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::is_header_name;
use crate::error::ConfigError;
use crate::object::invalid;
use crate::scheme::Part;

pub(crate) fn parse(template: &str) -> Result<Vec<Part>, ConfigError> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, brace) = rest.split_at_checked(at).unwrap_or((rest, ""));
        literal.push_str(text);
        if let Some(after) = brace.strip_prefix("{{") {
            literal.push('{');
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            literal.push('}');
            rest = after;
        } else {
            let named = brace.strip_prefix('{').and_then(|text| text.split_once('}'));
            let (name, after) =
                named.ok_or_else(|| invalid("`content`: a brace is not closed; write `{{` or `}}` for a brace"))?;
            push_literal(&mut parts, &mut literal);
            parts.push(part(name)?);
            rest = after;
        }
    }
    literal.push_str(rest);
    push_literal(&mut parts, &mut literal);
    Ok(parts)
}

fn part(name: &str) -> Result<Part, ConfigError> {
    match (name, name.split_once(':')) {
        ("body", _) => Ok(Part::Body),
        ("id", _) => Ok(Part::Id),
        ("method", _) => Ok(Part::Method),
        ("timestamp", _) => Ok(Part::Timestamp),
        ("url", _) => Ok(Part::Url),
        (_, Some(("header", header))) if is_header_name(header) => Ok(Part::Header(header.to_owned().into())),
        (_, Some(("value", key))) if !key.is_empty() => Ok(Part::Value(key.to_owned().into())),
        _ => Err(invalid(format!(
            "`content`: `{{{name}}}` is unknown; there are {{body}}, {{timestamp}}, {{id}}, {{method}}, {{url}}, {{header:Name}}, {{value:key}}"
        ))),
    }
}

fn push_literal(parts: &mut Vec<Part>, literal: &mut String) {
    if !literal.is_empty() {
        parts.push(Part::Literal(core::mem::take(literal).into()));
    }
}
