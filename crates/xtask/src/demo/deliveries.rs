//! The deliveries: genuine ones of all five senders, and what must be refused.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use hookseal::{Algorithm, Builder, FormEncoding, SignOptions, SignedRequest, Webhook, providers};
use serde_json::Value;

use super::table::Verdict;
use crate::workspace;

/// What the receivers are configured with, by environment variable.
pub const SECRETS: [(&str, &str); 5] = [
    ("TRANSLOADIT_SECRET", TRANSLOADIT_SECRET),
    ("TRANSCODELY_SECRET", TRANSCODELY_SECRET),
    ("ASSEMBLYAI_SECRET", ASSEMBLYAI_SECRET),
    ("CONNECT_SECRET", CONNECT_SECRET),
    ("STANDARD_WEBHOOKS_SECRET", STANDARD_WEBHOOKS_SECRET),
];

/// One request to post, and what every receiver must make of it.
#[derive(Clone)]
pub struct Delivery {
    pub name: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub expected: Verdict,
}

impl Delivery {
    /// The same, with one header more.
    pub fn with_header(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.headers.push((name.to_owned(), value.to_owned()));
        changed
    }
}

pub fn all() -> Result<Vec<Delivery>> {
    let mut all = Vec::new();
    all.extend(transloadit()?);
    let transcodely =
        Sender { provider: &providers::TRANSCODELY, secret: TRANSCODELY_SECRET, payload: "transcodely.json" };
    let wrong_prefix = |text: &str| text.replacen("sha256=", "sha512=", 1);
    all.extend(timed(
        &transcodely,
        "x-transcodely-signature",
        "dlv_x1y2z3w4v5u6",
        "signature_malformed",
        wrong_prefix,
    )?);
    let transcodely = Sender { payload: "transcodely-event.json", ..transcodely };
    let wrong_version = |text: &str| text.replacen("v1=", "v9=", 1);
    all.extend(timed(&transcodely, "transcodely-signature", "evt_01", "signature_unsupported", wrong_version)?);
    let standard = Sender {
        provider: &providers::STANDARD_WEBHOOKS,
        secret: STANDARD_WEBHOOKS_SECRET,
        payload: "standard-webhooks.json",
    };
    let wrong_version = |text: &str| text.replacen("v1,", "v1a,", 1);
    all.extend(timed(&standard, "webhook", "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "signature_unsupported", wrong_version)?);
    all.extend(assemblyai()?);
    all.extend(connect()?);
    Ok(all)
}

#[derive(Clone, Copy)]
struct Sender {
    provider: &'static providers::Provider,
    secret: &'static str,
    payload: &'static str,
}

/// What a sender with signature and timestamp posts, and what is refused.
fn timed(
    sender: &Sender,
    variant: &'static str,
    id: &str,
    wrong_code: &str,
    wrong: impl Fn(&str) -> String,
) -> Result<Vec<Delivery>> {
    let name = sender.provider.title();
    let webhook = Webhook::new(sender.provider, &[sender.secret])?;
    let stranger = Webhook::new(sender.provider, &["whsec_bm90IHRoZSBzZWNyZXQgb2YgdGhlIGRlbW8="])?;
    let body = payload(sender.payload, variant)?;
    let id = format!("{id}_{variant}");
    let sign = |webhook: &Webhook, age: i64| -> Result<SignedRequest> {
        let time = now().saturating_add_signed(-age);
        Ok(webhook.sign(&body, &SignOptions::new(time).id(&id).variant(variant))?)
    };
    let genuine = sign(&webhook, 0)?;
    let make = |what: &str, signed: &SignedRequest, expected: Verdict| Delivery {
        name: format!("{name} ({variant}), {what}"),
        path: format!("/{}", sender.provider.name()),
        headers: signed.headers().clone(),
        body: signed.body().to_vec(),
        expected,
    };
    let mut tampered = make("tampered", &genuine, refused("signature_mismatch"));
    tamper(&mut tampered.body);
    // Headers of a signed request: the content type, then the signature.
    let mut unsigned = make("unsigned", &genuine, refused("signature_missing"));
    unsigned.headers.remove(1);
    let mut other = make("wrong algorithm", &genuine, refused(wrong_code));
    other.headers[1].1 = wrong(&other.headers[1].1);
    let mut double = make("duplicated header", &genuine, refused("duplicate_header"));
    double.headers.push(double.headers[1].clone());
    Ok(vec![
        make("genuine", &genuine, Verdict::Verified(variant.into())),
        // As a provider tries again: signed anew.
        make("sent again", &sign(&webhook, 1)?, Verdict::Duplicate),
        tampered,
        make("stale", &sign(&webhook, 3600)?, refused("timestamp_too_old")),
        make("future", &sign(&webhook, -3600)?, refused("timestamp_too_new")),
        unsigned,
        make("wrong secret", &sign(&stranger, 0)?, refused("signature_mismatch")),
        other,
        double,
    ])
}

fn transloadit() -> Result<Vec<Delivery>> {
    let webhook = Webhook::new(&providers::TRANSLOADIT, &[TRANSLOADIT_SECRET])?;
    let stranger = Webhook::new(&providers::TRANSLOADIT, &["not the secret of the demo"])?;
    let mut all = Vec::new();
    for (form, shape) in [(FormEncoding::Multipart, "multipart"), (FormEncoding::Urlencoded, "urlencoded")] {
        let body = payload("transloadit.json", shape)?;
        let older = payload("transloadit.json", &format!("{shape}-sha1"))?;
        let sign_body = |webhook: &Webhook, body: &[u8], algorithm| {
            webhook.sign(body, &SignOptions::new(now()).form(form).algorithm(algorithm))
        };
        let sign = |webhook: &Webhook, algorithm| sign_body(webhook, &body, algorithm);
        let genuine = sign(&webhook, Algorithm::Sha384)?;
        let make = |what: &str, signed: &SignedRequest, expected: Verdict| Delivery {
            name: format!("Transloadit ({shape}), {what}"),
            path: "/transloadit".into(),
            headers: signed.headers().clone(),
            body: signed.body().to_vec(),
            expected,
        };
        let changed = |what: &str, from: &str, to: &str, code: &str| {
            let mut delivery = make(what, &genuine, refused(code));
            delivery.body = String::from_utf8_lossy(&delivery.body).replacen(from, to, 1).into_bytes();
            delivery
        };
        let algorithm = if form == FormEncoding::Multipart { ("sha384:", "md5:") } else { ("sha384%3A", "md5%3A") };
        let mut twice = make("duplicated field", &genuine, refused("duplicate_field"));
        twice.body = with_second_signature(&twice.body, form);
        all.extend([
            make("genuine", &genuine, Verdict::Verified("form".into())),
            make("sent again", &genuine, Verdict::Duplicate),
            make("genuine, SHA-1", &sign_body(&webhook, &older, Algorithm::Sha1)?, Verdict::Verified("form".into())),
            changed("tampered", "ASSEMBLY_COMPLETED", "ASSEMBLY_CANCELED", "signature_mismatch"),
            changed("unsigned", "signature", "something", "signature_missing"),
            make("wrong secret", &sign(&stranger, Algorithm::Sha384)?, refused("signature_mismatch")),
            changed("wrong algorithm", algorithm.0, algorithm.1, "algorithm_not_allowed"),
            twice,
        ]);
    }
    Ok(all)
}

fn assemblyai() -> Result<Vec<Delivery>> {
    let secret = ASSEMBLYAI_SECRET;
    let token = |secret: &str| {
        let make = |builder: Builder| builder.header("X-My-Webhook-Secret").secret(secret).build();
        Ok::<_, anyhow::Error>(
            make(Webhook::builder(&providers::ASSEMBLYAI))?
                .sign(&payload("assemblyai.json", "demo")?, &SignOptions::new(now()))?,
        )
    };
    let (genuine, stranger) = (token(secret)?, token("somebody-else")?);
    let make = |what: &str, signed: &SignedRequest, expected: Verdict| Delivery {
        name: format!("AssemblyAI (header), {what}"),
        path: "/assemblyai?customer_id=1234".into(),
        headers: signed.headers().clone(),
        body: signed.body().to_vec(),
        expected,
    };
    let mut unsigned = make("unsigned", &genuine, refused("token_missing"));
    unsigned.headers.remove(1);
    let mut tampered = make("tampered token", &genuine, refused("token_mismatch"));
    tampered.headers[1].1.push('x');
    Ok(vec![
        make("genuine", &genuine, Verdict::Verified("header".into())),
        make("sent again", &genuine, Verdict::Duplicate),
        tampered,
        unsigned,
        make("wrong secret", &stranger, refused("token_mismatch")),
    ])
}

fn connect() -> Result<Vec<Delivery>> {
    let body = payload("connect.json", "demo")?;
    let path = |secret: &str| {
        let webhook = Webhook::builder(&providers::CONNECT).url_parameter("token").secret(secret).build()?;
        let signed = webhook.sign(&body, &SignOptions::new(now()).url("/connect?from=connect"))?;
        Ok::<_, anyhow::Error>(signed.url().unwrap_or_default().to_owned())
    };
    let make = |what: &str, path: String, expected: Verdict| Delivery {
        name: format!("Connect (url-parameter), {what}"),
        path,
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.clone(),
        expected,
    };
    let genuine = path(CONNECT_SECRET)?;
    Ok(vec![
        make("genuine", genuine.clone(), Verdict::Verified("url-parameter".into())),
        make("sent again", genuine.clone(), Verdict::Duplicate),
        make("tampered token", format!("{genuine}x"), refused("token_mismatch")),
        make("unsigned", "/connect".into(), refused("token_missing")),
        make("wrong secret", path("somebody-else")?, refused("token_mismatch")),
        make("duplicated parameter", format!("{genuine}&token=x"), refused("duplicate_field")),
    ])
}

fn with_second_signature(form: &[u8], encoding: FormEncoding) -> Vec<u8> {
    let text = String::from_utf8_lossy(form);
    let doubled = match encoding {
        FormEncoding::Urlencoded => format!("{text}&signature=sha1%3A00"),
        _ => {
            let boundary = text.lines().next().unwrap_or_default();
            let field = "Content-Disposition: form-data; name=\"signature\"\r\n\r\nsha1:00\r\n";
            format!("{boundary}\r\n{field}{text}")
        }
    };
    doubled.into_bytes()
}

/// Changes one letter, so that the body stays what it was in kind.
fn tamper(body: &mut [u8]) {
    if let Some(byte) = body.iter_mut().rev().find(|byte| byte.is_ascii_lowercase()) {
        *byte = if *byte == b'x' { b'y' } else { b'x' };
    }
}

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.into())
}

/// The payload in a file, with identifiers that end in `which`: what differs in them is another delivery.
fn payload(name: &str, which: &str) -> Result<Vec<u8>> {
    let path = workspace::root().join("examples/payloads").join(name);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut payload: Value = serde_json::from_str(&text)?;
    for name in ["assembly_id", "id", "transcript_id"] {
        if let Some(Value::String(id)) = payload.get_mut(name) {
            id.push_str(&format!("-{which}"));
        }
    }
    Ok(serde_json::to_vec(&payload)?)
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

const TRANSLOADIT_SECRET: &str = "3f9c41d07be24a8aa6c2f5d0917be6c44d1a7a20";
const TRANSCODELY_SECRET: &str = "whsec_demo-k7Vw2mQ9xTzB4nRcPq81";
const ASSEMBLYAI_SECRET: &str = "demo-token-5e0b7c92d1";
const CONNECT_SECRET: &str = "demo/url+token 77c1";
const STANDARD_WEBHOOKS_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
