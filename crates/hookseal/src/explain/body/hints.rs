//! What a body looks like after something that cannot be undone.

use alloc::vec::Vec;

use super::json::{Document, Kind};
use crate::bytes::find;

/// Whether it holds U+FFFD, which stands where bytes were no text of the encoding they were read in.
pub(crate) fn has_replaced_characters(body: &[u8]) -> bool {
    [&b"\xef\xbf\xbd"[..], b"\\ufffd", b"\\uFFFD"].iter().any(|character| find(body, character).is_some())
}

/// Whether every object of a JSON body that has three members or more has them in ascending order, and there is one.
pub(crate) fn keys_sorted(body: &[u8]) -> bool {
    let Some(document) = Document::read(body) else {
        return false;
    };
    // Of each object or list that is open: the last name, how many there were, and whether they ascend.
    let mut open: Vec<(&str, usize, bool)> = Vec::new();
    let mut has_sorted = false;
    for token in &document.tokens {
        match token.kind {
            Kind::OpenList | Kind::OpenObject => open.push(("", 0, true)),
            Kind::Name => {
                if let Some((last, count, ascends)) = open.last_mut() {
                    let name = document.text(*token).trim_matches('"');
                    *ascends = *ascends && *last <= name;
                    (*last, *count) = (name, count.saturating_add(1));
                }
            }
            Kind::CloseList | Kind::CloseObject => match open.pop() {
                Some((_, 3.., false)) => return false,
                Some((_, 3.., true)) => has_sorted = true,
                _ => {}
            },
            Kind::Colon | Kind::Comma | Kind::Number | Kind::Text | Kind::Word => {}
        }
    }
    has_sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_characters() {
        for body in ["{\"a\":\"caf\u{fffd}\"}", r#"{"a":"caf\ufffd"}"#, r#"{"a":"caf\uFFFD"}"#] {
            assert!(has_replaced_characters(body.as_bytes()), "{body}");
        }
        for body in [&b"{\"a\":\"caf\xc3\xa9?\"}"[..], b"", b"\xef\xbf\xbe", b"\\ufff0"] {
            assert!(!has_replaced_characters(body), "{body:?}");
        }
    }

    #[test]
    fn sorted_members() {
        for body in [
            r#"{"a":1,"b":2,"c":3}"#,
            r#"{"a":1,"b":2,"b":3}"#,
            r#"[{"z":1,"a":2},{"a":{"y":0,"x":0},"b":2,"c":3}]"#,
            r#"{"":1,"A":2,"a":[{"z":1}]}"#,
        ] {
            assert!(keys_sorted(body.as_bytes()), "{body}");
        }
        for body in [
            r#"{"a":1,"b":2}"#,
            r#"{"b":1,"a":2,"c":3}"#,
            r#"{"a":1,"b":2,"c":{"z":1,"y":2,"x":3}}"#,
            r#"[1,2,3]"#,
            r#"{"a":1,"b":2,"c":3"#,
            "a",
            "",
        ] {
            assert!(!keys_sorted(body.as_bytes()), "{body}");
        }
    }
}
