//! Why a request is refused: what `verify` saw, and causes that are proved by recomputing the signature without them.
//!
//! For people, offline. It never accepts anything, and its report never belongs into an answer to the sender: whoever
//! may ask it again and again learns how close a forgery is.

mod advice;
mod body;
mod code;
mod escape;
mod facts;
mod hints;
mod keys;
mod readings;
mod report;
mod search;
mod text;
mod tokens;
mod unwrap;
mod view;

pub use code::{Cause, FindingCode};
pub use report::{Certainty, Clock, Finding, Refusal, Report, Segment, State, Step, TROUBLESHOOTING, Work, see};
pub use search::{MOST_BYTES, MOST_MACS};

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::builder::{Builder, Given};
use crate::error::{ConfigCode, ConfigError, VerifyCode};
use crate::form::Field;
use crate::parts::LONGEST_HEADER;
use crate::request::Request;
use crate::scheme::{Proof, Variant};
use crate::secret::AsSecret;
use crate::sign::LATEST;
use crate::webhook::Webhook;
use escape::Hidden;
use facts::Facts;
use keys::{Key, number};
use readings::Undoing;
use search::{Match, Search};
use view::{Pairs, View};

/// What to explain with, beside the request.
pub struct ExplainOptions {
    now: u64,
    others: Vec<Given>,
}

impl ExplainOptions {
    /// Options for a request received at `now`, in Unix seconds.
    #[must_use]
    pub const fn new(now: u64) -> Self {
        Self { now, others: Vec::new() }
    }

    /// Secrets that are tried here and nowhere else: the previous one, another endpoint's.
    #[must_use]
    pub fn other_secrets<S: AsSecret>(mut self, secrets: &[S]) -> Self {
        self.others = secrets.iter().map(|secret| Given::from(secret.as_secret())).collect();
        self
    }
}

/// Never the secrets.
impl core::fmt::Debug for ExplainOptions {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ExplainOptions").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Webhook {
    /// Says why a request is refused, as far as that can be found out: never on the way of a request.
    ///
    /// Hand over all headers of the request, not only those that the scheme names. The work is bounded: at most
    /// [`MOST_MACS`] MACs over [`MOST_BYTES`] bytes. That is milliseconds for a usual delivery; the longest search is one
    /// of about two seconds in native code and of about five in WebAssembly, on one core of a current machine.
    ///
    /// ```
    /// use hookseal::explain::ExplainOptions;
    /// use hookseal::{Request, SignOptions, Webhook, providers};
    ///
    /// let webhook = Webhook::new(&providers::TRANSCODELY, &["whsec_k7Vw2mQ9xTzB4nRc"])?;
    /// let signed = webhook.sign(b"{}", &SignOptions::new(1716480293).id("dlv_1"))?;
    ///
    /// let request = Request::new(b"{}\n").headers(signed.headers());
    /// let report = webhook.explain(&request, &ExplainOptions::new(1716480300));
    /// assert_eq!(report.findings[0].code.as_str(), "body_newline_added");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explain(&self, request: &Request<'_>, options: &ExplainOptions) -> Report {
        explain(self, None, request, options)
    }
}

impl Builder {
    /// Says why a request would be refused by the webhook of these options, even if its secret cannot be used.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), but for `missing_secret` and `invalid_secret`, which the report explains.
    pub fn explain(self, request: &Request<'_>, options: &ExplainOptions) -> Result<Report, ConfigError> {
        let (webhook, keys) = self.assemble()?;
        match keys {
            Ok(keys) => Ok(explain(&Webhook { keys, ..webhook }, None, request, options)),
            Err(error) if matches!(error.code(), ConfigCode::MissingSecret | ConfigCode::InvalidSecret) => {
                Ok(explain(&webhook, Some(&error), request, options))
            }
            Err(error) => Err(error),
        }
    }
}

fn explain(
    webhook: &Webhook,
    unusable: Option<&ConfigError>,
    request: &Request<'_>,
    options: &ExplainOptions,
) -> Report {
    let (headers, all) = pairs(webhook, request);
    let read = webhook.read_body(request);
    let (body, field) = match &read {
        Ok((body, field)) => (Some(body.as_ref()), field.as_ref()),
        Err(_) => (None, None),
    };
    let (_, variant) = webhook.choose(request.headers);
    let view = View {
        variant: variant.clone(),
        secret: webhook.scheme.secret.clone(),
        headers,
        method: request.method.map(ToString::to_string),
        url: request.url.map(ToString::to_string),
        field: field.and_then(text_of_field),
        body: None,
    };
    let refused = webhook.verify(request, options.now).err();
    let refusal = match (unusable, &refused) {
        (Some(error), _) => Some(Refusal { code: error.code().as_str(), message: error.to_string() }),
        (None, Some(error)) => Some(Refusal { code: error.code().as_str(), message: error.to_string() }),
        (None, None) => None,
    };
    let mut work = Work { complete: all, ..Work::default() };
    let matched = search(webhook, &view, request, body, options, &mut work);
    let code = refused.map(|error| error.code());
    let facts = Facts {
        webhook,
        request,
        view: &view,
        body,
        refusal: refusal.as_ref().map(|refusal| refusal.code),
        now: options.now,
        hidden: hidden(webhook, options, request),
        unusable: unusable.is_some(),
    };
    let clock = facts.clock();
    let mut findings = proved(matched.as_ref(), &facts);
    if let Some(error) = unusable {
        let code = FindingCode::Config(error.code());
        findings.push(Finding::new(code, Certainty::Observed, error.to_string()));
    }
    if let (Some(code), None) = (code, unusable)
        && !(code.is_mismatch() || (!findings.is_empty() && code.is_undone()))
    {
        let message = refusal.as_ref().map(|refusal| refusal.message.clone()).unwrap_or_default();
        findings.push(Finding::new(code, Certainty::Observed, message));
    }
    findings.extend(hints::of_secrets(webhook, refusal.is_some() && matched.is_none()));
    if refusal.is_some() {
        findings.extend(hints::observed(request, &view.headers));
        if let (Some(clock), Some(_)) = (&clock, &matched) {
            findings.extend(hints::of_clock(clock, &view.headers));
        }
        if matched.is_none() && unusable.is_none() && code == Some(VerifyCode::SignatureMismatch) {
            findings.extend(hints::of_body(request, &view.headers, body.unwrap_or_default()));
        }
        if matched.is_none() {
            findings.extend(hints::of_headers(webhook, &view.headers));
        }
    }
    let no_body = |finding: &Finding| BODY_GONE.iter().any(|cause| finding.code == (*cause).into());
    if matched.is_none()
        && unusable.is_none()
        && code.is_some_and(VerifyCode::is_mismatch)
        && !findings.iter().any(no_body)
    {
        let detail = if work.complete { "" } else { "but not everything could be tried" };
        let message = sentence(Cause::SecretWrong.meaning(), detail);
        findings.push(Finding::new(Cause::SecretWrong, Certainty::Hint, message));
    }
    Certainty::sort(&mut findings);
    // The more certain one says it.
    let mut said = Vec::new();
    findings.retain(|finding| {
        let new = !said.contains(&(finding.code, finding.part.clone()));
        said.push((finding.code, finding.part.clone()));
        new
    });
    Report {
        provider: webhook.provider().to_string(),
        variant: view.variant.name.to_string(),
        steps: facts.steps(),
        content: facts.content(),
        clock,
        findings,
        refusal,
        work,
    }
}

/// What no report may show: the secrets in every form that they may stand for, and signatures in a form.
fn hidden(webhook: &Webhook, options: &ExplainOptions, request: &Request<'_>) -> Vec<Hidden> {
    let keys = keys::keys(&webhook.given, &options.others, &webhook.scheme.secret);
    let tokens = keys::tokens(&webhook.given, &options.others);
    let derived = keys.into_iter().chain(tokens).map(|key| key.bytes).filter(|bytes| bytes.len() >= escape::SHORTEST);
    let whole = webhook.given.iter().chain(&options.others).map(keys::whole).filter(|bytes| !bytes.is_empty());
    let signatures = readings::signatures_in_form(request).into_iter().map(Hidden::new);
    derived.chain(whole).flat_map(escape::spellings).chain(signatures).collect()
}

/// What makes the signature or token match, if it does not as it stands.
fn search(
    webhook: &Webhook,
    view: &View,
    request: &Request<'_>,
    body: Option<&[u8]>,
    options: &ExplainOptions,
    work: &mut Work,
) -> Option<Match> {
    let own = |format| keys::keys(&webhook.given, &options.others, format);
    if let Proof::Token(token) = &view.variant.proof {
        let tokens = keys::tokens(&webhook.given, &options.others);
        if let Some(found) = tokens::search(token, &view.headers, request.url, &tokens, work) {
            return Some(found);
        }
    }
    let readings = readings::readings(&webhook.scheme, view, request);
    let keys: Vec<Vec<Key>> = readings.iter().map(|reading| own(&reading.secret)).collect();
    let form = view.variant.field.is_some();
    let body = body.or(match request.body {
        crate::request::Body::Raw(bytes) => Some(bytes),
        _ => None,
    })?;
    Search { body, form, readings: &readings, keys: &keys, work }.run()
}

/// The findings of what was undone, and of a time that is refused though the signature matches.
fn proved(matched: Option<&Match>, facts: &Facts<'_>) -> Vec<Finding> {
    let Some(Match { undone, timestamp, .. }) = matched else { return Vec::new() };
    let mut findings: Vec<Finding> = undone.iter().map(|undoing| finding(undoing, facts)).collect();
    let Some(timestamp) = *timestamp else { return findings };
    let clock = facts::clock(timestamp, facts.now, facts.webhook.tolerance);
    let seconds = clock.difference.unsigned_abs();
    if clock.tolerance.is_none_or(|tolerance| seconds <= tolerance) {
        return findings;
    }
    let is_near = |time: u64| time.abs_diff(facts.now) < YEARS;
    let (cause, detail) = match () {
        () if timestamp > LATEST && is_near(timestamp.wrapping_div(1000)) => {
            (Cause::TimestampInMilliseconds, String::new())
        }
        () if is_near(timestamp.saturating_mul(1000)) => (Cause::TimestampInSeconds, String::new()),
        () if clock.difference < 0 => (Cause::TimestampStale, format!("{} ago", facts::span(seconds))),
        () => (Cause::TimestampFuture, format!("{} ahead", facts::span(seconds))),
    };
    findings.push(Finding::new(cause, Certainty::Proved, sentence(cause.meaning(), &detail)));
    findings
}

fn finding(undoing: &Undoing, facts: &Facts<'_>) -> Finding {
    let Undoing { code, detail, part } = undoing;
    // It quotes the URL, in which a secret may stand.
    let masked = (*code == Cause::UrlOther.into()).then(|| facts.masked(detail));
    let detail = masked.as_ref().unwrap_or(detail);
    Finding::new(*code, Certainty::Proved, sentence(code.meaning(), detail)).at(part.clone())
}

fn sentence(meaning: &str, detail: &str) -> String {
    if detail.is_empty() { meaning.to_string() } else { format!("{meaning} ({detail})") }
}

/// The headers that are looked at: all that the scheme names, and of the others no more than any server would take.
/// The second value says whether that is all of them.
fn pairs(webhook: &Webhook, request: &Request<'_>) -> (Pairs, bool) {
    let own: Vec<&str> = webhook.scheme.variants.iter().flat_map(Variant::header_names).collect();
    let mut pairs = Vec::new();
    let mut left_out = false;
    request.headers.visit(&mut |name, value| {
        if pairs.len() < MOST_HEADERS || own.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            // A longer value is refused whatever it holds.
            let value = value.get(..=LONGEST_HEADER).unwrap_or(value);
            pairs.push((name.chars().take(LONGEST_HEADER).collect(), value.to_vec()));
        } else {
            left_out = true;
        }
    });
    (pairs, !left_out)
}

fn text_of_field(field: &Field<'_>) -> Option<Vec<u8>> {
    match field {
        Field::Text(text) => Some(text.to_vec()),
        Field::Missing | Field::NotText | Field::Twice => None,
    }
}

impl Key {
    /// What was undone to come to it.
    fn undoings(&self) -> impl Iterator<Item = Undoing> + '_ {
        let is_other = |(cause, _): &(Cause, String)| *cause == Cause::SecretOther;
        let kind = if self.causes.iter().any(is_other) { "other secret" } else { "secret" };
        let part = format!("{kind} {}", number(self.secret));
        self.causes.iter().map(move |(cause, detail)| Undoing {
            code: (*cause).into(),
            detail: detail.clone(),
            part: Some(part.clone()),
        })
    }
}

impl VerifyCode {
    /// Refusals that say no more than that nothing fits.
    const fn is_mismatch(self) -> bool {
        matches!(self, Self::SignatureMismatch | Self::TokenMismatch)
    }

    /// Whether it is gone once the causes that were proved are undone.
    const fn is_undone(self) -> bool {
        !matches!(self, Self::AddressMissing | Self::AddressNotAllowed)
    }
}

/// Where they are found the secret may well be right.
const BODY_GONE: [Cause; 2] = [Cause::BodyEmpty, Cause::BodyObject];

/// How many headers are looked at beside those that the scheme names.
const MOST_HEADERS: usize = 1000;

/// Ten years: so near to now is a time that was read in the wrong unit.
const YEARS: u64 = 315_360_000;
