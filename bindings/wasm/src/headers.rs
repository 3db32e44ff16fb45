//! Header pairs cross as one string: a line each, its first character the index of the name, the rest the value.

use alloc::string::String;
use alloc::vec::Vec;

/// The character of the first header name; the next name has the next character.
const FIRST_NAME: u8 = b'A';

/// Reads the pairs. An index that stands for no name is passed over.
pub(crate) fn pairs<'a>(packed: &'a [u8], names: &'a [String]) -> Vec<(&'a str, &'a [u8])> {
    let mut pairs = Vec::with_capacity(names.len());
    for line in packed.split(|byte| *byte == b'\n') {
        let Some((index, value)) = line.split_first() else { continue };
        if let Some(name) = index.checked_sub(FIRST_NAME).and_then(|index| names.get(usize::from(index))) {
            pairs.push((name.as_str(), value));
        }
    }
    pairs
}
