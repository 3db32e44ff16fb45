//! Errors cross as one string: the family, the code, a line break, the message.

use alloc::format;
use alloc::string::String;

use hookseal::{ConfigError, VerifyError};

/// `V` for a refused request, `C` for a mistake of our caller.
#[derive(Debug)]
pub struct Failure(String);

impl From<VerifyError> for Failure {
    fn from(error: VerifyError) -> Self {
        Self(format!("V{}\n{error}", error.code()))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self(format!("C{}\n{error}", error.code()))
    }
}

impl From<Failure> for wasm_bindgen::JsValue {
    fn from(failure: Failure) -> Self {
        Self::from_str(&failure.0)
    }
}
