//! What crosses once and is bigger than a number: a signed request.

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::SignedRequest;
use wasm_bindgen::prelude::wasm_bindgen;

/// A request as the provider would post it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Signed(pub(crate) SignedRequest);

#[wasm_bindgen]
impl Signed {
    /// Names and values of the headers in turn.
    #[must_use]
    pub fn headers(&self) -> Vec<String> {
        self.0.headers().iter().flat_map(|(name, value)| [name.clone(), value.clone()]).collect()
    }

    /// The bytes to post.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        self.0.body().to_vec()
    }

    /// The URL to post to, if one was given.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        self.0.url().map(Into::into)
    }
}
