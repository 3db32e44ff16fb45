//! A JSON object being read member by member; every fault names the member by its path.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{ConfigCode, ConfigError};
use crate::json::Value;
use crate::scheme::Algorithm;

/// An object whose members are taken out one by one; what is left at the end is unknown.
pub(crate) struct Object {
    kind: Kind,
    path: String,
    members: Vec<(String, Value)>,
}

/// What an object holds, which fixes the codes of its faults.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    Options,
    Scheme,
}

impl Object {
    /// A custom scheme.
    pub(crate) fn scheme(value: Option<Value>) -> Result<Self, ConfigError> {
        Self::new(Kind::Scheme, value).ok_or_else(|| invalid("the scheme must be a JSON object"))
    }

    /// The options of a webhook or of `sign`.
    pub(crate) fn options(json: &str) -> Result<Self, ConfigError> {
        let object = Self::new(Kind::Options, Value::parse(json));
        object.ok_or_else(|| ConfigError::option("the options must be a plain object"))
    }

    fn new(kind: Kind, value: Option<Value>) -> Option<Self> {
        match value {
            Some(Value::Object(members)) => Some(Self { kind, path: String::new(), members }),
            _ => None,
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|(other, _)| other == name)
    }

    pub(crate) fn object(&mut self, name: &str) -> Result<Option<Self>, ConfigError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(Self { kind: self.kind, path: self.path_of(name), members })),
            Some(_) => Err(self.wrong(name, "an object")),
        }
    }

    pub(crate) fn number(&mut self, name: &str) -> Result<Option<f64>, ConfigError> {
        match self.take(name) {
            None => Ok(None),
            Some(value) => value.number().map(Some).ok_or_else(|| self.wrong(name, "a number")),
        }
    }

    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, ConfigError> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong(name, "a text")),
        }
    }

    /// A text that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, ConfigError> {
        self.text(name)?.ok_or_else(|| invalid(format!("`{}` is needed", self.path_of(name))))
    }

    pub(crate) fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, ConfigError> {
        let texts = match self.take(name) {
            None => return Ok(None),
            Some(Value::List(items)) => items.iter().map(|item| item.text().map(ToOwned::to_owned)).collect(),
            Some(_) => None,
        };
        texts.map(Some).ok_or_else(|| self.wrong(name, "a list of texts"))
    }

    pub(crate) fn algorithms(&mut self, name: &str) -> Result<Option<Vec<Algorithm>>, ConfigError> {
        let Some(texts) = self.texts(name)? else { return Ok(None) };
        let algorithms: Option<Vec<Algorithm>> = texts.iter().map(|text| Algorithm::from_name(text)).collect();
        algorithms.map(Some).ok_or_else(|| self.wrong(name, "some of sha1, sha256, sha384, sha512"))
    }

    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, ConfigError> {
        match self.take(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.wrong(name, "true or false")),
        }
    }

    /// One of a few words, by its meaning.
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

    /// Refuses what was not taken: an unknown member, or a second one of the same name.
    pub(crate) fn finish(self) -> Result<(), ConfigError> {
        match (self.members.first(), self.kind) {
            (None, _) => Ok(()),
            (Some((name, _)), Kind::Scheme) => Err(invalid(format!("`{}` is unknown", self.path_of(name)))),
            (Some((name, _)), Kind::Options) => {
                Err(ConfigError::new(ConfigCode::UnknownOption, format!("there is no option `{name}`")))
            }
        }
    }

    pub(crate) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// The error for a member whose value is not `kind`.
    pub(crate) fn wrong(&self, name: &str, kind: &str) -> ConfigError {
        let message = format!("`{}` must be {kind}", self.path_of(name));
        match self.kind {
            Kind::Options => ConfigError::option(message),
            Kind::Scheme => invalid(message),
        }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.members.iter().position(|(other, _)| other == name)?;
        Some(self.members.remove(at).1)
    }
}

pub(crate) fn invalid(message: impl Into<String>) -> ConfigError {
    ConfigError::new(ConfigCode::InvalidScheme, message)
}
