//! What was proved about a request crosses as numbers, so that nothing has to be decoded.

use alloc::boxed::Box;
use alloc::vec::Vec;

use hookseal::{Algorithm, Authentication, Delivery};

/// Stands for a fact that is absent.
const ABSENT: f64 = -1.0;

/// Variant, authentication, secret, algorithm (indexes), timestamp, whether the id is signed; then the id's characters.
pub(crate) fn of(delivery: &Delivery<'_>) -> Box<[f64]> {
    let id = delivery.id().unwrap_or_default().as_bytes();
    let mut facts = Vec::with_capacity(id.len().saturating_add(6));
    facts.extend([
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
    ]);
    facts.extend(id.iter().copied().map(f64::from));
    facts.into_boxed_slice()
}

fn index(index: Option<usize>) -> f64 {
    index.and_then(|index| u32::try_from(index).ok()).map_or(ABSENT, f64::from)
}

/// A JavaScript number; a timestamp of at most 16 digits.
#[allow(clippy::cast_precision_loss)]
fn number(value: u64) -> f64 {
    value as f64
}
