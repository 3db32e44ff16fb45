//! The worst inputs that we can think of, of any size.

use std::fmt;

/// A beginning, then a pattern again and again.
pub struct Shape {
    start: &'static str,
    pattern: &'static str,
}

impl Shape {
    /// At most as many bytes of it, with whole patterns: one that is cut may be refused sooner.
    pub fn of(&self, size: usize) -> Vec<u8> {
        let times = size.saturating_sub(self.start.len()) / self.pattern.len();
        [self.start, &self.pattern.repeat(times)].concat().into_bytes()
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.start.is_empty() {
            write!(f, "{:?} and then ", self.start)?;
        }
        write!(f, "{:?}", self.pattern)
    }
}

const fn of(pattern: &'static str) -> Shape {
    after("", pattern)
}

const fn after(start: &'static str, pattern: &'static str) -> Shape {
    Shape { start, pattern }
}

/// Separators without items, items without end, near misses of what shows a joined header, quotes that never close.
pub const HEADERS: &[Shape] = &[
    of(" "),
    of("\t "),
    after("a", " "),
    of(","),
    of(", "),
    of("="),
    of(";"),
    of("."),
    of("1"),
    of("a"),
    of("/"),
    of("v1,"),
    of("v1, "),
    of("v1,a "),
    of("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= "),
    of(",v1"),
    of("a,v"),
    of("v1="),
    of("v1=a,"),
    of("v1=,"),
    after("t=1780000000,", "v1=00,"),
    of("t=1,"),
    of("t=1,v1=a,"),
    of("sha256="),
    of("multipart/form-data; boundary=a;"),
    after("multipart/form-data", "; a=b"),
    after("multipart/form-data", ";"),
    after("multipart/form-data", " "),
    after("multipart/form-data; boundary=", "a"),
    after("multipart/form-data; boundary=\"", "\\"),
    after("multipart/form-data; a=\"", "\" ;a=\""),
];

/// What is signed is not read, so that its shape is of no matter.
pub const BODIES: &[Shape] = &[of("a"), of("\r\n"), of("\0")];

pub const MULTIPART_TYPE: &str = "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// Near misses of a boundary, parts and headers without number, names and quotes without end.
pub const MULTIPART: &[Shape] = &[
    of("\r"),
    of("\r\n"),
    of("\r\n-"),
    of("\r\n--"),
    of("\r\n--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    of("\r\n--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    of("\r\n--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "),
    of("\r\n--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", " "),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "\r\n--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "\r\n\r"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "a:b\r\n"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n", "content-disposition: form-data; name=\"a\"\r\n"),
    of("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n\r\n"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\ncontent-disposition: form-data", "; a=b"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\ncontent-disposition: form-data; name=\"", "\\"),
    after("--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\ncontent-disposition: form-data; name=a\r\n\r\n", "\r\n--"),
];

/// Fields without number, escapes without end, whole and cut.
pub const URLENCODED: &[Shape] = &[
    of("&"),
    of("="),
    of("+"),
    of("a=b&"),
    of("transloadit=&"),
    of("%"),
    of("%4"),
    of("%41"),
    after("transloadit=", "%25"),
    after("transloadit=", "+"),
    after("signature=", "%41"),
];

/// A URL is not limited in length, nor is the number of its parameters.
pub const QUERIES: &[Shape] = &[
    of("&"),
    of("="),
    of("?"),
    of("#"),
    of("%"),
    of("%25"),
    of("+"),
    of("a=b&"),
    of("token&"),
    of("token=a&"),
    of("%74oken=a&"),
    after("token=", "%25"),
];
