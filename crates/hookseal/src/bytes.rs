//! How header names and values are read, over bytes.

/// Removes HTTP's optional white space (RFC 9110 section 5.6.3) at both ends and nothing else.
pub(crate) fn trim(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = bytes {
        bytes = rest;
    }
    bytes
}

/// Removes it at the start alone.
pub(crate) fn trim_start(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// Whether a text is the name of a header (RFC 9110 section 5.1).
pub(crate) fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(is_token)
}

/// Whether a byte may stand in a token (RFC 9110 section 5.6.2).
pub(crate) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Cuts at the first separator, which goes.
pub(crate) fn split_once<'a>(bytes: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = find(bytes, separator)?;
    let (left, rest) = bytes.split_at_checked(at)?;
    Some((left, rest.get(separator.len()..)?))
}

/// Cuts at every separator; there is always at least one piece.
pub(crate) fn split<'a>(bytes: &'a [u8], separator: &'a [u8]) -> impl Iterator<Item = &'a [u8]> + Clone {
    let mut left = Some(bytes);
    core::iter::from_fn(move || {
        let bytes = left?;
        match split_once(bytes, separator) {
            Some((piece, rest)) => {
                left = Some(rest);
                Some(piece)
            }
            None => left.take(),
        }
    })
}

/// Where `needle` first stands. An empty one stands nowhere.
pub(crate) fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => None,
        [byte] => bytes.iter().position(|other| other == byte),
        [first, ..] => {
            let mut from = 0_usize;
            loop {
                let rest = bytes.get(from..)?;
                let at = from.checked_add(rest.iter().position(|other| other == first)?)?;
                if bytes.get(at..)?.starts_with(needle) {
                    return Some(at);
                }
                from = at.checked_add(1)?;
            }
        }
    }
}
