//! Threat 122 in the module that ships: its whole memory, stack included, after the webhook was freed.
//!
//! The secret and the key that it spells must be gone. What HMAC makes of a key is not looked for, nor are tokens: a
//! value that is moved leaves its bytes on the stack until they are overwritten.

use hookseal::{Webhook, providers};
use hookseal_constant_time::needle::Needles;
use hookseal_constant_time::score::Score;

use crate::binding::{Endpoint, Given, Shipped};

const NOW: u64 = 1_780_000_000;
const TEXT: &str = "whsec_lq+cUR2vb+EHgWmYYSX2tqYAQPE1p1XwazrTWYGc8r4=";
const KEY: &[u8] = &[
    0x96, 0xaf, 0x9c, 0x51, 0x1d, 0xaf, 0x6f, 0xe1, 0x07, 0x81, 0x69, 0x98, 0x61, 0x25, 0xf6, 0xb6, 0xa6, 0x00, 0x40,
    0xf1, 0x35, 0xa7, 0x55, 0xf0, 0x6b, 0x3a, 0xd3, 0x59, 0x81, 0x9c, 0xf2, 0xbe,
];

pub fn run(score: &mut Score, shipped: &Shipped) {
    let native = Webhook::new(&providers::STANDARD_WEBHOOKS, &[TEXT]).expect("builds");
    let endpoint = Endpoint::new(r#""standard-webhooks""#, "{}", &native, true, &[TEXT.as_bytes()]);
    let needles = Needles::default().and("text", TEXT.as_bytes()).and("key", KEY);
    let remains = |body: &str| {
        let mut webhook = shipped.webhook(&endpoint);
        let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", "1780000000"), ("webhook-signature", SIGNATURE)];
        let judged = webhook.verify(&Given { headers: &headers, body: body.as_bytes(), now: NOW, url: None });
        assert_eq!(judged.verdict, Err("signature_mismatch".to_owned()));
        webhook.free()
    };
    // Several times, since the block is soon used again in part.
    let memory = remains(&TEXT.repeat(8));
    let found = needles.found_in(&memory);
    score.check(
        "control: a secret in a body, which nobody wipes, is found",
        found.contains(&"text"),
        &format!("{found:?}"),
    );
    let memory = remains("{}");
    let found = needles.found_in(&memory);
    score.check("neither the secret nor its key is left", found.is_empty(), &format!("{found:?}"));
}

const SIGNATURE: &str = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
