//! One generated request: genuine at first, in the shape that all languages read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;
use hookseal::{Algorithm, FormEncoding, FormValue, Request, SignOptions, Webhook};
use serde_json::{Value, json};

use crate::NOW;
use crate::webhooks::Endpoint;

pub struct Generated {
    /// Header values are bytes; as JSON each is one character.
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
    /// A form as a framework has parsed it, in place of the body.
    pub form: Option<Vec<(String, String)>>,
    pub method: Option<String>,
    pub url: Option<String>,
    pub remote_address: Option<String>,
}

impl Generated {
    pub fn genuine(endpoint: &Endpoint, random: &mut Rng) -> Self {
        let body = payload(random);
        let timestamp = NOW.saturating_add_signed(
            [0, 0, 0, 1, -1, 29, -30, 31, 300, -300, 301, -301, 86400, -86401][random.usize(..14)],
        );
        let longest = "x".repeat(256);
        let id = ["msg_1", "dlv_x1y2z3", "0", "a/b+c=d@e", &longest][random.usize(..5)];
        let mut options = SignOptions::new(timestamp).url("https://example.com/hook?customer=7#x");
        if endpoint.needs_id {
            options = options.id(id);
        }
        if !endpoint.variants.is_empty() {
            options = options.variant(endpoint.variants[random.usize(..endpoint.variants.len())]);
        }
        if random.bool() && endpoint.webhook.takes_form() {
            options = options.form(FormEncoding::Urlencoded);
        }
        if random.u8(..4) == 0 {
            let other = options.clone().algorithm(Algorithm::ALL[random.usize(..4)]);
            if endpoint.webhook.sign(&body, &other).is_ok() {
                options = other;
            }
        }
        // Right behind a URL not every body can be signed.
        let signed = endpoint.webhook.sign(&body, &options).or_else(|_| endpoint.webhook.sign(b"{}", &options));
        let signed = signed.unwrap_or_else(|error| panic!("{}: {error}", endpoint.json));
        let headers = signed.headers().iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())).collect();
        let addresses =
            [None, Some("44.238.19.20"), Some("::ffff:44.238.19.20"), Some("2001:db8::7"), Some("54.220.25.36")];
        Self {
            headers,
            body: signed.body().to_vec(),
            form: None,
            method: Some("POST".into()),
            url: signed.url().map(Into::into),
            remote_address: addresses[random.usize(..5)].map(Into::into),
        }
    }

    /// The code of the refusal, or the facts of the delivery.
    pub fn verdict(&self, webhook: &Webhook) -> Value {
        let fields: Vec<(&str, FormValue<'_>)> =
            self.form.iter().flatten().map(|(name, value)| (name.as_str(), FormValue::Text(value.as_str()))).collect();
        let mut request = if self.form.is_some() { Request::form(&fields) } else { Request::new(&self.body) };
        request = request.headers(&self.headers);
        if let Some(method) = &self.method {
            request = request.method(method);
        }
        if let Some(url) = &self.url {
            request = request.url(url);
        }
        if let Some(address) = &self.remote_address {
            request = request.remote_address(address);
        }
        match webhook.verify(&request, NOW) {
            Err(error) => json!(error.code().as_str()),
            Ok(delivery) => json!([
                delivery.variant(),
                delivery.authentication().as_str(),
                delivery.id(),
                delivery.id_signed(),
                delivery.timestamp(),
                delivery.algorithm().map(Algorithm::as_str),
                delivery.secret_index(),
                delivery.dedupe_key(),
                STANDARD.encode(delivery.body()),
            ]),
        }
    }

    pub fn json(&self) -> Value {
        let text = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
        let headers: Vec<Value> = self.headers.iter().map(|(name, value)| json!([name, text(value)])).collect();
        let body = match &self.form {
            Some(form) => json!({ "form": form }),
            None => json!({ "base64": STANDARD.encode(&self.body) }),
        };
        let (method, url, address) = (&self.method, &self.url, &self.remote_address);
        json!({ "headers": headers, "body": body, "method": method, "url": url, "remoteAddress": address })
    }
}

fn payload(random: &mut Rng) -> Vec<u8> {
    let fixed: [&[u8]; 8] = [
        b"",
        b"{}",
        br#"{"id":"evt_1","type":"job.completed"}"#,
        br#"{"transcript_id":"5552493-16d8","status":"completed"}"#,
        br#"{"ok":"ASSEMBLY_COMPLETED","assembly_id":"b2b580bd"}"#,
        br#"{"id":7,"assembly_id":-3,"transcript_id":"","status":null}"#,
        "\u{feff}{\"id\":\"é😀\"}".as_bytes(),
        b"\xff\xfe\x00 not text",
    ];
    match random.u8(..10) {
        0 => (0..random.usize(..300)).map(|_| random.u8(..)).collect(),
        1 => vec![b'a'; random.usize(..200_000) / (1 + random.usize(..400))],
        _ => fixed[random.usize(..fixed.len())].to_vec(),
    }
}
