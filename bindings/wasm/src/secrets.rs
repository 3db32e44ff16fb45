//! Secrets cross as bytes in a row, with the kind and the length of each; they are wiped after use.

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::SecretInput;
use zeroize::Zeroizing;

/// The secrets of one webhook, as handed over.
pub(crate) struct Secrets {
    kinds: String,
    lengths: Vec<u32>,
    bytes: Zeroizing<Vec<u8>>,
}

impl Secrets {
    /// `kinds` has a character for each secret: `t` for text, `b` for bytes, any other for what is neither.
    pub(crate) fn new(kinds: String, lengths: Vec<u32>, bytes: Vec<u8>) -> Self {
        Self { kinds, lengths, bytes: Zeroizing::new(bytes) }
    }

    pub(crate) fn inputs(&self) -> Vec<SecretInput<'_>> {
        let mut rest = self.bytes.as_slice();
        let read = |(kind, length): (char, &u32)| {
            let (bytes, after) = rest.split_at_checked(usize::try_from(*length).ok()?)?;
            rest = after;
            Some(match (kind, core::str::from_utf8(bytes)) {
                ('t', Ok(text)) => SecretInput::Text(text),
                ('b', _) => SecretInput::Bytes(bytes),
                _ => SecretInput::Unusable,
            })
        };
        self.kinds.chars().zip(&self.lengths).map_while(read).collect()
    }

    /// The first belongs to the option `secret` if `has_secret`, the others to the option `secrets` if `has_secrets`.
    pub(crate) fn split<'s, 'a>(
        inputs: &'s [SecretInput<'a>],
        has_secret: bool,
        has_secrets: bool,
    ) -> (Option<SecretInput<'a>>, Option<&'s [SecretInput<'a>]>) {
        let (secret, others) = match inputs.split_first() {
            Some((first, others)) if has_secret => (Some(*first), others),
            _ => (None, inputs),
        };
        (secret, has_secrets.then_some(others))
    }
}
