//! Integers that may be written as text.

use alloc::string::String;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A 64-bit integer, written as a number or, as protobuf's JSON mapping has it, as decimal text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Integer64 {
    /// Written as a number.
    Number(i64),
    /// Written as text.
    Text(String),
}

impl Integer64 {
    /// The integer; none if it is a text that is no integer of 64 bits.
    #[must_use]
    pub fn get(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl<'de> Deserialize<'de> for Integer64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let number = value.as_i64().map(Self::Number);
        let read = number.or_else(|| value.as_str().map(|text| Self::Text(text.into())));
        read.ok_or_else(|| serde::de::Error::custom("neither an integer of 64 bits nor a text"))
    }
}

impl Serialize for Integer64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}
