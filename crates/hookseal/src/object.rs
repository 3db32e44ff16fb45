//! A JSON object being read member by member; every fault names the member by its path.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::{Map, Value};

use crate::error::{ConfigCode, ConfigError};

/// An object whose members are taken out one by one; what is left at the end is unknown.
pub(crate) struct Object {
    path: String,
    members: Map<String, Value>,
}

impl Object {
    pub(crate) fn parse(json: &str) -> Result<Self, ConfigError> {
        match serde_json::from_str(json) {
            Ok(Value::Object(members)) => Ok(Self { path: String::new(), members }),
            _ => Err(invalid("the scheme must be a JSON object")),
        }
    }

    pub(crate) fn object(&mut self, name: &str) -> Result<Option<Self>, ConfigError> {
        match self.members.remove(name) {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(Self { path: self.path_of(name), members })),
            Some(_) => Err(self.wrong(name, "an object")),
        }
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ConfigError> {
        match self.members.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a text")),
        }
    }

    /// A text that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, ConfigError> {
        self.text(name)?.ok_or_else(|| invalid(format!("`{}` is needed", self.path_of(name))))
    }

    pub(crate) fn texts(&mut self, name: &str) -> Result<Vec<String>, ConfigError> {
        let Some(value) = self.members.remove(name) else { return Ok(Vec::new()) };
        let texts =
            value.as_array().and_then(|list| list.iter().map(|item| item.as_str().map(ToOwned::to_owned)).collect());
        texts.ok_or_else(|| self.wrong(name, "a list of texts"))
    }

    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, ConfigError> {
        match self.members.remove(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.wrong(name, "true or false")),
        }
    }

    /// One of a few words; the first if it is not there.
    pub(crate) fn word<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, ConfigError> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, meaning)) => Ok(Some(*meaning)),
            None => {
                let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                Err(self.wrong(name, &words.join(" or ")))
            }
        }
    }

    /// Refuses what was not taken.
    pub(crate) fn finish(self) -> Result<(), ConfigError> {
        match self.members.keys().next() {
            Some(name) => Err(invalid(format!("`{}` is unknown", self.path_of(name)))),
            None => Ok(()),
        }
    }

    pub(crate) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn wrong(&self, name: &str, kind: &str) -> ConfigError {
        invalid(format!("`{}` must be {kind}", self.path_of(name)))
    }
}

pub(crate) fn invalid(message: impl Into<String>) -> ConfigError {
    ConfigError::new(ConfigCode::InvalidScheme, message)
}
