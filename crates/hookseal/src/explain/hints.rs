//! What may be the cause but is not recomputed: facts about the request, and signs that are no proof.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::body;
use super::code::Cause;
use super::facts::bytes_of;
use super::keys::{number, text_of};
use super::report::{Certainty, Clock, Finding};
use super::sentence;
use super::view::Pairs;
use crate::parts::Found;
use crate::providers;
use crate::request::{Body, Request};
use crate::scheme::{Place, Proof};
use crate::secret::is_placeholder;
use crate::webhook::{Keys, Webhook};

/// Facts that stand whatever else is found.
pub(super) fn observed(request: &Request<'_>, headers: &Pairs) -> Vec<Finding> {
    let Body::Raw(bytes) = request.body else { return Vec::new() };
    let announced = number_in(Found::header(headers, "content-length").value);
    let Some(announced) = announced.filter(|announced| *announced != bytes.len()) else { return Vec::new() };
    let (cause, detail) = if bytes.is_empty() {
        (Cause::BodyEmpty, format!("`Content-Length` is {announced}"))
    } else {
        (Cause::BodyLengthDiffers, format!("{announced} announced, {} here", bytes_of(bytes)))
    };
    alloc::vec![finding(cause, Certainty::Observed, &detail)]
}

/// Signs of a changed body.
pub(super) fn of_body(request: &Request<'_>, headers: &Pairs, body: &[u8]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |cause, detail: &str| found.push(finding(cause, Certainty::Hint, detail));
    let encoding = Found::header(headers, "content-encoding").value.to_ascii_lowercase();
    let compressed = matches!(encoding.as_slice(), b"gzip" | b"deflate" | b"br" | b"zstd");
    if compressed && core::str::from_utf8(body).is_ok() {
        add(Cause::BodyInflated, &String::from_utf8_lossy(&encoding));
    } else if compressed || body.starts_with(&[0x1f, 0x8b]) {
        add(Cause::BodyCompressed, &String::from_utf8_lossy(&encoding));
    }
    if matches!(request.body, Body::Raw([])) {
        add(Cause::BodyEmpty, "nothing says how long it was");
    }
    if is_printed_object(body) {
        add(Cause::BodyObject, "");
    }
    if body::has_replaced_characters(body) {
        add(Cause::BodyCharactersReplaced, "");
    }
    if body::keys_sorted(body) {
        add(Cause::BodyKeysSorted, "");
    }
    found
}

/// What is left where an object was taken for a body, in JavaScript, Python, Go, PHP and Ruby.
fn is_printed_object(body: &[u8]) -> bool {
    let body = body.trim_ascii();
    OBJECTS.contains(&body) || OBJECT_STARTS.iter().any(|start| body.starts_with(start))
}

/// Signs that the request is another provider's.
pub(super) fn of_headers(webhook: &Webhook, headers: &Pairs) -> Vec<Finding> {
    let others = providers::ALL.iter().filter(|provider| provider.name() != webhook.provider());
    let own: Vec<&str> = webhook.scheme.variants.iter().flat_map(|variant| variant.own_headers()).collect();
    let mut found = Vec::new();
    for provider in others {
        let signature = provider.scheme.variants.iter().find_map(|variant| match &variant.proof {
            Proof::Signature(scheme) => match &scheme.place {
                Place::Header(name) if Found::header(headers, name).present() => Some(name),
                _ => None,
            },
            Proof::Token(_) | Proof::Nothing => None,
        });
        if let Some(name) = signature.filter(|name| !own.iter().any(|own| own.eq_ignore_ascii_case(name))) {
            let part = Some(format!("header `{name}`"));
            found.push(finding(Cause::HeadersOfOtherProvider, Certainty::Hint, provider.title()).at(part));
        }
    }
    found
}

/// Signs of a secret that is none, or a weak one. `refused`: whether the request is.
pub(super) fn of_secrets(webhook: &Webhook, refused: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, given) in webhook.given.iter().enumerate() {
        let Some(text) = text_of(given) else { continue };
        let part = Some(format!("secret {}", number(index)));
        let mut add = |cause, certainty, detail: &str| {
            found.push(finding(cause, certainty, detail).at(part.clone()));
        };
        if is_placeholder(text) {
            add(Cause::SecretPlaceholder, Certainty::Observed, "");
        } else if refused && seems_placeholder(text) {
            add(Cause::SecretPlaceholder, Certainty::Hint, "");
        }
        if refused && API_KEYS.iter().any(|start| text.starts_with(start)) {
            add(Cause::SecretIsApiKey, Certainty::Hint, "by its first characters");
        }
        if text.ends_with('\0') {
            add(Cause::SecretTrailingNul, Certainty::Hint, "");
        }
        if !matches!(webhook.keys, Keys::Nothing) && (1..SHORT_SECRET).contains(&text.len()) {
            add(Cause::SecretShort, Certainty::Hint, "");
        }
    }
    found
}

/// Signs that this machine's clock is wrong, where the time was judged and refused.
pub(super) fn of_clock(clock: &Clock, headers: &Pairs) -> Option<Finding> {
    let tolerance = clock.tolerance?;
    let gap = clock.difference.unsigned_abs();
    if gap <= tolerance || clock.timestamp > crate::sign::LATEST {
        return None;
    }
    let side = if clock.difference < 0 { "ahead" } else { "behind" };
    // A zone differs by a multiple of a quarter of an hour, a day at most.
    let from_zone = gap.checked_rem(QUARTER)?;
    let near = from_zone.min(QUARTER.saturating_sub(from_zone));
    let zone = gap <= A_DAY && near <= 5 && gap >= QUARTER;
    let sent = http_date(Found::header(headers, "date").value);
    let agrees = sent.is_some_and(|sent| sent.abs_diff(clock.timestamp) <= tolerance);
    let detail = match (agrees, zone, clock.difference < 0) {
        (true, _, _) => format!("it is {gap} s {side} of the request's `Date`"),
        (_, true, _) => format!("it is {gap} s {side}, as a local time taken for UTC would be"),
        (_, _, false) => format!("it is {gap} s behind the sender's"),
        _ => return None,
    };
    Some(finding(Cause::ClockWrong, Certainty::Hint, &detail))
}

fn finding(cause: Cause, certainty: Certainty, detail: &str) -> Finding {
    Finding::new(cause, certainty, sentence(cause.meaning(), detail))
}

fn seems_placeholder(text: &str) -> bool {
    let text = Zeroizing::new(text.to_ascii_lowercase());
    PLACEHOLDER_WORDS.iter().any(|word| text.contains(word))
        || text.trim_start_matches("whsec_").bytes().all(|byte| matches!(byte, b'x' | b'.' | b'*' | b'0'))
}

/// The seconds of an IMF-fixdate (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(value: &[u8]) -> Option<u64> {
    let text = core::str::from_utf8(value).ok()?;
    let mut pieces = text.split(' ').skip(1);
    let day: u64 = pieces.next()?.parse().ok()?;
    let month = MONTHS.iter().zip(0_u64..).find(|(name, _)| Some(**name) == text.split(' ').nth(2))?.1;
    let year: u64 = pieces.nth(1)?.parse().ok()?;
    let mut time = pieces.next()?.split(':').map(|piece| piece.parse::<u64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next()??);
    if !(1970..=9999).contains(&year) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Days of the proleptic Gregorian calendar, with years that begin in March.
    let (year, month) =
        if month < 2 { (year.checked_sub(1)?, month.checked_add(10)?) } else { (year, month.checked_sub(2)?) };
    let leaps = year.checked_div(4)?.checked_sub(year.checked_div(100)?)?.checked_add(year.checked_div(400)?)?;
    let in_year = month.checked_mul(306)?.checked_add(5)?.checked_div(10)?;
    let days =
        year.checked_mul(365)?.checked_add(leaps)?.checked_add(in_year)?.checked_add(day)?.checked_sub(719_469)?;
    let hours = days.checked_mul(24)?.checked_add(hour)?;
    hours.checked_mul(60)?.checked_add(minute)?.checked_mul(60)?.checked_add(second)
}

fn number_in(value: &[u8]) -> Option<usize> {
    core::str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

impl Certainty {
    /// The most certain first; of equals the order stays.
    pub(super) fn sort(findings: &mut [Finding]) {
        findings.sort_by_key(|finding| finding.certainty);
    }
}

/// How keys for the programming interfaces of well-known services begin.
const API_KEYS: &[&str] = &[
    "AKIA",
    "ak_",
    "api_",
    "eyJ",
    "ghp_",
    "github_pat_",
    "glpat-",
    "key_",
    "pk_",
    "rk_",
    "sk-",
    "sk_",
    "xoxb-",
    "xoxp-",
];

const OBJECTS: &[&[u8]] = &[b"Array", b"None", b"[]", b"null", b"undefined", b"{}"];

const OBJECT_STARTS: &[&[u8]] = &[
    b"#<",
    b"<Buffer ",
    b"<QueryDict",
    b"ImmutableMultiDict(",
    b"[object ",
    b"b'",
    b"map[",
    b"{'",
    b"{\"_readableState\"",
    b"{:",
];

const PLACEHOLDER_WORDS: &[&str] = &[
    "$(",
    "-here",
    "_here",
    "change_me",
    "changeme",
    "env.",
    "example",
    "op://",
    "placeholder",
    "replace",
    "todo",
    "your-",
    "your_",
    "yoursecret",
];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const A_DAY: u64 = 86_400;
const QUARTER: u64 = 900;
const SHORT_SECRET: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_the_calendar_has_it() {
        assert_eq!(http_date(b"Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date(b"Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date(b"Thu, 29 Feb 2024 12:00:00 GMT"), Some(1_709_208_000));
        for bad in ["", "Sun", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert_eq!(http_date(bad.as_bytes()), None, "{bad:?}");
        }
    }
}
