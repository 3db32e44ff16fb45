//! The WebAssembly binding: convert, call, convert. It decides nothing.
//!
//! What crosses on every request is plain: one string with the header values that the scheme names, the body's bytes,
//! numbers back. Every method takes `&self`, so that a trap leaves nothing locked for the next request.

#![cfg_attr(target_family = "wasm", no_std)]

extern crate alloc;

mod facts;
mod failure;
mod form;
mod headers;
#[cfg(target_family = "wasm")]
mod runtime;
mod secrets;
mod signed;
mod streamed;
mod webhook;

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::{Algorithm, foreign};
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the core, which the package compares with its own.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// The algorithms, in the order of the index by which the facts of a delivery name one.
#[wasm_bindgen]
#[must_use]
pub fn algorithms() -> Vec<String> {
    Algorithm::ALL.iter().map(|algorithm| algorithm.as_str().into()).collect()
}

/// The longest form that is read, in bytes; of a longer one, one byte more is enough to refuse it.
#[wasm_bindgen(js_name = longestForm)]
#[must_use]
pub fn longest_form() -> usize {
    foreign::LONGEST_FORM
}
