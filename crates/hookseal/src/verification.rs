//! A verification under way: begun with the headers, fed with the body piece by piece, finished with the clock.
//!
//! The bindings use it to feed large bodies through one small buffer; `Webhook::verify` is the three steps in one.

use alloc::string::String;
use alloc::vec::Vec;

use crate::line::{in_url, url_meets_body};
use crate::mac::{Mac, Tag, first_match};
use crate::scheme::{Algorithm, Part};

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
        start: Start,
        after: Vec<u8>,
        tags: Vec<Tag>,
        timestamp: Option<u64>,
        algorithm: Algorithm,
    },
    /// SHA-256 of the token received.
    Token([u8; 32]),
}

/// Where the body begins in the signed content.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Start {
    /// It could be a piece of the URL before it.
    Ambiguous,
    /// Where its template says, whatever the body is.
    Certain,
    /// Behind a URL; its first byte, which has not come, tells.
    Open,
}

impl Start {
    pub(crate) fn of(content: &[Part]) -> Self {
        if url_meets_body(content) { Self::Open } else { Self::Certain }
    }

    pub(crate) fn then(self, piece: &[u8]) -> Self {
        match (self, piece) {
            (Self::Open, [first, ..]) if in_url(*first) => Self::Ambiguous,
            (Self::Open, [_, ..]) => Self::Certain,
            _ => self,
        }
    }
}

impl Verification {
    /// Adds the next piece of the body.
    pub fn update(&mut self, piece: &[u8]) {
        if let Claim::Signed { macs, start, .. } = &mut self.claim {
            *start = start.then(piece);
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
