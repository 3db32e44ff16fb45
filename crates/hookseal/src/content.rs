//! The signed content, as the pieces before and after the body; the body itself is never copied or joined.

use alloc::vec::Vec;

use crate::error::VerifyCode;
use crate::scheme::{Part, SignatureScheme, Unit};

/// Values of the parts other than body and literals, as received.
pub(crate) trait Values<'a> {
    fn timestamp(&self) -> Option<&'a [u8]>;
    fn id(&self) -> Option<&'a [u8]>;
    fn method(&self) -> Option<&'a [u8]>;
    fn url(&self) -> Option<&'a [u8]>;
    fn header(&self, name: &str) -> Option<&'a [u8]>;
    fn value(&self, key: &str) -> Option<&'a [u8]>;
}

/// What stands before and after the body.
pub(crate) struct Content {
    pub(crate) before: Vec<u8>,
    pub(crate) after: Vec<u8>,
}

impl Content {
    /// Puts the content together. A part without value was refused before.
    pub(crate) fn of<'a>(scheme: &SignatureScheme, values: &impl Values<'a>) -> Result<Self, VerifyCode> {
        let mut before = Vec::with_capacity(USUAL);
        let mut after = None;
        for part in scheme.content.iter() {
            let bytes = match part {
                Part::Body => {
                    after = Some(Vec::new());
                    continue;
                }
                Part::Literal(text) => Some(text.as_bytes()),
                Part::Method => values.method(),
                Part::Timestamp => values.timestamp(),
                Part::Url => values.url(),
                Part::Id => values.id(),
                Part::Header(name) => values.header(name),
                Part::Value(key) => values.value(key),
            };
            let bytes = bytes.ok_or(VerifyCode::InternalError)?;
            after.as_mut().unwrap_or(&mut before).extend_from_slice(bytes);
        }
        Ok(Self { before, after: after.unwrap_or_default() })
    }
}

/// How long an id may be, in bytes.
pub const LONGEST_ID: usize = 256;

/// An id, a timestamp and two dots fit.
const USUAL: usize = 64;

/// Which bytes a variable part must not hold, so that the content can be split in one way only: those that start
/// the literal behind it or end the literal before it, and the comma, by which servers join repeated headers.
pub(crate) fn fits(value: &[u8], part: &Part, content: &[Part]) -> bool {
    (1..=LONGEST_ID).contains(&value.len())
        && value.iter().all(|byte| matches!(byte, 0x21..=0x7e) && *byte != b',')
        && neighbours(part, content).all(|delimiter| !value.contains(&delimiter))
}

/// Whether the timestamp's text is delimited on both sides; if not, only its length tells where it ends.
pub(crate) fn timestamp_fits(text: &[u8], unit: Unit, content: &[Part]) -> bool {
    let open = content.windows(2).any(|pair| match pair {
        [left, right] => (*left == Part::Timestamp || *right == Part::Timestamp) && variable(left) && variable(right),
        _ => false,
    });
    let length = match unit {
        Unit::Milliseconds => 13,
        Unit::Seconds => 10,
    };
    !open || text.len() == length
}

pub(crate) const fn variable(part: &Part) -> bool {
    !matches!(part, Part::Literal(_))
}

fn neighbours<'a>(part: &'a Part, content: &'a [Part]) -> impl Iterator<Item = u8> + 'a {
    content.windows(2).filter_map(move |pair| match pair {
        [this, Part::Literal(next)] if this == part => next.as_bytes().first().copied(),
        [Part::Literal(before), this] if this == part => before.as_bytes().last().copied(),
        _ => None,
    })
}
