//! JSON texts as values: what options and custom schemes are read from.
//!
//! serde_json reads them; its own value type is left aside, because its map and its number formats would be a tenth
//! of the WebAssembly module.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

pub(crate) enum Value {
    Bool(bool),
    Float(f64),
    List(Vec<Value>),
    Negative(i64),
    Null,
    /// Members in their order, those of one name included.
    Object(Vec<(String, Value)>),
    Positive(u64),
    Text(String),
}

impl Value {
    pub(crate) fn parse(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
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
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
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
        Ok(Value::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(member) = members.next_entry()? {
            list.push(member);
        }
        Ok(Value::Object(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_nothing() {
        for bad in ["", "{", "{'a':1}", "NaN", "[1,]", "\u{feff}{}", "{} {}", "\"\\ud800\""] {
            assert!(Value::parse(bad).is_none(), "{bad}");
        }
    }
}
