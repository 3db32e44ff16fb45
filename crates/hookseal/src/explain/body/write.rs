//! Writes a JSON text again, token by token, in another style, and notes what differs from what was received.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::differences::Differences;
use super::json::{Document, Kind, LONGEST, Token, is_whole};
use super::style::{Empty, Escapes, Letters, Style};
use super::{Undone, longest};
use crate::explain::code::Cause;

/// A text as it may have been, and how the received one differs from it.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) differences: Differences,
}

impl Written {
    /// The text as a candidate, in the style of what has this name.
    pub(super) fn undone(self, name: Option<&str>, received: &str) -> Undone {
        let without = self.text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n'));
        // Nothing that writes JSON keeps the indentation and leaves out the line ends.
        if self.differences.is_lines() && without.eq(received.bytes()) {
            let detail = "every line end is gone, as by curl's `-d` or reading line by line";
            return Undone::new(Cause::BodyNewlineLost, detail, self.text.into());
        }
        Undone::new(Cause::BodyReserialized, self.differences.detail(name), self.text.into_bytes())
    }
}

/// The document in a style; nothing if that gets too long. Of the whole numbers those get `.0` that `as_floats` says.
pub(super) fn write(document: &Document<'_>, style: Style, mut as_floats: impl FnMut() -> bool) -> Option<Written> {
    let most = longest(document.source.as_bytes()).min(LONGEST);
    let mut writer = Writer {
        style,
        text: String::with_capacity(document.source.len()),
        differences: Differences::default(),
        open: Vec::new(),
        depth: 0,
    };
    let mut before = None;
    for (gap, token) in document.spaced() {
        writer.space(gap, before, token.kind);
        writer.token(document, token, &mut as_floats);
        before = Some(token.kind);
        if writer.text.len() > most {
            return None;
        }
    }
    let end = if style.is_line { style.layout.line_end } else { "" };
    writer.text.push_str(end);
    writer.differences.end = document.tail() != end;
    Some(Written { text: writer.text, differences: writer.differences })
}

/// A text as a JSON string.
pub(super) fn quote(text: &str, escapes: Escapes) -> String {
    let mut quoted = String::with_capacity(text.len());
    quoted.push('"');
    text.chars().for_each(|character| push(&mut quoted, u32::from(character), escapes));
    quoted.push('"');
    quoted
}

/// Which letters a token has that styles write differently.
pub(super) fn letters(token: &str) -> Letters {
    let codes = stretches(token).filter_map(|stretch| stretch.code);
    codes.fold(Letters::NONE, |found, code| found.and(class(code)))
}

struct Writer {
    style: Style,
    text: String,
    differences: Differences,
    /// Of what is open, from the outside: whether its items stand on lines of their own.
    open: Vec<bool>,
    /// How many of those do.
    depth: usize,
}

impl Writer {
    /// What stands between two tokens.
    fn space(&mut self, received: &str, before: Option<Kind>, next: Kind) {
        let layout = self.style.layout;
        let from = self.text.len();
        let is_close = matches!(next, Kind::CloseList | Kind::CloseObject);
        match before {
            None => {}
            Some(Kind::OpenList | Kind::OpenObject) if is_close => self.nothing(next),
            Some(Kind::OpenObject) => self.separate(layout.in_braces),
            Some(Kind::OpenList) => self.separate(layout.in_brackets || layout.has_flat_lists),
            Some(Kind::Comma) => {
                if layout.after_comma && self.is_on_lines() {
                    self.text.push(' ');
                }
                self.separate(layout.after_comma || layout.has_flat_lists);
            }
            Some(Kind::Colon) if layout.after_colon => self.text.push(' '),
            Some(_) if next == Kind::Colon && layout.before_colon => self.text.push(' '),
            Some(_) if is_close => {
                let is_list = next == Kind::CloseList;
                let has_space = if is_list { layout.in_brackets || layout.has_flat_lists } else { layout.in_braces };
                if self.is_on_lines() {
                    self.new_line(self.depth.saturating_sub(1));
                } else if has_space {
                    self.text.push(' ');
                }
            }
            Some(_) => {}
        }
        let written = self.text.get(from..).unwrap_or_default();
        if written != received {
            let has_lines = |text: &str| text.contains(['\n', '\r']);
            if has_lines(written) || has_lines(received) {
                self.differences.line_breaks = true;
            } else {
                self.differences.spaces = true;
            }
        }
    }

    fn token(&mut self, document: &Document<'_>, token: Token, as_floats: &mut impl FnMut() -> bool) {
        let text = document.text(token);
        match token.kind {
            Kind::Name | Kind::Text => self.string(text),
            Kind::Number => {
                let number = if is_whole(text) && as_floats() {
                    Cow::Owned(self.style.numbers.write_float(text))
                } else {
                    self.style.numbers.write(text)
                };
                self.differences.numbers |= number != text;
                self.text.push_str(&number);
            }
            Kind::OpenList | Kind::OpenObject => {
                let layout = self.style.layout;
                let is_on_lines = layout.indent.is_some() && !(layout.has_flat_lists && token.kind == Kind::OpenList);
                self.open.push(is_on_lines);
                self.depth = self.depth.saturating_add(usize::from(is_on_lines));
                self.text.push_str(text);
            }
            Kind::CloseList | Kind::CloseObject => {
                let was_on_lines = self.open.pop().unwrap_or_default();
                self.depth = self.depth.saturating_sub(usize::from(was_on_lines));
                self.text.push_str(text);
            }
            Kind::Colon | Kind::Comma | Kind::Word => self.text.push_str(text),
        }
    }

    fn string(&mut self, token: &str) {
        self.text.push('"');
        for stretch in stretches(token) {
            self.text.push_str(stretch.plain);
            let Some(code) = stretch.code else { continue };
            let from = self.text.len();
            push(&mut self.text, code, self.style.escapes);
            if self.text.get(from..) != Some(stretch.written) {
                match code {
                    0x2f => self.differences.slashes = true,
                    0x80.. => self.differences.beyond_ascii = true,
                    _ => self.differences.escapes = true,
                }
            }
        }
        self.text.push('"');
    }

    fn is_on_lines(&self) -> bool {
        self.open.last() == Some(&true)
    }

    /// Between the items of a container, and before the first.
    fn separate(&mut self, has_space: bool) {
        if self.is_on_lines() {
            self.new_line(self.depth);
        } else if has_space {
            self.text.push(' ');
        }
    }

    fn nothing(&mut self, next: Kind) {
        match self.style.layout.empty {
            Empty::Lines => {
                if next == Kind::CloseList {
                    self.text.push_str(self.style.layout.line_end);
                }
                self.new_line(self.depth.saturating_sub(1));
            }
            Empty::Nothing => {}
            Empty::Space => self.text.push(' '),
        }
    }

    fn new_line(&mut self, depth: usize) {
        self.text.push_str(self.style.layout.line_end);
        if let Some(indent) = self.style.layout.indent {
            self.text.extend(core::iter::repeat_n(indent, depth));
        }
    }
}

/// Some characters that every style writes as they are, then one of which that is not so.
struct Stretch<'a> {
    plain: &'a str,
    written: &'a str,
    /// What the last one is, unless the text ends before it; half a pair of surrogates has a code, too.
    code: Option<u32>,
}

/// What stands between the quotes of a token.
fn stretches(token: &str) -> impl Iterator<Item = Stretch<'_>> {
    let content = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
    let mut left = content.unwrap_or_default();
    core::iter::from_fn(move || {
        let (plain, rest) = left.split_at_checked(left.bytes().take_while(|byte| is_plain(*byte)).count())?;
        let (length, code) = match rest.chars().next() {
            Some('\\') => escape(rest).unzip(),
            first => (first.map(char::len_utf8), first.map(u32::from)),
        };
        let (written, rest) = rest.split_at_checked(length.unwrap_or_default())?;
        left = rest;
        (!plain.is_empty() || code.is_some()).then_some(Stretch { plain, written, code })
    })
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7e) && byte != b'\\' && class(u32::from(byte)) == Letters::NONE
}

/// The length of an escape and what it stands for.
fn escape(text: &str) -> Option<(usize, u32)> {
    let code = match text.as_bytes().get(1)? {
        b'u' => return long_escape(text),
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => 0x0a,
        b'r' => 0x0d,
        b't' => 0x09,
        other => u32::from(*other),
    };
    Some((2, code))
}

fn long_escape(text: &str) -> Option<(usize, u32)> {
    let first = unit(text)?;
    let second = text.get(6..).and_then(unit);
    let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
    Some(match pair {
        Some(character) if u32::from(character) > 0xffff => (12, u32::from(character)),
        _ => (6, u32::from(first)),
    })
}

fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

fn push(text: &mut String, code: u32, escapes: Escapes) {
    let short = match code {
        0x08 if !escapes.chars.has(Letters::SHORT) => "\\b",
        0x0c if !escapes.chars.has(Letters::SHORT) => "\\f",
        0x0a if !escapes.chars.has(Letters::LINES) => "\\n",
        0x0d if !escapes.chars.has(Letters::LINES) => "\\r",
        0x09 if !escapes.chars.has(Letters::LINES) => "\\t",
        0x22 if !escapes.chars.has(Letters::QUOTE) => "\\\"",
        0x2f if escapes.chars.has(Letters::SLASH) => "\\/",
        0x2f if escapes.chars.has(Letters::CLOSING_SLASH) && text.ends_with('<') => "\\/",
        0x2f => "/",
        0x5c => "\\\\",
        _ => "",
    };
    if !short.is_empty() {
        return text.push_str(short);
    }
    let class = class(code);
    match char::from_u32(code) {
        Some(character) if !class.has(escapes.chars.and(Letters::ALWAYS)) => text.push(character),
        Some(character) => {
            let mut units = [0; 2];
            character.encode_utf16(&mut units).iter().for_each(|unit| push_hex(text, *unit, escapes.upper));
        }
        None => push_hex(text, u16::try_from(code).unwrap_or_default(), escapes.upper),
    }
}

fn push_hex(text: &mut String, unit: u16, upper: bool) {
    let digits = unit.to_be_bytes();
    let mut hex = [0; 4];
    if hex::encode_to_slice(digits, &mut hex).is_ok() {
        text.push_str("\\u");
        text.extend(hex.map(|digit| char::from(if upper { digit.to_ascii_uppercase() } else { digit })));
    }
}

/// The set that a character is in; [`Letters::NONE`] for those that every style writes in the same way.
fn class(code: u32) -> Letters {
    match code {
        0x08 | 0x0c => Letters::SHORT,
        0x09 | 0x0a | 0x0d => Letters::LINES,
        0..=0x1f | 0xd800..=0xdfff => Letters::ALWAYS,
        0x22 => Letters::QUOTE,
        0x26 | 0x3c | 0x3e => Letters::ANGLES,
        0x27 => Letters::APOSTROPHE,
        0x2b => Letters::PLUS,
        0x2f => Letters::SLASH.and(Letters::CLOSING_SLASH),
        0x3d => Letters::EQUALS,
        0x60 => Letters::BACKTICK,
        0x7f => Letters::DELETE,
        0x80..=0x9f => Letters::HIGH_CONTROLS,
        0x2028 | 0x2029 => Letters::SEPARATORS,
        0x2000..=0x20ff => Letters::PUNCTUATION.without(Letters::SEPARATORS),
        0x1_0000.. => Letters::PAIRS,
        0xa0.. => {
            Letters::BEYOND_ASCII.without(Letters::PUNCTUATION).without(Letters::HIGH_CONTROLS).without(Letters::PAIRS)
        }
        _ => Letters::NONE,
    }
}
