//! Keyed MACs and digests, and the only comparison of secrets: the one file that names hmac, sha1, sha2 and subtle.

use alloc::boxed::Box;
use core::fmt;

use hmac::{Hmac, KeyInit, Mac as _};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

use crate::scheme::Algorithm;

/// A keyed HMAC state (RFC 2104). Kept per endpoint and cloned per request, so that the key is hashed once.
///
/// Boxed, so that a move copies a pointer and not the state, and no slot is larger than its state.
#[derive(Clone)]
pub(crate) enum Mac {
    Sha1(Box<Hmac<Sha1>>),
    Sha256(Box<Hmac<Sha256>>),
    Sha384(Box<Hmac<Sha384>>),
    Sha512(Box<Hmac<Sha512>>),
}

impl Mac {
    /// Keys a MAC. `None` never happens: HMAC takes keys of any length.
    pub(crate) fn keyed(algorithm: Algorithm, key: &[u8]) -> Option<Self> {
        Some(match algorithm {
            Algorithm::Sha1 => Self::Sha1(Box::new(Hmac::new_from_slice(key).ok()?)),
            Algorithm::Sha256 => Self::Sha256(Box::new(Hmac::new_from_slice(key).ok()?)),
            Algorithm::Sha384 => Self::Sha384(Box::new(Hmac::new_from_slice(key).ok()?)),
            Algorithm::Sha512 => Self::Sha512(Box::new(Hmac::new_from_slice(key).ok()?)),
        })
    }

    pub(crate) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Sha1(_) => Algorithm::Sha1,
            Self::Sha256(_) => Algorithm::Sha256,
            Self::Sha384(_) => Algorithm::Sha384,
            Self::Sha512(_) => Algorithm::Sha512,
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(mac) => mac.update(bytes),
            Self::Sha256(mac) => mac.update(bytes),
            Self::Sha384(mac) => mac.update(bytes),
            Self::Sha512(mac) => mac.update(bytes),
        }
    }

    /// The state is left where it is, to be wiped there: moving it out would leave a copy in the freed block.
    pub(crate) fn finish(&self) -> Tag {
        match self {
            Self::Sha1(mac) => Tag::from_slice(&mac.as_ref().clone().finalize().into_bytes()),
            Self::Sha256(mac) => Tag::from_slice(&mac.as_ref().clone().finalize().into_bytes()),
            Self::Sha384(mac) => Tag::from_slice(&mac.as_ref().clone().finalize().into_bytes()),
            Self::Sha512(mac) => Tag::from_slice(&mac.as_ref().clone().finalize().into_bytes()),
        }
    }
}

/// Never the state: it stands for the key.
impl fmt::Debug for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mac({})", self.algorithm().as_str())
    }
}

/// The decoded bytes of one signature, full length.
#[derive(Clone, Copy)]
pub(crate) struct Tag {
    bytes: [u8; Tag::MOST],
    size: usize,
}

impl Tag {
    pub(crate) const MOST: usize = 64;

    pub(crate) fn from_slice(slice: &[u8]) -> Self {
        let mut bytes = [0; Self::MOST];
        let size = slice.len().min(Self::MOST);
        if let (Some(to), Some(from)) = (bytes.get_mut(..size), slice.get(..size)) {
            to.copy_from_slice(from);
        }
        Self { bytes, size }
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.size).unwrap_or_default()
    }
}

/// Never the bytes: an expected tag is as good as a signature.
impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({} bytes)", self.size)
    }
}

/// The index of the first of `expected` that equals one of `received`.
///
/// Every pair is compared and the results are folded without a branch, so that neither the place of a difference nor
/// which pair matched shows in what is executed. Lengths are public.
pub(crate) fn first_match(expected: impl IntoIterator<Item = Tag>, received: &[Tag]) -> Option<usize> {
    let mut found = Choice::from(0);
    let mut first = 0_u64;
    for (index, ours) in (0_u64..).zip(expected) {
        let mut equal = Choice::from(0);
        for theirs in received {
            equal |= ours.as_slice().ct_eq(theirs.as_slice());
        }
        first.conditional_assign(&index, equal & !found);
        found |= equal;
    }
    if found.into() { usize::try_from(first).ok() } else { None }
}

/// SHA-256 over the pieces in order.
pub(crate) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
    let mut digest = Sha256::new();
    for piece in pieces {
        digest.update(piece);
    }
    digest.finalize().into()
}
