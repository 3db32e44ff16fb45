//! The fields of a form that a framework has parsed: a string each, index of the name, kind, value.

use alloc::string::String;
use alloc::vec::Vec;

use hookseal::FormValue;

/// The character of the first field name; the next name has the next character.
const FIRST_NAME: u8 = b'A';

/// The kind of a value that is text; any other kind is a file or no text.
const TEXT: u8 = b't';

/// Reads the fields. An index that stands for no name is passed over.
pub(crate) fn fields<'a>(packed: &'a [String], names: &'a [String]) -> Vec<(&'a str, FormValue<'a>)> {
    let read = |field: &'a String| {
        let index = field.as_bytes().first()?.checked_sub(FIRST_NAME)?;
        let name = names.get(usize::from(index))?.as_str();
        let value = match field.as_bytes().get(1) {
            Some(&TEXT) => FormValue::Text(field.get(2..)?),
            _ => FormValue::NotText,
        };
        Some((name, value))
    };
    packed.iter().filter_map(read).collect()
}
