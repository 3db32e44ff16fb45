//! What was proved about a request stays in the linear memory as numbers, where JavaScript reads it without a copy.

use core::cell::Cell;

use alloc::boxed::Box;
use alloc::vec;

use hookseal::foreign::LONGEST_ID;
use hookseal::{Algorithm, Authentication, Delivery};

/// Variant, authentication, secret, algorithm (indexes), timestamp, whether the id is signed, the id's length.
const SINGLE: usize = 7;

/// Stands for a fact that is absent.
const ABSENT: f64 = -1.0;

/// The facts about the last delivery; the id's characters come last.
///
/// `Cell`, so that `&self` may write. JavaScript reads at the address between two calls, while it holds the webhook;
/// nothing here takes the facts for unread, because their address has left the module.
#[derive(Debug)]
pub(crate) struct Facts(Box<[Cell<f64>]>);

impl Facts {
    pub(crate) fn new() -> Self {
        Self(vec![Cell::new(ABSENT); SINGLE + LONGEST_ID].into())
    }

    pub(crate) fn set(&self, delivery: &Delivery<'_>) {
        let id = delivery.id().unwrap_or_default().as_bytes();
        let single = [
            index(Some(delivery.variant_index())),
            match delivery.authentication() {
                Authentication::Signature => 0.0,
                Authentication::Token => 1.0,
                _ => 2.0,
            },
            index(delivery.secret_index()),
            index(delivery.algorithm().and_then(|used| Algorithm::ALL.iter().position(|other| *other == used))),
            delivery.timestamp().map_or(ABSENT, number),
            f64::from(u8::from(delivery.id_signed())),
            index(Some(id.len())),
        ];
        let all = single.into_iter().chain(id.iter().copied().map(f64::from));
        self.0.iter().zip(all).for_each(|(fact, value)| fact.set(value));
    }

    /// Where they stand, for as long as the webhook lives.
    pub(crate) fn address(&self) -> *const f64 {
        self.0.as_ptr().cast()
    }
}

fn index(index: Option<usize>) -> f64 {
    index.and_then(|index| u32::try_from(index).ok()).map_or(ABSENT, f64::from)
}

/// A JavaScript number. Of a timestamp with 16 digits, beyond 2^53, the last may be rounded.
#[allow(clippy::cast_precision_loss)]
fn number(value: u64) -> f64 {
    value as f64
}
