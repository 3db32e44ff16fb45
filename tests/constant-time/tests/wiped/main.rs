//! Threat 122: no block that the core frees still holds a secret, or what stands for one.
//!
//! The heap is searched, not the stack: a value that is moved leaves its bytes there until they are overwritten.

mod heap;

use std::hint::black_box;
use std::process::ExitCode;

use hookseal::{AsSecret, Builder, Request, Scheme, SignOptions, Webhook, providers};
use hookseal_constant_time::needle::Needles;
use hookseal_constant_time::score::Score;

const NOW: u64 = 1_780_000_000;
const BODY: &[u8] = br#"{"status":"completed","id":"a3f1"}"#;

/// One key in three spellings; its bytes stand in no table.
const KEY: &[u8] = &[
    0x96, 0xaf, 0x9c, 0x51, 0x1d, 0xaf, 0x6f, 0xe1, 0x07, 0x81, 0x69, 0x98, 0x61, 0x25, 0xf6, 0xb6, 0xa6, 0x00, 0x40,
    0xf1, 0x35, 0xa7, 0x55, 0xf0, 0x6b, 0x3a, 0xd3, 0x59, 0x81, 0x9c, 0xf2, 0xbe,
];
const HEX: &str = "96af9c511daf6fe1078169986125f6b6a60040f135a755f06b3ad359819cf2be";
const BASE64: &str = "whsec_lq+cUR2vb+EHgWmYYSX2tqYAQPE1p1XwazrTWYGc8r4=";
const TEXT: &str = "whsec_k7Vw2mQ9xTzB4nRcA1sD5fG8hJ0kL3pO";

fn main() -> ExitCode {
    let mut score = Score::default();
    plain_copy(&mut score);

    let unnamed = SignOptions::new(NOW);
    let named = unnamed.clone().id("msg_1");
    let text = || Webhook::builder(&providers::TRANSCODELY);
    let needles = Needles::default().and_key("key", TEXT.as_bytes());
    keyed(&mut score, "text", text, TEXT, needles, TEXT.as_bytes(), &named);

    let base64 = || Webhook::builder(&providers::STANDARD_WEBHOOKS);
    let needles = Needles::default().and("text", BASE64.as_bytes()).and_key("key", KEY);
    keyed(&mut score, "base64", base64, BASE64, needles, KEY, &named);

    let hex = || Webhook::custom(Scheme::from_json(HEX_SCHEME).expect("a scheme"));
    let needles = Needles::default().and("text", HEX.as_bytes()).and_key("key", KEY);
    keyed(&mut score, "hex", hex, HEX, needles, KEY, &unnamed);

    let bytes = || Webhook::builder(&providers::TRANSLOADIT);
    keyed(&mut score, "bytes, all algorithms", bytes, KEY, Needles::default().and_key("key", KEY), KEY, &unnamed);

    token(&mut score);
    score.end()
}

/// What must be found if this program can find anything.
fn plain_copy(score: &mut Score) {
    let needles = Needles::default().and("copy", KEY);
    let ((), freed) = heap::watch(|| drop(black_box(KEY.to_vec())));
    let found = needles.found_in(&freed);
    score.check("control: a plain copy is found", found.contains(&"copy"), &format!("{found:?}"));
    let ((), freed) = heap::watch(|| {
        let mut growing = black_box(KEY.to_vec());
        growing.reserve(4096);
        growing.fill(0);
        drop(black_box(growing));
    });
    let found = needles.found_in(&freed);
    score.check("control: a copy left behind by growing is found", found.contains(&"copy"), &format!("{found:?}"));
}

/// A secret that becomes keyed states: while the webhook is there they are in memory, afterwards they are not.
fn keyed<S: AsSecret + Copy>(
    score: &mut Score,
    name: &str,
    builder: impl Fn() -> Builder,
    secret: S,
    needles: Needles,
    key: &[u8],
    options: &SignOptions<'_>,
) {
    let states = Needles::default().and_states("key", key);
    let (live, freed) = heap::watch(|| {
        let webhook = builder().secrets(&[secret, secret]).build().expect("builds");
        let live = heap::live();
        drop(webhook);
        live
    });
    let found = states.found_in(&live);
    score.check(&format!("{name}: control: the states are there in use"), found.len() >= 2, &format!("{found:?}"));
    let found = [needles.found_in(&freed), states.found_in(&freed)].concat();
    judge(score, &format!("{name}: a webhook leaves nothing"), &found);

    let ((), freed) = heap::watch(|| drop(builder().secret(secret)));
    let found = needles.found_in(&freed);
    judge(score, &format!("{name}: a builder leaves nothing"), &found);

    let ((), freed) = heap::watch(|| {
        let refused = builder().secret(secret).header("X-Does-Not-Fit").build();
        drop(refused.expect_err("the option does not fit"));
    });
    let found = needles.found_in(&freed);
    judge(score, &format!("{name}: a builder that fails leaves nothing"), &found);

    let webhook = builder().secret(secret).build().expect("builds");
    let (signed, freed) = heap::watch(|| webhook.sign(BODY, options).expect("signs"));
    let found = [needles.found_in(&freed), states.found_in(&freed)].concat();
    judge(score, &format!("{name}: signing leaves nothing"), &found);

    let ((), freed) = heap::watch(|| {
        let request = Request::new(signed.body()).headers(signed.headers());
        drop(webhook.verify(&request, NOW).expect("is genuine"));
    });
    let found = [needles.found_in(&freed), states.found_in(&freed)].concat();
    judge(score, &format!("{name}: verifying leaves nothing"), &found);
}
/// A secret that is kept as it is, to be sent.
fn token(score: &mut Score) {
    let needles = Needles::default().and("token", TEXT.as_bytes());
    let builder = || Webhook::builder(&providers::ASSEMBLYAI).header("X-Token").secret(TEXT);
    let (live, freed) = heap::watch(|| {
        let webhook = builder().build().expect("builds");
        let headers = [("X-Token", TEXT)];
        drop(webhook.verify(&Request::new(BODY).headers(&headers), NOW).expect("is genuine"));
        let live = heap::live();
        drop(webhook);
        live
    });
    let found = needles.found_in(&live);
    score.check("token: control: it is there in use", found.contains(&"token"), &format!("{found:?}"));
    let found = needles.found_in(&freed);
    judge(score, "token: a webhook leaves nothing", &found);
    let ((), freed) = heap::watch(|| drop(builder()));
    let found = needles.found_in(&freed);
    judge(score, "token: a builder leaves nothing", &found);
}

fn judge(score: &mut Score, name: &str, found: &[&str]) {
    score.check(name, found.is_empty(), &format!("{found:?}"));
}

const HEX_SCHEME: &str = r#"{"name":"acme","signature":{"header":"X-Acme-Signature","encoding":"hex"},
    "algorithms":["sha512"],"content":"{body}","secret":{"encoding":"hex"}}"#;
