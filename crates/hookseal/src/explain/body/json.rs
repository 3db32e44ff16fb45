//! A JSON text as tokens (RFC 8259), read without recursion, however deep it is.

use alloc::vec::Vec;
use core::str;

/// A JSON text of at most 1 MiB.
pub(super) struct Document<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: Vec<Token>,
}

#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    start: u32,
    end: u32,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    CloseList,
    CloseObject,
    Colon,
    Comma,
    Name,
    Number,
    OpenList,
    OpenObject,
    Text,
    /// `true`, `false`, `null`.
    Word,
}

impl<'a> Document<'a> {
    /// Nothing if the body is no JSON text, or too long to be written again many times.
    pub(super) fn read(body: &'a [u8]) -> Option<Self> {
        let source = str::from_utf8(body).ok().filter(|source| source.len() <= LONGEST)?;
        Some(Self { source, tokens: tokens(source.as_bytes())? })
    }

    pub(super) fn text(&self, token: Token) -> &'a str {
        self.between(token.start, token.end)
    }

    /// The text from the beginning of one token to the end of another.
    pub(super) fn span(&self, first: Token, last: Token) -> &'a str {
        self.between(first.start, last.end)
    }

    /// Each token with the white space before it.
    pub(super) fn spaced(&self) -> impl Iterator<Item = (&'a str, Token)> + '_ {
        let starts = self.tokens.iter();
        let ends = core::iter::once(0).chain(self.tokens.iter().map(|token| token.end));
        starts.zip(ends).map(|(token, end)| (self.between(end, token.start), *token))
    }

    /// The white space behind the last token.
    pub(super) fn tail(&self) -> &'a str {
        let end = self.tokens.last().and_then(|token| usize::try_from(token.end).ok()).unwrap_or_default();
        self.source.get(end..).unwrap_or_default()
    }

    /// The numbers that have neither a fraction nor an exponent, or the others.
    pub(super) fn numbers(&self, are_whole: bool) -> impl Iterator<Item = &'a str> + '_ {
        let numbers = self.tokens.iter().filter(|token| token.kind == Kind::Number);
        numbers.map(|token| self.text(*token)).filter(move |number| is_whole(number) == are_whole)
    }

    fn between(&self, start: u32, end: u32) -> &'a str {
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        range.and_then(|(start, end)| self.source.get(start..end)).unwrap_or_default()
    }
}

pub(super) fn is_whole(number: &str) -> bool {
    !number.contains(['.', 'e', 'E'])
}

/// What may come next.
#[derive(Clone, Copy)]
enum Next {
    Colon,
    CommaOrClose,
    Name,
    NameOrClose,
    Nothing,
    Value,
    ValueOrClose,
}

fn tokens(source: &[u8]) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    // Of what is open, from the outside: whether it is an object.
    let mut open: Vec<bool> = Vec::new();
    let mut next = Next::Value;
    let mut start = 0_usize;
    loop {
        start = start.checked_add(source.get(start..)?.iter().take_while(|byte| is_space(**byte)).count())?;
        let Some(rest @ [byte, ..]) = source.get(start..) else {
            return matches!(next, Next::Nothing).then_some(tokens);
        };
        let (kind, length) = match (next, byte) {
            (Next::Colon, b':') => (Kind::Colon, 1),
            (Next::CommaOrClose, b',') => (Kind::Comma, 1),
            (Next::CommaOrClose | Next::NameOrClose, b'}') if open.pop()? => (Kind::CloseObject, 1),
            (Next::CommaOrClose | Next::ValueOrClose, b']') if !open.pop()? => (Kind::CloseList, 1),
            (Next::Name | Next::NameOrClose, b'"') => (Kind::Name, text_length(rest)?),
            (Next::Value | Next::ValueOrClose, b'{') => (Kind::OpenObject, 1),
            (Next::Value | Next::ValueOrClose, b'[') => (Kind::OpenList, 1),
            (Next::Value | Next::ValueOrClose, b'"') => (Kind::Text, text_length(rest)?),
            (Next::Value | Next::ValueOrClose, b'-' | b'0'..=b'9') => (Kind::Number, number_length(rest)?),
            (Next::Value | Next::ValueOrClose, _) => (Kind::Word, word_length(rest)?),
            _ => return None,
        };
        let after_value = match open.last() {
            None => Next::Nothing,
            Some(_) => Next::CommaOrClose,
        };
        next = match kind {
            Kind::OpenObject => {
                open.push(true);
                Next::NameOrClose
            }
            Kind::OpenList => {
                open.push(false);
                Next::ValueOrClose
            }
            Kind::Comma if *open.last()? => Next::Name,
            Kind::Comma | Kind::Colon => Next::Value,
            Kind::Name => Next::Colon,
            Kind::CloseList | Kind::CloseObject | Kind::Number | Kind::Text | Kind::Word => after_value,
        };
        let end = start.checked_add(length)?;
        tokens.push(Token { kind, start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? });
        start = end;
    }
}

/// With both quotes.
fn text_length(rest: &[u8]) -> Option<usize> {
    let mut length = 1_usize;
    loop {
        let step = match rest.get(length..)? {
            [b'"', ..] => return length.checked_add(1),
            [b'\\', b'u', digits @ ..] if digits.get(..4)?.iter().all(u8::is_ascii_hexdigit) => 6,
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
            [b'\\' | 0..=0x1f, ..] | [] => return None,
            [_, ..] => 1,
        };
        length = length.checked_add(step)?;
    }
}

fn number_length(rest: &[u8]) -> Option<usize> {
    let mut left = rest.strip_prefix(b"-").unwrap_or(rest);
    left = match left {
        [b'0', after @ ..] => after,
        _ => after_digits(left)?,
    };
    if let [b'.', after @ ..] = left {
        left = after_digits(after)?;
    }
    if let [b'e' | b'E', b'+' | b'-', after @ ..] | [b'e' | b'E', after @ ..] = left {
        left = after_digits(after)?;
    }
    rest.len().checked_sub(left.len())
}

/// What follows one digit or more.
fn after_digits(rest: &[u8]) -> Option<&[u8]> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    rest.get(digits..).filter(|_| digits > 0)
}

fn word_length(rest: &[u8]) -> Option<usize> {
    ["true", "false", "null"].iter().find(|word| rest.starts_with(word.as_bytes())).map(|word| word.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Every candidate is a copy, and there are hundreds.
pub(super) const LONGEST: usize = 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IgnoredAny;

    /// serde_json is the judge, of texts and of what becomes of them when a byte is changed, lost or added.
    #[test]
    fn reads_what_is_json_and_nothing_else() {
        let texts = [
            r#" {"a":[1,-0,2.5e-7,1E+9,0.1],"b":{"":null,"c":[true,false]},"d":"\u00e9\ud83d\ude00\/\"\\é"} "#,
            "[[],[{}],{\"x\":[]}]",
            "\"a\"",
            "-1.5",
        ];
        let mut random = fastrand::Rng::with_seed(1);
        let (mut read, mut refused) = (0, 0);
        for text in texts.iter().cycle().take(40_000) {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..random.usize(..3) {
                let (at, byte) =
                    (random.usize(..bytes.len()), *random.choice(b"[]{},:\"\\0123.eE+-tu \n\x01\xc3".iter()).unwrap());
                match random.u8(..3) {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => drop(bytes.remove(at)),
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let judged = str::from_utf8(&bytes).is_ok() && serde_json::from_slice::<IgnoredAny>(&bytes).is_ok();
            let document = Document::read(&bytes);
            assert_eq!(document.is_some(), judged, "{:?}", alloc::string::String::from_utf8_lossy(&bytes));
            if let Some(document) = document {
                let pieces = document.spaced().flat_map(|(gap, token)| [gap, document.text(token)]);
                assert_eq!(pieces.chain([document.tail()]).collect::<alloc::string::String>(), document.source);
                read += 1;
            } else {
                refused += 1;
            }
        }
        assert!(read > 5_000 && refused > 5_000, "{read} {refused}");
    }

    #[test]
    fn nothing_that_only_looks_like_json() {
        for bad in
            ["", " ", "{", "}", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1"]
        {
            assert!(Document::read(bad.as_bytes()).is_none(), "{bad}");
        }
        for bad in
            ["-", "1e", "nul", "NaN", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "{} {}", "\u{feff}{}", "[}", "{]", "'a'"]
        {
            assert!(Document::read(bad.as_bytes()).is_none(), "{bad}");
        }
    }
}
