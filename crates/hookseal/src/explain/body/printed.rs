//! Bodies that arrived as a language prints bytes, or with characters escaped once more.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::str;

use super::{Candidates, Undone};
use crate::explain::code::Cause;
use crate::json::Value;

/// The bytes that a text shows: of a Buffer or an array that was written as JSON, of Python's `str(bytes)`, of a
/// column of PostgreSQL.
pub(super) fn printed(body: &[u8]) -> Candidates<'_> {
    let found = move || Some(("as Python prints bytes", literal(body)?));
    let listed = move || Some(("as JavaScript prints bytes", listed(body)?));
    let hex = move || in_hex(body);
    let undone = |(detail, bytes)| Undone::new(Cause::BodyPrinted, detail, bytes);
    let texts = core::iter::once_with(found).chain(core::iter::once_with(listed)).chain(core::iter::once_with(hex));
    Box::new(texts.flatten().map(undone))
}

/// The body with one level of backslashes or HTML entities taken away.
pub(super) fn escaped(body: &[u8]) -> Candidates<'_> {
    let slashes = move || body.contains(&b'\\').then(|| ("backslashes before quotes", without_slashes(body)));
    let entities = move || body.contains(&b'&').then(|| ("HTML entities", without_entities(body)));
    let undone = |(detail, bytes)| Undone::new(Cause::BodyEscaped, detail, bytes);
    Box::new(core::iter::once_with(slashes).chain(core::iter::once_with(entities)).flatten().map(undone))
}

/// `b'..'` or `b".."`, with the escapes that Python's `repr` writes.
fn literal(body: &[u8]) -> Option<Vec<u8>> {
    let ([b'b', b'\'', inner @ .., b'\''] | [b'b', b'"', inner @ .., b'"']) = body.trim_ascii() else {
        return None;
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let (escape, after) = rest.split_first()?;
        rest = after;
        bytes.push(match escape {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'x' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?
            }
            b'\\' | b'\'' | b'"' => *escape,
            _ => return None,
        });
    }
    Some(bytes)
}

/// `{"type":"Buffer","data":[123,..]}`, `{"0":123,..}`, `[123,..]` or `123,..`.
fn listed(body: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(body).ok()?.trim();
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return text.split(',').map(|number| number.trim().parse().ok()).collect();
    }
    match Value::parse(text)? {
        Value::List(items) => items.iter().map(byte).collect(),
        Value::Object(members) => match members.as_slice() {
            [(kind, Value::Text(buffer)), (data, Value::List(items))]
                if kind == "type" && buffer == "Buffer" && data == "data" =>
            {
                items.iter().map(byte).collect()
            }
            _ => {
                let numbered = members
                    .iter()
                    .zip(0_usize..)
                    .map(|((name, value), index)| (name.parse() == Ok(index)).then(|| byte(value)).flatten());
                numbered.collect()
            }
        },
        _ => None,
    }
}

/// `\x7b22..`, `0x7b22..` or the digits alone.
fn in_hex(body: &[u8]) -> Option<(&'static str, Vec<u8>)> {
    let text = body.trim_ascii();
    let (detail, digits) = match text {
        [b'\\', b'x', digits @ ..] => ("as PostgreSQL prints bytes", digits),
        [b'0', b'x', digits @ ..] => ("in hex", digits),
        digits => ("in hex", digits),
    };
    let bytes = hex::decode(digits).ok().filter(|bytes| !bytes.is_empty())?;
    Some((detail, bytes))
}

fn byte(value: &Value) -> Option<u8> {
    match value {
        Value::Positive(number) => u8::try_from(*number).ok(),
        _ => None,
    }
}

fn without_slashes(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, rest) {
            (b'\\', [escaped @ (b'"' | b'\'' | b'\\'), after @ ..]) => {
                bytes.push(*escaped);
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

fn without_entities(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let [first, after @ ..] = rest {
        match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, character)) => {
                bytes.push(*character);
                rest = rest.get(entity.len()..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

const ENTITIES: &[(&[u8], u8)] = &[
    (b"&quot;", b'"'),
    (b"&#34;", b'"'),
    (b"&#x22;", b'"'),
    (b"&apos;", b'\''),
    (b"&#39;", b'\''),
    (b"&#039;", b'\''),
    (b"&#x27;", b'\''),
    (b"&lt;", b'<'),
    (b"&gt;", b'>'),
    (b"&amp;", b'&'),
];

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &[u8] = b"{\"a\":\"it's \xc3\xa9\\n\"}\n";

    /// Printed by Node 20 (`JSON.stringify(Buffer)`, `JSON.stringify(Uint8Array)`, `String(Uint8Array)`) and by
    /// Python 3.11 (`str(bytes)`).
    const PRINTED: [&str; 4] = [
        r#"{"type":"Buffer","data":[123,34,97,34,58,34,105,116,39,115,32,195,169,92,110,34,125,10]}"#,
        r#"{"0":123,"1":34,"2":97,"3":34,"4":58,"5":34,"6":105,"7":116,"8":39,"9":115,"10":32,"11":195,"12":169,"13":92,"14":110,"15":34,"16":125,"17":10}"#,
        "123,34,97,34,58,34,105,116,39,115,32,195,169,92,110,34,125,10",
        r#"b'{"a":"it\'s \xc3\xa9\\n"}\n'"#,
    ];

    #[test]
    fn bytes_are_read_from_what_was_printed() {
        for text in PRINTED {
            let found: Vec<Vec<u8>> = printed(text.as_bytes()).map(|undone| undone.bytes).collect();
            assert_eq!(found, [SENT], "{text}");
        }
        let digits = hex::encode(SENT);
        for (text, detail) in [
            (["\\x", &digits].concat(), "as PostgreSQL prints bytes"),
            (["0x", &digits.to_uppercase(), "\n"].concat(), "in hex"),
            (digits, "in hex"),
        ] {
            let found: Vec<_> = printed(text.as_bytes()).map(|undone| (undone.detail, undone.bytes)).collect();
            assert_eq!(found, [(detail.into(), SENT.to_vec())], "{text}");
        }
        for other in [
            "\\x",
            "\\x7",
            "\\x7g",
            "0x",
            "7b227",
            "x7b22",
            "",
            "b'",
            "b'\\",
            "b'\\xZ'",
            "[256]",
            "[-1]",
            "{\"1\":1}",
            "1,",
            "{}x",
            "[1,\"a\"]",
        ] {
            assert_eq!(printed(other.as_bytes()).count(), 0, "{other}");
        }
    }

    #[test]
    fn one_level_of_escapes_is_taken_away() {
        let undo = |text: &str| escaped(text.as_bytes()).map(|undone| undone.bytes).collect::<Vec<_>>();
        // As PHP's addslashes writes it, and htmlspecialchars with ENT_QUOTES.
        assert_eq!(undo(r#"{\"a\":\"it\'s \\n\"}"#), [br#"{"a":"it's \n"}"#]);
        assert_eq!(undo("{&quot;a&quot;:&quot;it&#039;s &lt;&amp;amp;&gt;&quot;}"), [br#"{"a":"it's <&amp;>"}"#]);
        assert!(undo("plain").is_empty());
    }
}
