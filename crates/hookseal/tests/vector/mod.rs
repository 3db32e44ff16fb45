//! Reading the vector files, and running their cases with a count that cannot be empty.

// Each test file takes what it needs.
#![allow(dead_code)]

use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hookseal::{ConfigError, FormValue, SecretInput, Webhook};
use serde_json::Value;

/// All cases of one kind (`verify`, `sign`, `construct`) in all files.
pub(crate) fn cases(kind: &str) -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ext| ext == "json") && !path.ends_with("schema.json"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let content: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        cases.extend(content[kind].as_array().cloned().unwrap_or_default());
    }
    cases
}

/// Runs all cases of a kind; a failure prints the case's id and comment.
pub(crate) fn run(kind: &str, check: impl Fn(&Value) -> Result<(), String>) {
    let cases = cases(kind);
    assert!(!cases.is_empty(), "there are no {kind} cases");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| check(case).err().map(|why| format!("{} ({}): {why}", case["id"], case["comment"])))
        .collect();
    println!("{kind}: {} passed, {} failed", cases.len() - failures.len(), failures.len());
    assert!(failures.is_empty(), "{} of {} {kind} cases failed:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// The webhook that a case describes.
pub(crate) fn build(webhook: &Value) -> Result<Webhook, ConfigError> {
    let mut options = webhook["options"].clone();
    if options.is_null() {
        options = Value::Object(serde_json::Map::new());
    }
    let object = options.as_object_mut().unwrap();
    let secret = object.remove("secret");
    let secrets = object.remove("secrets");
    let one = secret.as_ref().map(Secret::read);
    let several: Option<Vec<Secret>> =
        secrets.as_ref().map(|list| list.as_array().unwrap().iter().map(Secret::read).collect());
    let inputs: Option<Vec<SecretInput<'_>>> = several.as_ref().map(|list| list.iter().map(Secret::input).collect());
    hookseal::foreign::webhook(
        &webhook["provider"].to_string(),
        &options.to_string(),
        one.as_ref().map(Secret::input),
        inputs.as_deref(),
    )
}

enum Secret {
    Bytes(Vec<u8>),
    Other,
    Text(String),
}

impl Secret {
    fn read(value: &Value) -> Self {
        match (value.as_str(), value["base64"].as_str()) {
            (Some(text), _) => Self::Text(text.into()),
            (None, Some(text)) => Self::Bytes(STANDARD.decode(text).unwrap()),
            (None, None) => Self::Other,
        }
    }

    fn input(&self) -> SecretInput<'_> {
        match self {
            Self::Bytes(bytes) => SecretInput::Bytes(bytes),
            Self::Other => SecretInput::Unusable,
            Self::Text(text) => SecretInput::Text(text),
        }
    }
}

pub(crate) enum Body {
    Form(Vec<(String, String)>),
    Raw(Vec<u8>),
}

impl Body {
    pub(crate) fn read(body: &Value) -> Self {
        if let Some(text) = body["text"].as_str() {
            return Self::Raw(text.into());
        }
        if let Some(text) = body["base64"].as_str() {
            return Self::Raw(STANDARD.decode(text).unwrap());
        }
        if let Some(repeat) = body["repeat"].as_array() {
            let times = usize::try_from(repeat[1].as_u64().unwrap()).unwrap();
            return Self::Raw(repeat[0].as_str().unwrap().repeat(times).into());
        }
        let pair = |pair: &Value| (pair[0].as_str().unwrap().into(), pair[1].as_str().unwrap().into());
        Self::Form(body["form"].as_array().expect("a body").iter().map(pair).collect())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Raw(bytes) => bytes,
            Self::Form(_) => panic!("a form has no bytes"),
        }
    }

    pub(crate) fn fields(&self) -> Vec<(&str, FormValue<'_>)> {
        match self {
            Self::Form(fields) => {
                fields.iter().map(|(name, value)| (name.as_str(), FormValue::Text(value.as_str()))).collect()
            }
            Self::Raw(_) => Vec::new(),
        }
    }
}

/// Header pairs; each character of a vector's text is one byte.
pub(crate) fn headers(request: &Value) -> Vec<(String, Vec<u8>)> {
    let byte = |c: char| u8::try_from(c).expect("a Latin-1 character");
    let pair = |pair: &Value| (pair[0].as_str().unwrap().into(), pair[1].as_str().unwrap().chars().map(byte).collect());
    request["headers"].as_array().map(|pairs| pairs.iter().map(pair).collect()).unwrap_or_default()
}

pub(crate) fn now(case: &Value) -> u64 {
    case["now"].as_u64().expect("a time")
}
