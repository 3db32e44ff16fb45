//! JSON texts as values: what options, custom schemes and identities are read from.
//!
//! serde_json reads them; its own value type is left aside, because its map and its number formats would be a tenth
//! of the WebAssembly module.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::scheme::Text;

pub(crate) enum Value {
    Bool(bool),
    Float(f64),
    List(Vec<Value>),
    Negative(i64),
    Null,
    /// Members in their order; of two with one name, the last counts for a pointer.
    Object(Vec<(String, Value)>),
    Positive(u64),
    Text(String),
}

impl Value {
    pub(crate) fn parse(json: &str) -> Option<Self> {
        Reader(None).read(json)
    }

    /// The values at all pointers (RFC 6901), in their order; the rest of the text is not kept.
    pub(crate) fn at_all<T>(json: &str, pointers: &[Text], read: impl Fn(&Self) -> Option<T>) -> Option<Vec<T>> {
        let value = Reader(Some(pointers)).read(json)?;
        pointers.iter().map(|pointer| value.at(pointer).and_then(&read)).collect()
    }

    pub(crate) fn number(&self) -> Option<f64> {
        // What is read from it is a time or a span in seconds, far from where precision ends.
        #[allow(clippy::cast_precision_loss)]
        match self {
            Self::Float(number) => Some(*number),
            Self::Negative(number) => Some(*number as f64),
            Self::Positive(number) => Some(*number as f64),
            _ => None,
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |value, token| match value {
            Self::List(items) => items.get(index(token)?),
            Self::Object(members) => {
                let name = unescape(token);
                members.iter().rfind(|(other, _)| *other == name).map(|(_, value)| value)
            }
            _ => None,
        })
    }
}

/// Reads any value; with pointers, of objects only the members and of lists the items that a pointer may lead through.
#[derive(Clone, Copy)]
struct Reader<'p>(Option<&'p [Text]>);

impl Reader<'_> {
    fn read(self, json: &str) -> Option<Value> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let value = self.deserialize(&mut deserializer).ok()?;
        deserializer.end().ok().map(|()| value)
    }

    fn keeps(self, is_wanted: impl Fn(&str) -> bool) -> bool {
        self.0.is_none_or(|pointers| pointers.iter().any(|pointer| pointer.split('/').skip(1).any(&is_wanted)))
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Positive(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Negative(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(if matches!(self.0, Some([])) { Value::Null } else { Value::Text(value.into()) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        if self.keeps(|token| index(token).is_some()) {
            while let Some(item) = items.next_element_seed(self)? {
                list.push(item);
            }
        } else {
            while items.next_element_seed(NOTHING)?.is_some() {}
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            if self.keeps(|token| unescape(token) == name) {
                list.push((name, members.next_value_seed(self)?));
            } else {
                members.next_value_seed(NOTHING)?;
            }
        }
        Ok(Value::Object(list))
    }
}

/// Reads a value that no pointer leads through, and keeps none of it.
const NOTHING: Reader<'_> = Reader(Some(&[]));

/// An index without sign or leading zeros.
fn index(token: &str) -> Option<usize> {
    match token.as_bytes() {
        [b'+', ..] | [b'0', _, ..] => None,
        _ => token.parse().ok(),
    }
}

/// `~1` stands for `/` and `~0` for `~`.
fn unescape(token: &str) -> Cow<'_, str> {
    let mut pieces = token.split('~');
    let first = pieces.next().unwrap_or_default();
    pieces.fold(first.into(), |text, piece| {
        let (escape, rest) = piece.split_at_checked(1).unwrap_or_default();
        [&*text, if escape == "1" { "/" } else { "~" }, rest].concat().into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedupe::members;

    fn text_at(json: &str, pointer: &'static str) -> Option<String> {
        members(json, &[pointer.into()])?.pop()
    }

    /// The examples of RFC 6901 section 5, and what it says of indexes.
    #[test]
    fn pointers() {
        let json = r#"{"foo":["bar","baz"],"":"empty","a/b":"slash","c%d":"percent","m~n":"tilde","~1":"both"}"#;
        for (pointer, found) in [
            ("/foo/0", Some("bar")),
            ("/foo/1", Some("baz")),
            ("/", Some("empty")),
            ("/a~1b", Some("slash")),
            ("/c%d", Some("percent")),
            ("/m~0n", Some("tilde")),
            ("/~01", Some("both")),
            ("/foo/2", None),
            ("/foo/00", None),
            ("/foo/+1", None),
            ("/foo/-", None),
            ("/foo/0/x", None),
            ("/foo", None),
            ("/nothing", None),
        ] {
            assert_eq!(text_at(json, pointer).as_deref(), found, "{pointer}");
        }
    }

    #[test]
    fn only_whole_numbers_and_texts_identify() {
        for (json, found) in [
            (r#"{"a":"x"}"#, Some("x")),
            (r#"{"a":7}"#, Some("7")),
            (r#"{"a":-7}"#, Some("-7")),
            (r#"{"a":18446744073709551615}"#, Some("18446744073709551615")),
            (r#"{"a":18446744073709551616}"#, None),
            (r#"{"a":7.0}"#, None),
            (r#"{"a":""}"#, None),
            (r#"{"a":true}"#, None),
            (r#"{"a":null}"#, None),
            (r#"{"a":{"a":"x"}}"#, None),
            (r#"["a"]"#, None),
            (r#"{"a":"first","a":"last"}"#, Some("last")),
            (r#"{"a":"first","a":null}"#, None),
            (r#"{"a":"x"} {}"#, None),
            (r#"{"a":"x""#, None),
            ("", None),
        ] {
            assert_eq!(text_at(json, "/a").as_deref(), found, "{json}");
        }
    }

    #[test]
    fn all_or_nothing() {
        let json = r#"{"a":{"b":"1","c":"2"},"z":[{"a":"3"},"x"]}"#;
        assert_eq!(members(json, &["/a/c".into(), "/a/b".into()]), Some(alloc::vec!["2".into(), "1".into()]));
        assert_eq!(members(json, &["/a/c".into(), "/a/d".into()]), None);
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        for bad in ["", "{", "{'a':1}", "NaN", "[1,]", "\u{feff}{}", "{} {}", "\"\\ud800\""] {
            assert!(Value::parse(bad).is_none(), "{bad}");
        }
    }
}
