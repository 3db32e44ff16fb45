//! Bodies inside another JSON document: the event of a gateway, the message of a queue.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::json::{Document, Kind};
use super::{Candidates, Undone};
use crate::explain::code::Cause;

/// What the members of the document hold, the longest first: what a text says, or an object or list as it stands.
pub(super) fn wrapped(body: &[u8]) -> Candidates<'_> {
    Box::new(core::iter::once_with(move || members(body)).flatten().map(|(name, bytes)| {
        let known = NAMES.iter().find(|known| name.trim_matches('"') == **known);
        let detail =
            known.map_or(Cow::Borrowed("in one of its members"), |name| format!("in a member `{name}`").into());
        Undone::new(Cause::BodyWrapped, detail, bytes)
    }))
}

/// Of each the name, and what it holds.
fn members(body: &[u8]) -> Vec<(&str, Vec<u8>)> {
    let Some(document) = Document::read(body) else { return Vec::new() };
    let mut found: Vec<(&str, &str)> = Vec::new();
    // Of what is open, from the outside: the name of the member that it is, and where it begins.
    let mut open = Vec::new();
    let mut name = "";
    for token in &document.tokens {
        let is_member = |depth: usize| (1..=DEEPEST).contains(&depth);
        match token.kind {
            Kind::Name => name = document.text(*token),
            Kind::OpenList | Kind::OpenObject => {
                open.push((name, *token));
                name = "";
            }
            Kind::CloseList | Kind::CloseObject => {
                let opened = open.pop().filter(|_| is_member(open.len()));
                found.extend(opened.map(|(name, first)| (name, document.span(first, *token))));
                name = "";
            }
            Kind::Text if is_member(open.len()) => found.push((name, document.text(*token))),
            Kind::Colon | Kind::Comma | Kind::Number | Kind::Text | Kind::Word => {}
        }
    }
    found.sort_by_key(|(_, text)| Reverse(text.len()));
    found.truncate(MOST_MEMBERS);
    let content = |text: &str| match text.starts_with('"') {
        true => serde_json::from_str::<String>(text).ok().map(String::into_bytes),
        false => Some(text.as_bytes().to_vec()),
    };
    found.into_iter().filter_map(|(name, text)| Some((name, content(text)?))).collect()
}

/// Names that gateways and queues give to what they wrap.
const NAMES: &[&str] = &["Message", "body", "data", "detail", "payload"];

/// So many lists and objects may be around a member.
const DEEPEST: usize = 3;

const MOST_MEMBERS: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_document() {
        for (body, inner, detail) in [
            (r#"{"headers":{},"body":"{\"a\":1}","isBase64Encoded":false}"#, r#"{"a":1}"#, "in a member `body`"),
            (r#"{"Type":"Notification","Message":"a=1&b=2"}"#, "a=1&b=2", "in a member `Message`"),
            (r#"{"version":"0","detail":{"a": 1}}"#, r#"{"a": 1}"#, "in a member `detail`"),
            (r#"{"Records":[{"id":1,"body":"[1]"}]}"#, "[1]", "in a member `body`"),
            (r#"[{"data":{"a":{}},"id":"x"}]"#, r#"{"a":{}}"#, "in a member `data`"),
            (r#"{"a":["b","c"]}"#, "c", "in one of its members"),
        ] {
            let found = wrapped(body.as_bytes()).find(|undone| undone.bytes == inner.as_bytes());
            assert_eq!(found.map(|undone| undone.detail).as_deref(), Some(detail), "{body}");
        }
        for (body, inner) in [
            ("\"a\"", "a"),
            ("{\"a\":1}", "{\"a\":1}"),
            ("{\"a\":1}", "1"),
            ("{\"a\":\"b\"", "b"),
            ("[[[[\"a\"]]]]", "a"),
            ("{\"a\":\"\\ud83d\"}", "\u{fffd}"),
        ] {
            assert!(!wrapped(body.as_bytes()).any(|undone| undone.bytes == inner.as_bytes()), "{body}");
        }
    }

    #[test]
    fn many_members_have_an_end() {
        let many = ["[\"the longest of all\"", &",\"a\"".repeat(1000), "]"].concat();
        let found: Vec<Vec<u8>> = wrapped(many.as_bytes()).map(|undone| undone.bytes).collect();
        assert_eq!((found.len(), found.first().map(Vec::as_slice)), (MOST_MEMBERS, Some(&b"the longest of all"[..])));
    }
}
