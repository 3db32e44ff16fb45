//! A verification whose body comes in pieces, so that the linear memory does not grow with the body.

use core::cell::RefCell;

use hookseal::foreign::Verification;
use wasm_bindgen::prelude::wasm_bindgen;

/// A verification under way, from `CoreWebhook.start`; `CoreWebhook.end` takes what is in it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Streamed(RefCell<Option<Verification>>);

impl Streamed {
    pub(crate) fn new(verification: Verification) -> Self {
        Self(RefCell::new(Some(verification)))
    }

    pub(crate) fn take(&self) -> Option<Verification> {
        self.0.try_borrow_mut().ok()?.take()
    }
}

#[wasm_bindgen]
impl Streamed {
    /// Adds the next piece of the body.
    pub fn update(&self, piece: &[u8]) {
        if let Ok(mut verification) = self.0.try_borrow_mut()
            && let Some(verification) = verification.as_mut()
        {
            verification.update(piece);
        }
    }
}
