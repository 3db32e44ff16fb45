//! What `verify` looks at, in its order, and what is there: shapes and counts, never the value of a signature or token.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::escape::{Hidden, escaped, masked, segment};
use super::report::{Clock, Segment, State, Step};
use super::view::View;
use crate::error::VerifyCode;
use crate::parts::{Found, Parts, describe};
use crate::request::{Body, Request};
use crate::scheme::{Encoding, Grammar, Part, Place, Proof, TokenPlace};
use crate::signature::value_of;
use crate::timestamp;
use crate::webhook::Webhook;

/// What is seen of one request, before anything is undone.
pub(super) struct Facts<'a> {
    pub(super) webhook: &'a Webhook,
    pub(super) request: &'a Request<'a>,
    pub(super) view: &'a View,
    /// The authenticated bytes, if they could be had.
    pub(super) body: Option<&'a [u8]>,
    pub(super) refusal: Option<&'a str>,
    pub(super) now: u64,
    /// What must not be shown.
    pub(super) hidden: Vec<Hidden>,
    /// Why the constructor refused the secret, if it did.
    pub(super) unusable: bool,
}

impl Facts<'_> {
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = alloc::vec![self.secret(), self.body()];
        match &self.view.variant.proof {
            Proof::Signature(_) => {
                steps.extend([self.signature(), self.timestamp(), self.id(), self.content_step()]);
            }
            Proof::Token(token) => steps.push(self.token(&token.place)),
            Proof::Nothing => {}
        }
        steps.extend([self.comparison(), self.time(), self.address()]);
        // What was refused failed, even if a look at the part alone does not show it.
        let none_failed = !steps.iter().any(|step| step.state == State::Failed);
        if let Some(refusal) = self.refusal.filter(|_| none_failed) {
            let names = steps_of(refusal);
            if let Some(step) = names.iter().find_map(|name| steps.iter().position(|step| step.name == *name))
                && let Some(step) = steps.get_mut(step)
            {
                step.state = State::Failed;
            }
        }
        steps
    }

    /// The signed content, as far as its parts are there.
    pub(super) fn content(&self) -> Vec<Segment> {
        let Some(scheme) = self.view.scheme() else { return Vec::new() };
        let parts = self.parts();
        let values = parts.as_ref().map(|parts| (parts.timestamp.value, parts.id.value));
        let (timestamp, id) = values.unwrap_or_default();
        let segments = scheme.content.iter().map(|part| {
            let (name, bytes) = match part {
                Part::Body => ("body", self.body.unwrap_or_default()),
                Part::Literal(text) => ("literal", text.as_bytes()),
                Part::Timestamp => ("timestamp", timestamp),
                Part::Id => ("id", id),
                Part::Header(name) => ("header", Found::header(&self.view.headers, name).value),
                Part::Method => ("method", self.view.method.as_deref().unwrap_or_default().as_bytes()),
                Part::Url => ("url", self.view.url.as_deref().unwrap_or_default().as_bytes()),
                Part::Value(key) => ("value", value_of(self.view.value(), &scheme.grammar, key).value),
            };
            match part {
                Part::Body | Part::Literal(_) | Part::Method | Part::Url => segment(name, bytes, &self.hidden),
                _ => segment(name, &without_signature(bytes), &self.hidden),
            }
        });
        segments.collect()
    }

    pub(super) fn clock(&self) -> Option<Clock> {
        let time = self.view.scheme()?.timestamp.as_ref()?;
        let timestamp = timestamp::seconds(timestamp::parse(self.parts()?.timestamp.value)?, time.unit);
        Some(clock(timestamp, self.now, self.webhook.tolerance))
    }

    /// A text about the request without the secrets that may stand in it.
    pub(super) fn masked(&self, text: &str) -> String {
        String::from_utf8_lossy(&masked(text.as_bytes(), &self.hidden)).into_owned()
    }

    /// A value that is no secret, cut if it is long.
    fn short(&self, value: &[u8]) -> String {
        let shown = masked(&without_signature(value), &self.hidden);
        match shown.get(..LONGEST_SHOWN) {
            _ if value.is_empty() => "missing".to_owned(),
            Some(start) if value.len() > LONGEST_SHOWN => format!("{}... ({})", escaped(start), bytes_of(value)),
            _ => escaped(&shown),
        }
    }

    fn parts(&self) -> Option<Parts<'_>> {
        Parts::find(&self.view.variant, self.view.scheme()?, &self.view.headers, self.view.line(), None).ok()
    }

    fn secret(&self) -> Step {
        let count = self.webhook.given.len();
        let saw = match (&self.view.variant.proof, count) {
            (Proof::Nothing, _) => "none is needed".to_owned(),
            (_, 0) => "none was given".to_owned(),
            (_, 1) => "one".to_owned(),
            _ => format!("{count}"),
        };
        Step { name: "secret", state: if self.unusable { State::Failed } else { State::Passed }, saw }
    }

    fn body(&self) -> Step {
        let saw = match (self.request.body, self.body) {
            (Body::NotRaw, _) => "not there as bytes".to_owned(),
            (Body::NotText, _) => "a text that is not well-formed".to_owned(),
            (Body::Form(fields), None) => format!("a form that was parsed before, {} fields", fields.len()),
            (Body::Raw(bytes), None) => bytes_of(bytes),
            (Body::Raw(bytes), Some(body)) if bytes.len() != body.len() => {
                format!("{}, of a form of {}", bytes_of(body), bytes_of(bytes))
            }
            (_, Some(body)) => bytes_of(body),
        };
        Step { name: "body", state: if self.body.is_some() { State::Passed } else { State::Failed }, saw }
    }

    fn signature(&self) -> Step {
        let place = self.view.scheme().map(|scheme| scheme.place.describe()).unwrap_or_default();
        let value = self.view.value();
        let count = self.count();
        let saw = match count {
            0 => format!("{place}: missing"),
            1 => format!("{place}: {}", self.shape(value)),
            _ => format!("{place}: sent {count} times"),
        };
        let failed = count != 1 || self.refused(SIGNATURE_CODES);
        Step { name: "signature", state: if failed { State::Failed } else { State::Passed }, saw }
    }

    fn count(&self) -> usize {
        match self.view.scheme().map(|scheme| &scheme.place) {
            Some(Place::Header(name)) => {
                let found = Found::header(&self.view.headers, name);
                if found.value.is_empty() && found.count <= 1 { 0 } else { found.count }
            }
            _ => usize::from(!self.view.value().is_empty()),
        }
    }

    /// The prefix and how many characters follow; of which alphabet.
    fn shape(&self, value: &[u8]) -> String {
        let Some(scheme) = self.view.scheme() else { return String::new() };
        let Some(text) = self.view.text() else {
            return format!("{}, without the prefix that the scheme has", characters(value));
        };
        let alphabet = alphabet(text);
        match &scheme.grammar {
            Grammar::Bare { prefix } if prefix.is_empty() => alphabet,
            Grammar::Bare { prefix } => format!("`{prefix}` and {alphabet}"),
            Grammar::Named { separator, .. } => match crate::bytes::split_once(value, separator.as_bytes()) {
                Some((name, _)) if name.len() <= 8 => format!("`{}{separator}` and {alphabet}", escaped(name)),
                _ => alphabet,
            },
            Grammar::Pairs { signature, assign, .. } => format!("a list; in `{signature}{assign}` {alphabet}"),
            Grammar::Items { prefix, .. } => format!("a list; behind `{prefix}` {alphabet}"),
        }
    }

    fn timestamp(&self) -> Step {
        let source = self.view.scheme().and_then(|scheme| scheme.timestamp.as_ref()).map(|time| &time.source);
        let Some(source) = source else { return skipped("timestamp", "none is signed") };
        let found = self.parts().map(|parts| parts.timestamp.value.to_vec()).unwrap_or_default();
        let failed = timestamp::parse(&found).is_none();
        Step {
            name: "timestamp",
            state: if failed { State::Failed } else { State::Passed },
            saw: format!("{}: {}", describe(source), self.short(&found)),
        }
    }

    fn id(&self) -> Step {
        let Some(source) = &self.view.variant.id else { return skipped("id", "the provider sends none") };
        let signed = self.view.variant.signs_id();
        let found = self.parts().map(|parts| parts.id.value.to_vec()).unwrap_or_default();
        let state = match (signed, found.is_empty() || self.refused(&[VerifyCode::IdMalformed])) {
            (true, true) => State::Failed,
            (false, true) => State::Skipped,
            _ => State::Passed,
        };
        let note = if signed { "" } else { ", not signed" };
        Step { name: "id", state, saw: format!("{}: {}{note}", describe(source), self.short(&found)) }
    }

    fn content_step(&self) -> Step {
        let content = self.content();
        let bytes = content.iter().fold(0_usize, |sum, piece| sum.saturating_add(piece.bytes));
        let state = match self.view.read() {
            _ if self.refused(CONTENT_CODES) => State::Failed,
            Some(_) if self.body.is_some() => State::Passed,
            _ => State::Skipped,
        };
        Step { name: "content", state, saw: format!("{} of {bytes} bytes", plural(content.len(), "segment")) }
    }

    fn token(&self, place: &TokenPlace) -> Step {
        let (place, count, length) = match place {
            TokenPlace::Known(Place::Header(name)) => {
                let found = Found::header(&self.view.headers, name);
                (format!("header `{name}`"), found.count, found.value.len())
            }
            TokenPlace::Known(place @ Place::Parameter(name)) => {
                let value = self.request.url.and_then(|url| crate::url::parameter(url, name).ok());
                (place.describe(), usize::from(value.is_some()), value.map_or(0, |value| value.len()))
            }
            _ => (String::new(), 0, 0),
        };
        let saw = match (count, length) {
            (0, _) | (1, 0) => format!("{place}: missing"),
            (1, _) => format!("{place}: {}", plural(length, "character")),
            _ => format!("{place}: sent {count} times"),
        };
        Step { name: "token", state: if count == 1 && length > 0 { State::Passed } else { State::Failed }, saw }
    }

    fn comparison(&self) -> Step {
        let secrets = plural(self.webhook.given.len(), "secret");
        let state = match self.refusal {
            None => State::Passed,
            Some("signature_mismatch" | "token_mismatch") => State::Failed,
            Some(code) if AFTER_COMPARISON.iter().any(|after| after.as_str() == code) => State::Passed,
            Some(_) => State::Skipped,
        };
        let saw = match state {
            State::Passed => "matches".to_owned(),
            State::Failed => format!("no match under {secrets}"),
            State::Skipped => "not reached".to_owned(),
        };
        match self.view.variant.proof {
            Proof::Nothing => skipped("comparison", "nothing is authenticated"),
            _ => Step { name: "comparison", state, saw },
        }
    }

    fn time(&self) -> Step {
        let Some(Clock { difference, tolerance, .. }) = self.clock() else {
            return skipped("time", "no timestamp");
        };
        let side = if difference < 0 { "before" } else { "after" };
        let seconds = difference.unsigned_abs();
        let (state, allowed) = match tolerance {
            None => (State::Skipped, "any is taken".to_owned()),
            Some(most) if seconds <= most => (State::Passed, format!("{most} s are tolerated")),
            Some(most) => (State::Failed, format!("{most} s are tolerated")),
        };
        Step { name: "time", state, saw: format!("{} {side} now; {allowed}", span(seconds)) }
    }

    fn address(&self) -> Step {
        if self.webhook.senders.is_empty() {
            return skipped("address", "any may send");
        }
        let failed = self.refused(&[VerifyCode::AddressMissing, VerifyCode::AddressNotAllowed]);
        let saw = match self.request.remote_address {
            Some(address) if !address.is_empty() => self.short(address.as_bytes()),
            _ => "missing".to_owned(),
        };
        Step { name: "address", state: if failed { State::Failed } else { State::Passed }, saw }
    }

    fn refused(&self, codes: &[VerifyCode]) -> bool {
        self.refusal.is_some_and(|refusal| codes.iter().any(|code| code.as_str() == refusal))
    }
}

/// The steps that a refusal may belong to, the likeliest first.
fn steps_of(code: &str) -> &'static [&'static str] {
    match code.split('_').next() {
        Some("timestamp") => &["timestamp"],
        Some("id") => &["id"],
        Some("address") => &["address"],
        Some("body" | "form" | "field") => &["body"],
        _ => &["signature", "token", "body"],
    }
}

pub(super) fn clock(timestamp: u64, now: u64, tolerance: Option<u64>) -> Clock {
    let gap = i64::try_from(timestamp.abs_diff(now)).unwrap_or(i64::MAX);
    let difference = if timestamp < now { gap.saturating_neg() } else { gap };
    Clock { timestamp, now, difference, tolerance }
}

/// Seconds as people say them.
pub(super) fn span(seconds: u64) -> String {
    let rounded = |unit: u64| seconds.saturating_add(unit.wrapping_div(2)).checked_div(unit).unwrap_or_default();
    let about = |unit: u64, name: &str| format!("about {} {name} ({seconds} s)", rounded(unit));
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7_200 => about(60, "minutes"),
        7_200..172_800 => about(3600, "hours"),
        _ => about(86_400, "days"),
    }
}

pub(super) fn bytes_of(bytes: &[u8]) -> String {
    plural(bytes.len(), "byte")
}

fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn characters(value: &[u8]) -> String {
    plural(value.len(), "character")
}

fn alphabet(text: &[u8]) -> String {
    let count = text.len();
    let only = |fits: fn(&u8) -> bool| !text.is_empty() && text.iter().all(fits);
    if only(u8::is_ascii_hexdigit) {
        return plural(count, "hex digit");
    }
    let [hex, url] = [Encoding::Base64, Encoding::Base64Url].map(|encoding| match encoding {
        Encoding::Base64 => only(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')),
        _ => only(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')),
    });
    match (hex, url) {
        (true, _) => format!("{count} characters of base64"),
        (_, true) => format!("{count} characters of base64url"),
        _ => format!("{} that are neither hex nor base64", characters(text)),
    }
}

/// A value without what may be a signature that stands in the wrong place: a run too long for an id or a time.
fn without_signature(value: &[u8]) -> Vec<u8> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_');
    let runs = value.chunk_by(|left, right| is_digit(left) == is_digit(right));
    let shown = |run: &[u8]| if run.len() < SHORTEST_RUN { run.to_vec() } else { alloc::vec![b'*'; run.len()] };
    runs.flat_map(shown).collect()
}

fn skipped(name: &'static str, saw: &str) -> Step {
    Step { name, state: State::Skipped, saw: saw.to_owned() }
}

const LONGEST_SHOWN: usize = 64;

/// As long as the shortest signature in hex; a UUID is shorter.
const SHORTEST_RUN: usize = 40;

const SIGNATURE_CODES: &[VerifyCode] = &[
    VerifyCode::SignatureMissing,
    VerifyCode::SignatureMalformed,
    VerifyCode::SignatureUnsupported,
    VerifyCode::TooManySignatures,
    VerifyCode::AlgorithmNotAllowed,
];

const CONTENT_CODES: &[VerifyCode] = &[VerifyCode::UrlMissing, VerifyCode::MethodMissing, VerifyCode::BodyAmbiguous];

const AFTER_COMPARISON: &[VerifyCode] = &[
    VerifyCode::TimestampTooOld,
    VerifyCode::TimestampTooNew,
    VerifyCode::AddressMissing,
    VerifyCode::AddressNotAllowed,
];
