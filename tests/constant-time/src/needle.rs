//! What a secret looks like in memory: itself, and the key blocks and keyed states that HMAC makes of it.

use sha1::block_api::compress;
use sha2::block_api::{compress256, compress512};

/// Byte strings that give a secret away, each with its name.
#[derive(Debug, Default)]
pub struct Needles(Vec<(String, Vec<u8>)>);

impl Needles {
    /// Adds the bytes, and their two halves, so that a copy of a part is found as well.
    #[must_use]
    pub fn and(mut self, name: &str, bytes: &[u8]) -> Self {
        let (left, right) = bytes.split_at(bytes.len() / 2);
        for (part, bytes) in [("", bytes), ("left half of ", left), ("right half of ", right)] {
            assert!(bytes.len() >= 8, "so few bytes may stand anywhere");
            self.0.push((format!("{part}{name}"), bytes.to_vec()));
        }
        self
    }

    /// Adds a key and the blocks that RFC 2104 pads it to.
    #[must_use]
    pub fn and_key(self, name: &str, key: &[u8]) -> Self {
        self.and(name, key)
            .and(&format!("inner block of {name}"), &padded(key, INNER))
            .and(&format!("outer block of {name}"), &padded(key, OUTER))
    }

    /// Adds the states of each hash after such a block. Who has both can sign.
    #[must_use]
    pub fn and_states(mut self, name: &str, key: &[u8]) -> Self {
        for (side, pad) in [("inner", INNER), ("outer", OUTER)] {
            let padded = padded(key, pad);
            let (mut sha1, mut sha256, mut sha512) = (SHA1, SHA256, SHA512);
            compress(&mut sha1, &[block(&padded, pad)]);
            compress256(&mut sha256, &[block(&padded, pad)]);
            compress512(&mut sha512, &[block(&padded, pad)]);
            let words = |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|word| word.to_ne_bytes()).collect() };
            self.0.push((format!("{side} SHA-1 state of {name}"), words(&sha1)));
            self.0.push((format!("{side} SHA-256 state of {name}"), words(&sha256)));
            let words: Vec<u8> = sha512.iter().flat_map(|word| word.to_ne_bytes()).collect();
            self.0.push((format!("{side} SHA-512 state of {name}"), words));
        }
        self
    }

    /// The names of those that stand in `memory`.
    #[must_use]
    pub fn found_in(&self, memory: &[u8]) -> Vec<&str> {
        let stands = |needle: &[u8]| memory.windows(needle.len()).any(|window| window == needle);
        self.0.iter().filter(|(_, needle)| stands(needle)).map(|(name, _)| name.as_str()).collect()
    }
}

fn padded(key: &[u8], pad: u8) -> Vec<u8> {
    key.iter().map(|byte| byte ^ pad).collect()
}

fn block<const SIZE: usize>(padded: &[u8], pad: u8) -> [u8; SIZE] {
    std::array::from_fn(|at| padded.get(at).copied().unwrap_or(pad))
}

const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/// The initial states of FIPS 180-4, section 5.3.
const SHA1: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
const SHA256: [u32; 8] =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];
const SHA512: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];
