//! `multipart/form-data` (RFC 7578, RFC 2046), one reading only.

use alloc::vec::Vec;

use super::content_type::{Parameter, parameters};
use super::{Field, MOST_PARTS, Wanted};
use crate::bytes::{find, split_once, trim, trim_start};
use crate::error::VerifyCode;

/// How long the headers of one part may be, in bytes.
const LONGEST_PART_HEADERS: usize = 8192;

const MALFORMED: VerifyCode = VerifyCode::FormMalformed;

pub(super) fn read<'a>(body: &'a [u8], boundary: &[u8], wanted: &mut Wanted<'a, '_>) -> Result<(), VerifyCode> {
    let delimiter = [b"\r\n--", boundary].concat();
    let mut rest = match first_line(body, &delimiter)? {
        Line::Open(rest) => rest,
        Line::Closed => return Err(MALFORMED),
    };
    for _ in 0..MOST_PARTS {
        // A part without headers or content shares its line end with the delimiter; a name is needed anyway.
        let (part, after) = split_once(rest, &delimiter).ok_or(MALFORMED)?;
        read_part(part, wanted)?;
        match line_end(after)? {
            Line::Open(next) => rest = next,
            Line::Closed => return Ok(()),
        }
    }
    Err(MALFORMED)
}

/// What follows a delimiter: another part, or the end.
enum Line<'a> {
    Closed,
    Open(&'a [u8]),
}

/// Skips the preamble. The first delimiter may stand at the very start, without a line end before it.
fn first_line<'a>(body: &'a [u8], delimiter: &[u8]) -> Result<Line<'a>, VerifyCode> {
    let at_start = delimiter.get(2..).and_then(|dashes| body.strip_prefix(dashes));
    let after = at_start.or_else(|| split_once(body, delimiter).map(|(_, after)| after));
    line_end(after.ok_or(MALFORMED)?)
}

/// Reads the end of a delimiter line. Anything but `--` or padding makes the line ambiguous: some parsers take a
/// boundary's prefix for the boundary, others do not.
fn line_end(after: &[u8]) -> Result<Line<'_>, VerifyCode> {
    if let Some(rest) = after.strip_prefix(b"--") {
        let rest = trim_start(rest);
        return if rest.is_empty() || rest.starts_with(b"\r\n") { Ok(Line::Closed) } else { Err(MALFORMED) };
    }
    // The line end stays: with an empty header block it is the start of the next delimiter or blank line.
    let rest = trim_start(after);
    if rest.starts_with(b"\r\n") { Ok(Line::Open(rest)) } else { Err(MALFORMED) }
}

fn read_part<'a>(part: &'a [u8], wanted: &mut Wanted<'a, '_>) -> Result<(), VerifyCode> {
    let end = find(part, b"\r\n\r\n").ok_or(MALFORMED)?;
    let (head, rest) = part.split_at_checked(end).ok_or(MALFORMED)?;
    // The line end of the delimiter comes first and does not count.
    if head.len().saturating_sub(2) > LONGEST_PART_HEADERS {
        return Err(MALFORMED);
    }
    let content = rest.get(4..).ok_or(MALFORMED)?;
    let disposition = read_headers(head)?;
    let (kind, parameters) = parameters(disposition).ok_or(MALFORMED)?;
    if !kind.eq_ignore_ascii_case(b"form-data") || parameters.iter().any(|parameter| parameter.is(b"name*")) {
        return Err(MALFORMED);
    }
    let name = only(&parameters, b"name")?;
    // Parsers disagree on whether a backslash in a name escapes: ours must be ours under both readings.
    if wanted.is(&name.value) != wanted.is(name.verbatim) {
        return Err(MALFORMED);
    }
    let file = parameters.iter().any(|parameter| parameter.is(b"filename") || parameter.is(b"filename*"));
    wanted.add(&name.value, if file { Field::NotText } else { Field::Text(content.into()) });
    Ok(())
}

fn only<'p, 'a>(parameters: &'p [Parameter<'a>], name: &[u8]) -> Result<&'p Parameter<'a>, VerifyCode> {
    let mut named = parameters.iter().filter(|parameter| parameter.is(name));
    match (named.next(), named.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(MALFORMED),
    }
}

/// Checks all headers of a part and gives the value of its one Content-Disposition.
fn read_headers(head: &[u8]) -> Result<&[u8], VerifyCode> {
    let mut disposition = Vec::new();
    let mut lines = head;
    while let Some(after) = lines.strip_prefix(b"\r\n") {
        let end = find(after, b"\r\n").unwrap_or(after.len());
        let (line, next) = after.split_at_checked(end).ok_or(MALFORMED)?;
        lines = next;
        let (name, value) = split_once(line, b":").ok_or(MALFORMED)?;
        let value = trim(value);
        let named = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
        if !named || value.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)) {
            return Err(MALFORMED);
        }
        if name.eq_ignore_ascii_case(b"content-disposition") {
            disposition.push(value);
        }
        if name.eq_ignore_ascii_case(b"content-transfer-encoding") && !is_identity(value) {
            return Err(MALFORMED);
        }
    }
    match (disposition.as_slice(), lines) {
        ([one], []) => Ok(one),
        _ => Err(MALFORMED),
    }
}

fn is_identity(encoding: &[u8]) -> bool {
    [&b"7bit"[..], b"8bit", b"binary"].iter().any(|known| encoding.eq_ignore_ascii_case(known))
}
