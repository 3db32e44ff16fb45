//! Sender addresses: a filter beside the authentication, never in its place.

use core::net::IpAddr;

/// Reads an IP address; an IPv4 address inside IPv6 counts as the IPv4 address.
///
/// The standard parser refuses leading zeros, octal spellings and zones.
pub(crate) fn parse(text: &str) -> Option<IpAddr> {
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}
