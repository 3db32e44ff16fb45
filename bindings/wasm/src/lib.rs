//! The WebAssembly binding: convert, call, convert. It decides nothing.
//!
//! What crosses on every request is plain: one string with the header values that the scheme names, the body's bytes,
//! numbers back. Every method takes `&self`, so that a trap leaves nothing locked for the next request.

mod facts;
mod failure;
mod form;
mod headers;
mod secrets;
mod signed;
mod streamed;
mod webhook;

use hookseal::{Algorithm, ConfigCode, foreign};
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the core, which the package compares with its own.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Every code that a request can be refused with.
#[wasm_bindgen(js_name = verifyCodes)]
#[must_use]
pub fn verify_codes() -> Vec<String> {
    foreign::verify_codes().into_iter().map(Into::into).collect()
}

/// Every code of a mistake of our caller.
#[wasm_bindgen(js_name = configCodes)]
#[must_use]
pub fn config_codes() -> Vec<String> {
    ConfigCode::ALL.iter().map(|code| code.as_str().into()).collect()
}

/// The algorithms, in the order of the index by which the facts of a delivery name one.
#[wasm_bindgen]
#[must_use]
pub fn algorithms() -> Vec<String> {
    Algorithm::ALL.iter().map(|algorithm| algorithm.as_str().into()).collect()
}
