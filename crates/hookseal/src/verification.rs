//! A verification under way: begun with the headers, fed with the body piece by piece, finished with the clock.
//!
//! The bindings use it to feed large bodies through one small buffer; `Webhook::verify` is the three steps in one.

use alloc::string::String;
use alloc::vec::Vec;

use crate::mac::{Mac, Tag, first_match};
use crate::scheme::Algorithm;

/// The state between `begin` and `finish`.
#[derive(Debug)]
pub struct Verification {
    pub(crate) variant: usize,
    pub(crate) id: Option<String>,
    pub(crate) claim: Claim,
}

/// What the request claims, still to be proved.
pub(crate) enum Claim {
    Nothing,
    Signed {
        macs: Vec<Mac>,
        after: Vec<u8>,
        tags: Vec<Tag>,
        timestamp: Option<u64>,
        algorithm: Algorithm,
    },
    /// SHA-256 of the token received.
    Token([u8; 32]),
}

impl Verification {
    /// Adds the next piece of the body.
    pub fn update(&mut self, piece: &[u8]) {
        if let Claim::Signed { macs, .. } = &mut self.claim {
            for mac in macs {
                mac.update(piece);
            }
        }
    }
}

/// Finishes every MAC and compares it with every tag; the index of the first secret that matches.
pub(crate) fn prove(mut macs: Vec<Mac>, after: &[u8], tags: &[Tag]) -> Option<usize> {
    macs.iter_mut().for_each(|mac| mac.update(after));
    first_match(macs.iter().map(Mac::finish), tags)
}

impl core::fmt::Debug for Claim {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Nothing => "Nothing",
            Self::Signed { .. } => "Signed(..)",
            Self::Token(_) => "Token(..)",
        })
    }
}
