//! How a received text differs from the one that may have been signed.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// In the order in which they are told.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) spaces: bool,
    pub(super) line_breaks: bool,
    pub(super) end: bool,
    pub(super) beyond_ascii: bool,
    pub(super) slashes: bool,
    pub(super) escapes: bool,
    pub(super) numbers: bool,
}

impl Differences {
    /// Whether it may be line ends alone.
    pub(super) fn is_lines(&self) -> bool {
        let Self { spaces, beyond_ascii, slashes, escapes, numbers, .. } = *self;
        !(spaces || beyond_ascii || slashes || escapes || numbers)
    }

    /// In words, and whose style the signed text is in.
    pub(super) fn detail(&self, name: Option<&str>) -> Cow<'static, str> {
        let words = [
            (self.spaces, "spaces"),
            (self.line_breaks, "line breaks"),
            (self.end, "the end of the text"),
            (self.beyond_ascii, "escapes of non-ASCII characters"),
            (self.slashes, "escaped slashes"),
            (self.escapes, "escapes of other characters"),
            (self.numbers, "number forms"),
        ];
        let words: Vec<&str> = words.iter().filter(|(differs, _)| *differs).map(|(_, word)| *word).collect();
        let mut detail = match words.split_last() {
            Some((last, [])) => String::from(*last),
            Some((last, others)) => [&others.join(", "), " and ", last].concat(),
            None => String::new(),
        };
        detail.push_str(" changed");
        if let Some(name) = name {
            detail.extend(["; what was signed looks like the output of ", name]);
        }
        detail.into()
    }
}
