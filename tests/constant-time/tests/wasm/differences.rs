//! Requests and secrets that differ only in what must not show: threats 1, 3, 23 and 124, in the module that ships.
//!
//! Refused requests are compared with refused ones. A character is changed within its class, since decoding what was
//! received may look at it: that is public, as are the addresses at which base64 is looked up. Each request meets a
//! fresh instance.

use hookseal::{Algorithm, Scheme, SignOptions, Webhook, providers};
use hookseal_constant_time::score::Score;

use crate::binding::{Endpoint, Given, Judged, Shipped};
use crate::instance::Trace;
use crate::seen::Seen;

const NOW: u64 = 1_780_000_000;
const BODY: &[u8] = br#"{"status":"completed","id":"a3f1"}"#;

pub fn run(score: &mut Score, shipped: &Shipped) {
    for algorithm in Algorithm::ALL {
        signatures(score, shipped, *algorithm);
    }
    pairs(score, shipped);
    tokens(score, shipped);
}

/// Threats 1 and 3: the place of the first difference, and the secret itself.
fn signatures(score: &mut Score, shipped: &Shipped, algorithm: Algorithm) {
    let name = algorithm.as_str();
    let scheme = format!(
        r#"{{"name":"acme","signature":{{"header":"X-Acme-Signature","encoding":"hex"}},
            "algorithms":["{name}"],"content":"{{body}}"}}"#
    );
    let native = |key: &[u8]| {
        Webhook::custom(Scheme::from_json(&scheme).expect("a scheme")).secret(key).build().expect("builds")
    };
    let judge = |key: &[u8], signature: &str| {
        let endpoint = Endpoint::new(&scheme, "{}", &native(key), false, &[key]);
        let headers = [("X-Acme-Signature", signature)];
        shipped.webhook(&endpoint).verify(&Given { headers: &headers, body: BODY, now: NOW, url: None })
    };
    let key = |seed: u8| -> [u8; 32] { std::array::from_fn(|at| (at as u8).wrapping_mul(29) ^ seed) };
    let genuine = signed(&native(&key(1)), "x-acme-signature", &SignOptions::new(NOW));
    accepted(judge(&key(1), &genuine));

    let places = 0..algorithm.size() * 2;
    let seen: Seen = places.map(|at| refused(judge(&key(1), &changed(&genuine, at)), MISMATCH)).collect();
    score.check(&format!("{name}: refusing at every place"), seen.same_instructions(), &seen.to_string());

    // The request stays the same, so that not even an address may differ.
    let wrong = changed(&genuine, 0);
    let seen: Seen = (1..=16).map(|seed| refused(judge(&key(seed * 15), &wrong), MISMATCH)).collect();
    score.check(&format!("{name}: refusing with any secret"), seen.same_addresses(), &seen.to_string());
}

/// Threat 124: which secret, which signature, and where they differ.
fn pairs(score: &mut Score, shipped: &Shipped) {
    let keys: [[u8; 24]; 3] = std::array::from_fn(|at| [at as u8 + 1; 24]);
    let secrets: Vec<&[u8]> = keys.iter().map(<[u8; 24]>::as_slice).collect();
    let native = |keys: &[[u8; 24]]| Webhook::new(&providers::STANDARD_WEBHOOKS, keys).expect("builds");
    let options = SignOptions::new(NOW).id("msg_1");
    let sign = |key: [u8; 24]| signed(&native(&[key]), "webhook-signature", &options);
    let genuine = keys.map(sign);
    let foreign = sign([9; 24]);

    let endpoint = Endpoint::new(r#""standard-webhooks""#, "{}", &native(&keys), false, &secrets);
    // The other items of the list are wrong from the first character on.
    let judge = |slot: usize, item: &str| {
        let list = [0, 1, 2].map(|at| if at == slot { item } else { &foreign }).join(" ");
        let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", "1780000000"), ("webhook-signature", &list)];
        shipped.webhook(&endpoint).verify(&Given { headers: &headers, body: BODY, now: NOW, url: None })
    };
    // The last of the 43 characters, which stands for four bits only, stays: another one would be malformed.
    let places = PREFIX.len()..PREFIX.len() + 42;
    let near = genuine.iter().flat_map(|one| places.clone().map(|at| changed(one, at)));
    let seen: Seen = near.flat_map(|item| [0, 1, 2].map(|slot| refused(judge(slot, &item), MISMATCH))).collect();
    score.check("three secrets, three signatures: any near miss", seen.same_instructions(), &seen.to_string());

    let seen: Seen = genuine.iter().flat_map(|item| [0, 1, 2].map(|slot| accepted(judge(slot, item)))).collect();
    score.check("three secrets, three signatures: any match", seen.same_instructions(), &seen.to_string());
}

/// Threat 23: the token received, the token configured, and the length of the latter.
fn tokens(score: &mut Score, shipped: &Shipped) {
    let judge = |configured: &str, received: &str| {
        let builder = Webhook::builder(&providers::ASSEMBLYAI).header("X-Token").secret(configured);
        let native = builder.build().expect("builds");
        let secrets = [configured.as_bytes()];
        let endpoint = Endpoint::new(r#""assemblyai""#, r#"{"header":"X-Token"}"#, &native, true, &secrets);
        let headers = [("X-Token", received)];
        shipped.webhook(&endpoint).verify(&Given { headers: &headers, body: BODY, now: NOW, url: None })
    };
    accepted(judge(TOKEN, TOKEN));
    let seen: Seen = (0..TOKEN.len()).map(|at| refused(judge(TOKEN, &changed(TOKEN, at)), TOKEN_MISMATCH)).collect();
    score.check("token in a header: refusing at every place", seen.same_instructions(), &seen.to_string());
    let wrong = changed(TOKEN, 0);
    let seen: Seen = (1..TOKEN.len()).map(|at| refused(judge(&changed(TOKEN, at), &wrong), TOKEN_MISMATCH)).collect();
    score.check("token in a header: refusing with any token", seen.same_addresses(), &seen.to_string());
    // Lengths that fill one size of block: others leave another heap behind, in which finding a free block differs.
    let lengths = 13..=20_usize;
    let seen: Seen = lengths.map(|length| refused(judge(&"k".repeat(length), &wrong), TOKEN_MISMATCH)).collect();
    score.check("token in a header: refusing with eight lengths", seen.same_addresses(), &seen.to_string());

    let judge = |received: &str| {
        let native =
            Webhook::builder(&providers::CONNECT).url_parameter("token").secret(TOKEN).build().expect("builds");
        let options = r#"{"urlParameter":"token"}"#;
        let endpoint = Endpoint::new(r#""connect""#, options, &native, true, &[TOKEN.as_bytes()]);
        let url = format!("https://example.com/hook?token={received}");
        shipped.webhook(&endpoint).verify(&Given { headers: &[], body: BODY, now: NOW, url: Some(&url) })
    };
    accepted(judge(TOKEN));
    let seen: Seen = (0..TOKEN.len()).map(|at| refused(judge(&changed(TOKEN, at)), TOKEN_MISMATCH)).collect();
    score.check("token in a URL: refusing at every place", seen.same_instructions(), &seen.to_string());
}

fn signed(webhook: &Webhook, header: &str, options: &SignOptions<'_>) -> String {
    let request = webhook.sign(BODY, options).expect("signs");
    let found = request.headers().iter().find(|(name, _)| name.eq_ignore_ascii_case(header));
    found.expect("is signed").1.clone()
}

/// The text with another character of the same class at this place.
fn changed(text: &str, at: usize) -> String {
    let other = match text.as_bytes()[at] {
        b'9' => '8',
        b'f' => 'e',
        b'Z' | b'z' | b'+' | b'/' => 'k',
        character => char::from(character + 1),
    };
    let mut text = text.to_owned();
    text.replace_range(at..=at, other.encode_utf8(&mut [0; 4]));
    text
}

fn refused(judged: Judged, code: &str) -> Trace {
    assert_eq!(judged.verdict, Err(code.to_owned()), "another refusal would prove nothing");
    judged.trace
}

fn accepted(judged: Judged) -> Trace {
    assert_eq!(judged.verdict, Ok(()), "a genuine request must be accepted");
    judged.trace
}

const MISMATCH: &str = "signature_mismatch";
const TOKEN_MISMATCH: &str = "token_mismatch";
const TOKEN: &str = "k7Vw2mQ9xTzB4nRc";
const PREFIX: &str = "v1,";
