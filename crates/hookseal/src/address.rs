//! Sender addresses: a filter beside the authentication, never in its place.

use core::net::IpAddr;

use crate::bytes::{split_once, trim};
use crate::timestamp::parse as parse_decimal;

/// The addresses that have the first `length` bits in common with one of them.
#[derive(Clone, Copy)]
pub(crate) struct Network {
    one: Address,
    length: u32,
}

/// The bytes of an IPv6 address. An IPv4 address stands there mapped (RFC 4291 section 2.5.5.2).
pub(crate) type Address = [u8; 16];

impl Network {
    /// Reads an IP address, or a network in CIDR notation: at least one bit is fixed, and those behind are zero.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, length) = split_once(text.as_bytes(), b"/").unwrap_or((text.as_bytes(), b""));
        let one = parse(address)?;
        let length = match (address.len() == text.len(), is_ipv4(&one)) {
            (true, _) => ALL_BITS,
            (false, true) => decimal(length)?.saturating_add(MAPPED_BITS),
            (false, false) => decimal(length)?,
        };
        (zero_bits(&one) >= ALL_BITS.checked_sub(length)?).then_some(Self { one, length })
    }

    fn holds(&self, address: &Address) -> bool {
        // A network of IPv6 alone holds no IPv4 address, though all of them are mapped into one.
        same_bits(address, &self.one) >= self.length && (self.length >= MAPPED_BITS || !is_ipv4(address))
    }
}

/// The address that sent: the last of the chain that is no trusted proxy's, or the first if all are.
///
/// Without proxies there is no chain, only the peer.
pub(crate) fn sender(chain: &str, proxies: &[Network]) -> Option<Address> {
    if proxies.is_empty() {
        return parse(chain.as_bytes());
    }
    let mut sender = None;
    for item in chain.as_bytes().rsplit(|byte| *byte == b',') {
        let address = parse(trim(item))?;
        sender = Some(address);
        if !listed(&address, proxies) {
            break;
        }
    }
    sender
}

pub(crate) fn listed(address: &Address, networks: &[Network]) -> bool {
    networks.iter().any(|network| network.holds(address))
}

/// The standard parser refuses leading zeros, octal spellings, ports, brackets and zones.
fn parse(text: &[u8]) -> Option<Address> {
    Some(match core::str::from_utf8(text).ok()?.parse().ok()? {
        IpAddr::V4(address) => address.to_ipv6_mapped().octets(),
        IpAddr::V6(address) => address.octets(),
    })
}

fn decimal(text: &[u8]) -> Option<u32> {
    u32::try_from(parse_decimal(text)?).ok()
}

fn is_ipv4(address: &Address) -> bool {
    address.starts_with(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff])
}

/// How many bits two addresses have in common at their start.
fn same_bits(one: &Address, other: &Address) -> u32 {
    leading(one.iter().zip(other).map(|(one, other)| (one ^ other).leading_zeros()))
}

/// How many bits at the end of an address are zero.
fn zero_bits(address: &Address) -> u32 {
    leading(address.iter().rev().map(|byte| byte.trailing_zeros()))
}

/// Adds up to the first that is no whole byte.
fn leading(bits: impl Iterator<Item = u32>) -> u32 {
    let mut sum: u32 = 0;
    for bits in bits {
        sum = sum.saturating_add(bits);
        if bits < 8 {
            break;
        }
    }
    sum
}

const ALL_BITS: u32 = 128;

const MAPPED_BITS: u32 = 96;
