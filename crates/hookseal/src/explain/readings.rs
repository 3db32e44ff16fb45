//! In which ways a signed request can be read: as it stands, and with one thing about its headers undone.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

use super::code::{Cause, FindingCode};
use super::view::{View, set};
use crate::error::VerifyCode;
use crate::form::{Fields, decode};
use crate::mac::Tag;
use crate::parts::{Found, Signed};
use crate::providers;
use crate::request::{Body, Request};
use crate::scheme::{
    Algorithm, Encoding, Grammar, Part, Place, Scheme, SecretFormat, SignatureScheme, Source, Variant,
};

/// One thing that was undone: the code, what exactly in a few words, and where.
#[derive(Clone)]
pub(super) struct Undoing {
    pub(super) code: FindingCode,
    pub(super) detail: String,
    pub(super) part: Option<String>,
}

/// A request as it may be read.
pub(super) struct Reading {
    pub(super) undoing: Option<Undoing>,
    pub(super) secret: SecretFormat,
    /// What is signed, if it is not what was received.
    pub(super) body: Option<Vec<u8>>,
    pub(super) algorithm: Algorithm,
    pub(super) before: Vec<u8>,
    pub(super) after: Vec<u8>,
    pub(super) received: Received,
    /// Unix seconds.
    pub(super) timestamp: Option<u64>,
}

/// What a computed signature is compared with.
pub(super) enum Received {
    /// The text of a signature whose letters lost their case.
    AnyCase(String, Encoding),
    /// The first bytes of one that is cut.
    Start(Tag),
    Whole(Vec<Tag>),
}

/// All readings, the one as it stands first if there is one.
pub(super) fn readings(scheme: &Scheme, view: &View, request: &Request<'_>) -> Vec<Reading> {
    let mut readings = Readings { found: Vec::new() };
    readings.add(None, view);
    if view.scheme().is_some() {
        readings.add_signature(view);
        readings.add_truncated(view);
        readings.add_algorithms(view);
        readings.add_renamed(view);
        readings.add_single(view);
        readings.add_contents(view);
        readings.add_forms(view, request);
    }
    readings.add_schemes(scheme, view, request);
    readings.found
}

struct Readings {
    found: Vec<Reading>,
}

impl Readings {
    fn add(&mut self, undoing: Option<Undoing>, view: &View) {
        if let Some(Signed { signatures, content, timestamp, .. }) = view.read() {
            self.found.push(Reading {
                undoing,
                secret: view.secret.clone(),
                body: view.body.clone(),
                algorithm: signatures.algorithm,
                before: content.before,
                after: content.after,
                received: Received::Whole(signatures.tags),
                timestamp,
            });
        }
    }

    fn undo(&mut self, view: &View, code: impl Into<FindingCode>, detail: impl Into<String>) {
        let part = view.scheme().map(|scheme| scheme.place.describe());
        self.add(Some(Undoing { code: code.into(), detail: detail.into(), part }), view);
    }

    /// The value of the signature, written in another way.
    fn add_signature(&mut self, view: &View) {
        let value = view.value().to_vec();
        if value.is_empty() {
            return;
        }
        if let [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] = value.as_slice() {
            self.undo(&view.with_value(inner.to_vec()), VerifyCode::SignatureMalformed, "it stands in quotes");
        }
        let Some(scheme) = view.scheme() else { return };
        for (cause, detail, value) in prefixed(&value, scheme) {
            self.undo(&view.with_value(value), cause, detail);
        }
        for (encoding, name) in ENCODINGS {
            if *encoding != scheme.encoding {
                self.undo(&view.with_scheme(|scheme| scheme.encoding = *encoding), Cause::SignatureEncoding, *name);
            }
        }
        for (detail, text) in view.text().map(respelled).unwrap_or_default() {
            for encoding in [scheme.encoding, Encoding::Hex, Encoding::Base64] {
                if let Some(view) = view.with_text(&text) {
                    let view = view.with_scheme(|scheme| scheme.encoding = encoding);
                    self.undo(&view, Cause::SignatureEncoding, detail);
                }
            }
        }
    }

    /// A signature of which only the start is there, or whose base64 lost its case.
    fn add_truncated(&mut self, view: &View) {
        let Some(text) = view.text().and_then(|text| core::str::from_utf8(text).ok()) else { return };
        for algorithm in view.algorithms() {
            let Some(Signed { content, timestamp, .. }) = view.read_around(*algorithm) else { continue };
            let mut add = |cause: Cause, detail: String, received| {
                let part = view.scheme().map(|scheme| scheme.place.describe());
                self.found.push(Reading {
                    undoing: Some(Undoing { code: cause.into(), detail, part }),
                    secret: view.secret.clone(),
                    body: view.body.clone(),
                    algorithm: *algorithm,
                    before: content.before.clone(),
                    after: content.after.clone(),
                    received,
                    timestamp,
                });
            };
            if let Some(start) = start(text, view.encoding())
                && (SHORTEST_START..algorithm.size()).contains(&start.len())
            {
                let detail = format!("{} of {} bytes", start.len(), algorithm.size());
                add(Cause::SignatureTruncated, detail, Received::Start(Tag::from_slice(&start)));
            }
            if view.encoding() != Encoding::Hex {
                add(Cause::SignatureCase, "its base64".into(), Received::AnyCase(lower(text), view.encoding()));
            }
        }
    }

    fn add_algorithms(&mut self, view: &View) {
        let Some(scheme) = view.scheme() else { return };
        for algorithm in Algorithm::ALL {
            if scheme.algorithms.contains(algorithm) {
                continue;
            }
            let with = |grammar: Grammar| {
                view.with_scheme(|scheme| {
                    scheme.algorithms = Cow::Owned(alloc::vec![*algorithm]);
                    scheme.grammar = grammar;
                })
            };
            self.undo(&with(scheme.grammar.clone()), Cause::AlgorithmOther, algorithm.as_str());
            if let Grammar::Bare { prefix } = &scheme.grammar
                && let Some(known) = scheme.algorithms.first()
            {
                let prefix = prefix.replace(known.as_str(), algorithm.as_str()).into();
                self.undo(&with(Grammar::Bare { prefix }), Cause::AlgorithmOther, algorithm.as_str());
            }
        }
    }

    /// Headers that stand under another name.
    fn add_renamed(&mut self, view: &View) {
        let own: Vec<String> = view.variant.header_names().map(ToString::to_string).collect();
        let missing: Vec<&String> = own.iter().filter(|name| !Found::header(&view.headers, name).present()).collect();
        if missing.is_empty() {
            return;
        }
        let mut renamed = view.clone();
        let mut names = Vec::new();
        for name in &missing {
            if let Some((other, value)) = view.headers.iter().find(|(other, _)| alike(other, name)) {
                set(&mut renamed.headers, name, value.clone());
                names.push(format!("header `{}`", shown(other)));
            }
        }
        let mut add = |view: &View, part: String| {
            let detail = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let undoing = Undoing { code: Cause::HeaderRenamed.into(), detail, part: Some(part) };
            self.add(Some(undoing), view);
        };
        add(&renamed, names.join(", "));
        // Or under a name that says nothing: then its value must fit.
        if let [name] = missing.as_slice() {
            let others = view.headers.iter().filter(|(other, _)| !own.contains(other));
            for (other, value) in others.take(MOST_HEADERS) {
                let mut renamed = view.clone();
                set(&mut renamed.headers, name, value.clone());
                add(&renamed, format!("header `{}`", shown(other)));
            }
        }
    }

    /// Headers that were sent twice, or joined: the first or the last of them.
    fn add_single(&mut self, view: &View) {
        let own: Vec<String> = view.variant.header_names().map(ToString::to_string).collect();
        // The commas of a list are its own.
        let list = match view.scheme() {
            Some(SignatureScheme {
                place: Place::Header(name),
                grammar: Grammar::Pairs { .. } | Grammar::Items { .. },
                ..
            }) => Some(name.to_string()),
            _ => None,
        };
        for last in [false, true] {
            let mut single = view.clone();
            for name in &own {
                let mut values = view.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
                let one = if last { values.next_back() } else { values.next() };
                let Some((_, value)) = one else { continue };
                let mut pieces = value.split(|byte| *byte == b',');
                let piece = if last { pieces.next_back() } else { pieces.next() };
                let value = piece.filter(|_| list.as_ref() != Some(name)).map_or(value.as_slice(), crate::bytes::trim);
                set(&mut single.headers, name, value.to_vec());
            }
            let detail = if last { "the last one is right" } else { "the first one is right" };
            self.undo(&single, VerifyCode::DuplicateHeader, detail);
        }
    }

    /// Other contents that senders sign, made of the parts that the request has.
    fn add_contents(&mut self, view: &View) {
        let Some(scheme) = view.scheme() else { return };
        let literal = |text: &'static str| Part::Literal(Cow::Borrowed(text));
        let (time, id, body) = (Part::Timestamp, Part::Id, Part::Body);
        let mut contents = alloc::vec![alloc::vec![body.clone()]];
        if scheme.timestamp.is_some() {
            for separator in [".", ":", "\n", "", "-", "|"] {
                contents.push(alloc::vec![time.clone(), literal(separator), body.clone()]);
                contents.push(alloc::vec![body.clone(), literal(separator), time.clone()]);
            }
            contents.push(alloc::vec![literal("v0:"), time.clone(), literal(":"), body.clone()]);
            contents.push(alloc::vec![literal("v1:"), time.clone(), literal(":"), body.clone()]);
        }
        if view.variant.id.is_some() {
            for separator in [".", ":", "\n", ""] {
                contents.push(alloc::vec![id.clone(), literal(separator), body.clone()]);
                if scheme.timestamp.is_some() {
                    let pieces = [id.clone(), literal(separator), time.clone(), literal(separator), body.clone()];
                    contents.push(pieces.to_vec());
                    let pieces = [time.clone(), literal(separator), id.clone(), literal(separator), body.clone()];
                    contents.push(pieces.to_vec());
                }
            }
        }
        for content in contents {
            let content: Vec<Part> = content.into_iter().filter(|part| *part != literal("")).collect();
            if content != scheme.content.as_ref() {
                let template = content.iter().map(crate::describe::part).collect::<String>();
                let view = view.with_scheme(|scheme| scheme.content = Cow::Owned(content));
                self.undo(&view, Cause::ContentOther, format!("`{}`", template.escape_default()));
            }
        }
    }

    /// The whole form where a field is signed, and the reverse.
    fn add_forms(&mut self, view: &View, request: &Request<'_>) {
        let Body::Raw(bytes) = request.body else { return };
        if view.variant.field.is_some() {
            let whole = View { body: Some(bytes.to_vec()), ..view.clone() };
            self.undo(&whole, Cause::FormSignedWhole, "");
            return;
        }
        for (name, value) in fields(bytes, request) {
            let view = View { body: Some(value), ..view.clone() };
            self.undo(&view, Cause::FormFieldSigned, format!("form field `{name}`"));
        }
    }

    /// As another variant or another provider signs: under its own headers, or under ours.
    fn add_schemes(&mut self, scheme: &Scheme, view: &View, request: &Request<'_>) {
        let others = providers::ALL.iter().map(|provider| (provider.title(), &provider.scheme));
        for (title, other) in others.chain([("", scheme)]) {
            let same = other.name == scheme.name;
            // The row itself may be narrowed by options; it comes last, as it is configured.
            if same && !title.is_empty() {
                continue;
            }
            let code = if same { Cause::VariantOther } else { Cause::ProviderOther };
            for variant in other.variants.iter().filter(|variant| !same || variant.name != view.variant.name) {
                let detail = if same { format!("`{}`", variant.name) } else { format!("{title}, `{}`", variant.name) };
                let own = View { variant: variant.clone(), secret: other.secret.clone(), ..view.clone() };
                match form_of(variant, request) {
                    Some((field, body)) => self.undo(&View { field, body: Some(body), ..own }, code, detail),
                    None if variant.field.is_some() => {}
                    None => {
                        let body = match request.body {
                            Body::Raw(bytes) => Some(bytes.to_vec()),
                            _ => None,
                        };
                        let own = View { field: None, body, ..own };
                        self.undo(&own, code, detail.clone());
                        if let Some(moved) = under(&own, view) {
                            self.undo(&moved, code, detail);
                        }
                    }
                }
            }
        }
    }
}

/// A variant whose signature is looked for in our header, its timestamp and id in ours.
fn under(other: &View, ours: &View) -> Option<View> {
    let (place, ours_time) = (ours.scheme()?.place.clone(), ours.scheme()?.timestamp.clone());
    let moved = other.with_scheme(|scheme| {
        scheme.place = place;
        if let (Some(Source::Header(_)), Some(Source::Header(name))) =
            (scheme.timestamp.as_ref().map(|time| &time.source), ours_time.as_ref().map(|time| &time.source))
            && let Some(time) = &mut scheme.timestamp
        {
            time.source = Source::Header(name.clone());
        }
    });
    let id = match (&other.variant.id, &ours.variant.id) {
        (Some(Source::Header(_)), Some(Source::Header(name))) => Some(Source::Header(name.clone())),
        (id, _) => id.clone(),
    };
    Some(View { variant: Variant { id, ..moved.variant.clone() }, ..moved })
}

/// Signature and signed value of a form, if the variant posts one and this is one.
fn form_of(variant: &Variant, request: &Request<'_>) -> Option<(Option<Vec<u8>>, Vec<u8>)> {
    let fields = Fields::read(request, variant.field.as_deref()?, variant.signature_field()).ok()?;
    let signature = fields.signature.found().ok()?.value.to_vec();
    Some((Some(signature), fields.body.into_owned()))
}

/// The fields of a form, as far as their names can be known.
fn fields(bytes: &[u8], request: &Request<'_>) -> Vec<(String, Vec<u8>)> {
    let named = |name: &str| Fields::read(request, name, None).ok().map(|fields| fields.body.into_owned());
    let pairs = bytes.split(|byte| *byte == b'&').take(MOST_FIELDS);
    let mut names: Vec<String> = pairs
        .filter_map(|pair| crate::bytes::split_once(pair, b"="))
        .map(|(name, _)| String::from_utf8_lossy(&decode(name)).into_owned())
        .collect();
    names.extend(USUAL_FIELDS.iter().map(ToString::to_string));
    names.into_iter().filter_map(|name| named(&name).map(|value| (shown(&name), value))).collect()
}

/// Values with the prefix that they may have lost, or in the case that they may have had.
fn prefixed(value: &[u8], scheme: &SignatureScheme) -> Vec<(Cause, String, Vec<u8>)> {
    let (missing, case) = (Cause::SignaturePrefixMissing, Cause::SignatureCase);
    let mut found = Vec::new();
    let mut add = |cause, prefix: &str, rest: &[u8]| {
        found.push((cause, format!("`{prefix}`"), [prefix.as_bytes(), rest].concat()));
    };
    let in_other_case = |prefix: &str| {
        let (head, rest) = value.split_at_checked(prefix.len())?;
        (head.eq_ignore_ascii_case(prefix.as_bytes()) && head != prefix.as_bytes()).then_some(rest)
    };
    match &scheme.grammar {
        Grammar::Bare { prefix } if prefix.is_empty() => {}
        Grammar::Bare { prefix } | Grammar::Items { prefix, .. } => {
            add(missing, prefix, value);
            if let Some(rest) = in_other_case(prefix) {
                add(case, prefix, rest);
            }
            // Only what stands before the mark is lost, or only the mark.
            let known = value.iter().position(|byte| matches!(byte, b'=' | b',' | b':'));
            if let Some((_, rest)) = known.and_then(|at| value.split_at_checked(at.saturating_add(1)))
                && rest.len() >= SHORTEST_TEXT
            {
                add(missing, prefix, rest);
            }
        }
        Grammar::Named { separator, .. } => {
            for algorithm in &*scheme.algorithms {
                let prefix = [algorithm.as_str(), separator].concat();
                add(missing, &prefix, value);
                if let Some(rest) = in_other_case(&prefix) {
                    add(case, &prefix, rest);
                }
                // As most other providers separate them.
                if let Some(rest) = value.strip_prefix([algorithm.as_str(), "="].concat().as_bytes()) {
                    add(missing, &prefix, rest);
                }
            }
        }
        Grammar::Pairs { separator, assign, signature } => {
            let items: Vec<&[u8]> = crate::bytes::split(value, separator.as_bytes()).collect();
            let bare =
                |item: &[u8]| crate::bytes::find(item, assign.as_bytes()).is_none() && item.len() >= SHORTEST_TEXT;
            if items.iter().any(|item| bare(item)) {
                let key = [signature.as_bytes(), assign.as_bytes()].concat();
                let mended = items.iter().map(|item| if bare(item) { [&key, *item].concat() } else { item.to_vec() });
                let value = mended.collect::<Vec<_>>().join(separator.as_bytes());
                found.push((missing, format!("`{signature}{assign}`"), value));
            }
            let lowered = items.iter().map(|item| match crate::bytes::split_once(item, assign.as_bytes()) {
                Some((key, text)) => [key.to_ascii_lowercase().as_slice(), assign.as_bytes(), text].concat(),
                None => item.to_vec(),
            });
            let lowered = lowered.collect::<Vec<_>>().join(separator.as_bytes());
            if lowered != value {
                found.push((case, "its keys".into(), lowered));
            }
        }
    }
    found
}

/// Spellings of the same signature that are not the canonical one.
fn respelled(text: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    let bare = text.iter().copied().filter(|byte| *byte != b'=').collect::<Vec<u8>>();
    let padded = {
        let padding: &[u8] = match bare.len() & 3 {
            2 => b"==",
            3 => b"=",
            _ => b"",
        };
        [bare.as_slice(), padding].concat()
    };
    found.push(("its base64 lacks the padding, or has one that does not belong there", padded.clone()));
    found.push(("its base64 lacks the padding, or has one that does not belong there", bare));
    let standard = |from: u8| match from {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    found.push(("its base64 is the one for URLs", padded.iter().copied().map(standard).collect()));
    found.push(("it is percent-encoded", decode(text).into_owned()));
    if let Ok(inner) = STANDARD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text))
        && inner.is_ascii()
    {
        found.push(("it is hex inside base64", inner));
    }
    if let Some(rest) = text.strip_prefix(b"0x") {
        found.push(("`0x` stands in front", rest.to_vec()));
    }
    found.push((
        "it has separators between its bytes",
        text.iter().copied().filter(|byte| !matches!(byte, b':' | b'-' | b' ')).collect(),
    ));
    found
}

/// The bytes that a cut text still shows.
fn start(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(['.', '\u{2026}', '=']);
    let whole = |step: usize| text.get(..text.len().saturating_sub(text.len().checked_rem(step)?));
    match encoding {
        Encoding::Hex => hex::decode(whole(2)?).ok(),
        Encoding::Base64 => STANDARD.decode(whole(4)?).ok(),
        Encoding::Base64Url => base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(whole(4)?).ok(),
    }
}

/// Whether two names are the same but for what gateways and proxies do to names.
fn alike(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect();
        let name = name.strip_prefix("http").unwrap_or(&name);
        let name = ADDED.iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
        String::from(name.strip_prefix('x').unwrap_or(name))
    };
    bare(one) == bare(other)
}

/// A name from the request, fit to be shown.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(LONGEST_NAME).filter(|one| matches!(one, '!'..='~')).collect()
}

fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// What gateways put in front of a header's name.
const ADDED: &[&str] = &["xforwarded", "xoriginal", "forwarded", "original", "xamzmeta", "xamz"];

const ENCODINGS: &[(Encoding, &str)] =
    &[(Encoding::Hex, "it is hex"), (Encoding::Base64, "it is base64"), (Encoding::Base64Url, "it is base64url")];

/// Fields in which senders put JSON.
const USUAL_FIELDS: &[&str] = &["payload", "data", "transloadit", "body", "json", "event"];

const LONGEST_NAME: usize = 64;
const MOST_FIELDS: usize = 16;
const MOST_HEADERS: usize = 64;
/// Fewer bytes that agree would be no proof.
const SHORTEST_START: usize = 8;
/// Shorter than the text of any signature.
const SHORTEST_TEXT: usize = 27;
