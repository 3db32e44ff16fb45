//! The WebAssembly binding: convert, call, convert. It decides nothing.
//!
//! What crosses on every request is plain: one string with the header values that the scheme names, the body's bytes,
//! numbers back. Every method takes `&self`, so that a trap leaves nothing locked for the next request.
//!
//! With the feature `explain` instead of `verify` it is another module, which says why a request is refused.

#![cfg_attr(target_family = "wasm", no_std)]

extern crate alloc;

#[cfg(feature = "explain")]
mod explain;
#[cfg(feature = "verify")]
mod facts;
mod failure;
#[cfg(feature = "verify")]
mod form;
#[cfg(feature = "verify")]
mod headers;
#[cfg(feature = "explain")]
mod named;
#[cfg(target_family = "wasm")]
mod runtime;
mod secrets;
#[cfg(feature = "verify")]
mod signed;
#[cfg(feature = "verify")]
mod streamed;
#[cfg(feature = "verify")]
mod webhook;

use alloc::string::String;
#[cfg(feature = "verify")]
use alloc::vec::Vec;

#[cfg(feature = "verify")]
use hookseal::{Algorithm, foreign};
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the core, which the package compares with its own.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// The algorithms, in the order of the index by which the facts of a delivery name one.
#[cfg(feature = "verify")]
#[wasm_bindgen]
#[must_use]
pub fn algorithms() -> Vec<String> {
    Algorithm::ALL.iter().map(|algorithm| algorithm.as_str().into()).collect()
}

/// The longest form that is read, in bytes; of a longer one, one byte more is enough to refuse it.
#[cfg(feature = "verify")]
#[wasm_bindgen(js_name = longestForm)]
#[must_use]
pub fn longest_form() -> usize {
    foreign::LONGEST_FORM
}

/// A provider in words, several lines; nothing if there is none of this name.
#[cfg(feature = "explain")]
#[wasm_bindgen(js_name = describeProvider)]
#[must_use]
pub fn describe_provider(name: &str) -> Option<String> {
    hookseal::providers::find(name).map(hookseal::providers::Provider::to_text)
}
