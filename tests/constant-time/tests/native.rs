//! The compiled core under valgrind, the secret marked undefined: what branches on it, or uses it as an address?
//!
//! Threats 1, 3, 4, 23 and 124. Nor is the expected tag ever turned into text: that would look up its bytes.
//!
//! Building a webhook and feeding the MAC must not do so at all. `verify` may do so once: it returns the verdict,
//! which is public. How often it does must not depend on where a signature differs, or which secret it belongs to.

use std::env;
use std::hint::black_box;
use std::process::{Command, ExitCode};

use hookseal::{Algorithm, Request, Scheme, SignOptions, Webhook, providers};
use hookseal_constant_time::score::Score;
use hookseal_constant_time::valgrind;

const NOW: u64 = 1_780_000_000;
const BODY: &[u8] = br#"{"status":"completed","id":"a3f1"}"#;

/// `verify` looks at the verdict and at nothing else that depends on the secret.
const VERDICT: u32 = 1;

fn main() -> ExitCode {
    if !valgrind::is_running() {
        return run_again_under_valgrind();
    }
    let mut score = Score::default();
    if !valgrind::is_compiled_in() {
        score.check("client requests", false, "valgrind's header was missing when this was compiled");
        return score.end();
    }
    controls(&mut score);
    for algorithm in Algorithm::ALL {
        for length in [1, 32, 64, 65, 128, 129, 300] {
            signatures(&mut score, *algorithm, length);
        }
    }
    pairs(&mut score);
    tokens(&mut score);
    score.end()
}

fn run_again_under_valgrind() -> ExitCode {
    let log = concat!(env!("CARGO_TARGET_TMPDIR"), "/constant-time-native.log");
    let Ok(this) = env::current_exe() else { return ExitCode::FAILURE };
    let valgrind =
        Command::new("valgrind").args(["--quiet", "--num-callers=16", &format!("--log-file={log}")]).arg(this).status();
    match valgrind {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => {
            println!("where secrets were looked at stands in {log}");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("cannot start valgrind ({error}): install it, on Debian with `apt-get install valgrind`");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}

/// What must be found if this program can find anything.
fn controls(score: &mut Score) {
    let expected: [u8; 32] = std::array::from_fn(|at| at as u8 ^ 0xa5);
    let counts = |compare: fn(&[u8], &[u8]) -> bool| {
        (0..32).map(move |at| {
            let (secret, mut received) = (expected, expected);
            received[at] ^= 1;
            valgrind::poison(&secret);
            uses(|| compare(black_box(&secret), black_box(&received))).1
        })
    };
    let seen: Vec<u32> = counts(stops_early).collect();
    score.check("control: a compare that stops early is seen", varies(&seen), &range(&seen));
    let seen: Vec<u32> = counts(compares_text).collect();
    score.check("control: a compare of hex text is seen", seen.iter().all(|uses| *uses > VERDICT), &range(&seen));
}

#[inline(never)]
fn stops_early(expected: &[u8], received: &[u8]) -> bool {
    for (ours, theirs) in expected.iter().zip(received) {
        if black_box(*ours) != black_box(*theirs) {
            return false;
        }
    }
    true
}

#[inline(never)]
fn compares_text(expected: &[u8], received: &[u8]) -> bool {
    let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble)];
    let text =
        |bytes: &[u8]| -> Vec<u8> { bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect() };
    text(expected).iter().zip(&text(received)).fold(0, |difference, (ours, theirs)| difference | (ours ^ theirs)) == 0
}

/// Keying, MAC and comparison for one algorithm and one length of key.
fn signatures(score: &mut Score, algorithm: Algorithm, length: usize) {
    let name = format!("{} with a key of {length} bytes", algorithm.as_str());
    let key: Vec<u8> = (0..length).map(|at| (at * 7 + 3) as u8).collect();
    let clean = webhook(algorithm, &key);
    let signed = clean.sign(BODY, &SignOptions::new(NOW)).expect("signs");
    let header = signed.headers().iter().find(|(name, _)| name.eq_ignore_ascii_case("x-acme-signature"));
    let genuine = header.expect("is signed").1.clone();

    valgrind::poison(&key);
    let (secret, seen) = uses(|| webhook(algorithm, &key));
    score.check(&format!("{name}: keying"), seen == 0, &format!("{seen} uses"));

    let headers = [("X-Acme-Signature", genuine.as_str())];
    let request = Request::new(BODY).headers(&headers);
    let (_, seen) = uses(|| {
        let mut verification = secret.start(&request).expect("starts");
        BODY.chunks(5).for_each(|piece| verification.update(piece));
        verification
    });
    score.check(&format!("{name}: feeding the MAC"), seen == 0, &format!("{seen} uses"));

    let seen: Vec<u32> = (0..algorithm.size()).map(|at| verify(&secret, &changed(&genuine, at * 2), false)).collect();
    score.check(&format!("{name}: refusing at every place"), seen.iter().all(|uses| *uses == VERDICT), &range(&seen));
    let seen = verify(&secret, &genuine, true);
    score.check(&format!("{name}: accepting"), seen == VERDICT, &format!("{seen} uses"));
}

fn webhook(algorithm: Algorithm, key: &[u8]) -> Webhook {
    let scheme = format!(
        r#"{{"name":"acme","signature":{{"header":"X-Acme-Signature","encoding":"hex"}},
            "algorithms":["{}"],"content":"{{body}}"}}"#,
        algorithm.as_str()
    );
    Webhook::custom(Scheme::from_json(&scheme).expect("a scheme")).secret(key).build().expect("builds")
}

fn verify(webhook: &Webhook, signature: &str, accepted: bool) -> u32 {
    let headers = [("X-Acme-Signature", signature)];
    judged(webhook, &Request::new(BODY).headers(&headers), accepted)
}

/// Several secrets and several signatures: which of them match must not show.
fn pairs(score: &mut Score) {
    let keys: Vec<[u8; 24]> = (0..3_u8).map(|at| [at + 1; 24]).collect();
    let clean: Vec<Webhook> =
        keys.iter().map(|key| Webhook::new(&providers::STANDARD_WEBHOOKS, &[key]).expect("builds")).collect();
    let foreign = Webhook::new(&providers::STANDARD_WEBHOOKS, &[[9_u8; 24]]).expect("builds");
    let options = SignOptions::new(NOW).id("msg_1");
    let of = |webhook: &Webhook| webhook.sign(BODY, &options).expect("signs").headers().to_vec();
    let value = |headers: Vec<(String, String)>| {
        headers.into_iter().find(|(name, _)| name == "webhook-signature").expect("is signed").1
    };
    let wrong = value(of(&foreign));
    let genuine: Vec<String> = clean.iter().map(|webhook| value(of(webhook))).collect();

    keys.iter().for_each(|key| valgrind::poison(key));
    let secret = Webhook::new(&providers::STANDARD_WEBHOOKS, &keys).expect("builds");
    let list = |place: usize, one: &str| {
        let items: Vec<&str> = (0..3).map(|at| if at == place { one } else { wrong.as_str() }).collect();
        items.join(" ")
    };
    let judge = |signature: &str, accepted: bool| {
        let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", "1780000000"), ("webhook-signature", signature)];
        judged(&secret, &Request::new(BODY).headers(&headers), accepted)
    };
    let seen = judge(&list(0, &wrong), false);
    score.check("three secrets, three signatures: none matches", seen == VERDICT, &format!("{seen} uses"));
    let seen: Vec<u32> =
        genuine.iter().flat_map(|one| (0..3).map(|place| judge(&list(place, one), true)).collect::<Vec<_>>()).collect();
    score.check(
        "three secrets, three signatures: any pair matches",
        seen.iter().all(|uses| *uses == VERDICT),
        &range(&seen),
    );
}

/// The token received stands for the secret one: the two meet in the same comparison. Its outer characters stay
/// public, since white space is removed there. Reading the configured token happens once, at nobody's request.
fn tokens(score: &mut Score) {
    let builder = Webhook::builder(&providers::ASSEMBLYAI).header("X-Token").secret("k7Vw2mQ9xTzB4nRc");
    let webhook = builder.build().expect("builds");
    let judge = |token: &str, accepted: bool| {
        let bytes = token.as_bytes().to_vec();
        valgrind::poison(&bytes[1..bytes.len() - 1]);
        let headers = [("X-Token", bytes)];
        judged(&webhook, &Request::new(BODY).headers(&headers), accepted)
    };
    let seen: Vec<u32> = (1..15)
        .map(|at| {
            let mut token = String::from("k7Vw2mQ9xTzB4nRc");
            token.replace_range(at..=at, "_");
            judge(&token, false)
        })
        .collect();
    score.check("token: refusing at every place", seen.iter().all(|uses| *uses == VERDICT), &range(&seen));
    let seen: Vec<u32> = (3..70).map(|length| judge(&"k".repeat(length), false)).collect();
    score.check("token: refusing every length", seen.iter().all(|uses| *uses == VERDICT), &range(&seen));
    let seen = judge("k7Vw2mQ9xTzB4nRc", true);
    score.check("token: accepting", seen == VERDICT, &format!("{seen} uses"));
}

fn judged(webhook: &Webhook, request: &Request<'_>, accepted: bool) -> u32 {
    let (result, seen) = uses(|| webhook.verify(request, NOW));
    valgrind::declassify(&result);
    assert_eq!(result.is_ok(), accepted, "{result:?}");
    seen
}

/// How often `work` looks at what is poisoned.
#[inline(never)]
fn uses<T>(work: impl FnOnce() -> T) -> (T, u32) {
    let before = valgrind::errors();
    let result = black_box(work());
    (result, valgrind::errors() - before)
}

/// The signature with another digit or another letter at this place: what is malformed does not reach the MAC.
fn changed(signature: &str, at: usize) -> String {
    let other = match signature.as_bytes()[at] {
        b'9' => '8',
        digit @ b'0'..=b'8' => char::from(digit + 1),
        b'f' => 'e',
        letter => char::from(letter + 1),
    };
    let mut text = signature.to_owned();
    text.replace_range(at..=at, other.encode_utf8(&mut [0; 4]));
    text
}

fn varies(seen: &[u32]) -> bool {
    seen.iter().min() != seen.iter().max()
}

fn range(seen: &[u32]) -> String {
    let (least, most) = (seen.iter().min().unwrap_or(&0), seen.iter().max().unwrap_or(&0));
    if least == most { format!("{least} uses in {} cases", seen.len()) } else { format!("{least} to {most} uses") }
}
