//! Members of a JSON text by pointer (RFC 6901), without keeping the rest of the text.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::scheme::Text;

/// The texts and whole numbers at all pointers, or nothing if one is missing. Of two members of one name, the last
/// counts.
pub(crate) fn members(json: &str, pointers: &[Text]) -> Option<Vec<String>> {
    let mut found: Vec<Option<String>> = alloc::vec![None; pointers.len()];
    let wanted = pointers.iter().map(AsRef::as_ref).zip(&mut found).collect();
    let mut reader = serde_json::Deserializer::from_str(json);
    Walk(wanted).deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    found.into_iter().collect()
}

/// What is left of each pointer below the value being read, and where its text goes.
struct Walk<'a>(Vec<(&'a str, &'a mut Option<String>)>);

impl Walk<'_> {
    /// Those that go on with this token, without it.
    fn below(&mut self, is_next: impl Fn(&str) -> bool) -> Walk<'_> {
        let below = self.0.iter_mut().filter_map(|(rest, found)| {
            let rest = rest.strip_prefix('/')?;
            let end = rest.find('/').unwrap_or(rest.len());
            let (token, rest) = rest.split_at_checked(end)?;
            is_next(token).then_some((rest, &mut **found))
        });
        Walk(below.collect())
    }

    /// Forgets what an earlier member of the same name has left.
    fn anew(mut self) -> Self {
        self.0.iter_mut().for_each(|(_, found)| **found = None);
        self
    }

    fn here(self, text: impl Fn() -> String) {
        for (rest, found) in self.0 {
            if rest.is_empty() {
                *found = Some(text());
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.0.is_empty() {
            deserializer.deserialize_ignored_any(IgnoredAny).map(drop)
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.here(|| number.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.here(|| number.to_string());
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if !text.is_empty() {
            self.here(|| text.into());
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        for at in 0_usize.. {
            if items.next_element_seed(self.below(|token| index(token) == Some(at)))?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            members.next_value_seed(self.below(|token| unescape(token) == name).anew())?;
        }
        Ok(())
    }
}

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
        let json = r#"{"a":{"b":"1","c":"2"},"z":1e999}"#;
        assert_eq!(members(json, &["/a/c".into(), "/a/b".into()]), Some(alloc::vec!["2".into(), "1".into()]));
        assert_eq!(members(json, &["/a/c".into(), "/a/d".into()]), None);
    }
}
