//! Exhaustive changes to one genuine delivery: every bit, every split, every length. Nothing but the original verifies.

#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use hookseal::{Algorithm, FormEncoding, Request, SignOptions, VerifyCode, Webhook, providers};

const NOW: u64 = 1_716_480_293;
const BODY: &[u8] = br#"{"id":"evt_1.1716480293.x","amount":100}"#;

fn webhook() -> Webhook {
    Webhook::new(&providers::STANDARD_WEBHOOKS, &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]).unwrap()
}

fn signed() -> Vec<(String, String)> {
    webhook().sign(BODY, &SignOptions::new(NOW).id("msg_1")).unwrap().headers().clone()
}

fn verdict(headers: &[(String, Vec<u8>)], body: &[u8]) -> Result<(), VerifyCode> {
    let headers = headers.to_vec();
    match webhook().verify(&Request::new(body).headers(&headers), NOW) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.code()),
    }
}

fn bytes(headers: &[(String, String)]) -> Vec<(String, Vec<u8>)> {
    headers.iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())).collect()
}

/// Threats 7 and 24: no single bit of body, signature, timestamp or id can change.
#[test]
fn every_single_bit_flip_is_refused() {
    let genuine = bytes(&signed());
    assert_eq!(verdict(&genuine, BODY), Ok(()));
    for index in 0..BODY.len() * 8 {
        let mut body = BODY.to_vec();
        body[index / 8] ^= 1 << (index % 8);
        assert_eq!(verdict(&genuine, &body), Err(VerifyCode::SignatureMismatch), "bit {index}");
    }
    let mut flips = 0;
    for header in 1..genuine.len() {
        for index in 0..genuine[header].1.len() * 8 {
            let mut headers = genuine.clone();
            headers[header].1[index / 8] ^= 1 << (index % 8);
            assert!(verdict(&headers, BODY).is_err(), "{} bit {index}", headers[header].0);
            flips += 1;
        }
    }
    assert!(flips > 400, "{flips}");
}

/// Threat 57: the signed bytes cut at any other place between id, timestamp and body.
#[test]
fn no_other_split_of_the_signed_bytes_verifies() {
    let genuine = bytes(&signed());
    let whole = [b"msg_1.1716480293.", BODY].concat();
    let dots: Vec<usize> = whole.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at).collect();
    let mut splits = 0;
    for (position, first) in dots.iter().enumerate() {
        for second in &dots[position + 1..] {
            let mut headers = genuine.clone();
            headers[3].1 = whole[..*first].to_vec();
            headers[2].1 = whole[first + 1..*second].to_vec();
            let found = verdict(&headers, &whole[second + 1..]);
            assert_eq!(found.is_ok(), position == 0 && *second == dots[1], "split at {first} and {second}");
            splits += 1;
        }
    }
    assert!(splits >= 6, "{splits}");
}

/// Threats 5 and 6: a beginning of the signature is no signature, nor is a longer one.
#[test]
fn every_prefix_and_extension_of_a_signature_is_refused() {
    for algorithm in Algorithm::ALL {
        let webhook = Webhook::new(&providers::TRANSLOADIT, &["secret of the account"]).unwrap();
        let options = SignOptions::new(NOW).algorithm(*algorithm).form(FormEncoding::Urlencoded);
        let form = webhook.sign(b"{}", &options).unwrap();
        let check = |body: &[u8]| {
            let headers = form.headers().clone();
            webhook.verify(&Request::new(body).headers(&headers), NOW).map(drop).map_err(|error| error.code())
        };
        assert_eq!(check(form.body()), Ok(()));
        for cut in 1..2 * algorithm.size() {
            let short = &form.body()[..form.body().len() - cut];
            assert_eq!(check(short), Err(VerifyCode::SignatureMalformed), "{cut} characters short");
        }
        for more in ["0", "00", "%20", "%0A", "%00", "=", "=="] {
            let long = [form.body(), more.as_bytes()].concat();
            assert_eq!(check(&long), Err(VerifyCode::SignatureMalformed), "{more} at the end");
        }
    }
}

/// Threats 8 and 10: of all the names under which platforms know a hash, only the configured ones count.
#[test]
fn algorithm_names_of_platforms_are_not_allowed() {
    let names = [
        "",
        "md5",
        "MD5",
        "sha",
        "SHA1",
        "Sha1",
        "sha-1",
        "SHA-256",
        "sha224",
        "sha512-224",
        "sha512/256",
        "sha3-256",
        "ripemd160",
        "rmd160",
        "blake2b512",
        "blake2s256",
        "sm3",
        "shake128",
        "md5-sha1",
        "ssl3-md5",
        "ssl3-sha1",
        "RSA-SHA1",
        "RSA-SHA256",
        "RSA-MD5",
        "id-rsassa-pkcs1-v1_5-with-sha3-256",
        "none",
        "null",
        "__proto__",
        "constructor",
        "toString",
        "sha256 ",
        " sha256",
        "sha256\0",
        "hmac-sha256",
        "\u{17f}ha256",
    ];
    let webhook = Webhook::new(&providers::TRANSLOADIT, &["secret of the account"]).unwrap();
    let genuine = webhook.sign(b"{}", &SignOptions::new(NOW).algorithm(Algorithm::Sha256)).unwrap();
    let text = String::from_utf8(genuine.body().to_vec()).unwrap();
    let long = "a".repeat(8000);
    for name in names.into_iter().chain([long.as_str()]) {
        let body = text.replace("sha256:", &format!("{name}:"));
        let headers = genuine.headers().clone();
        let error = webhook.verify(&Request::new(body.as_bytes()).headers(&headers), NOW).unwrap_err();
        assert_eq!(error.code(), VerifyCode::AlgorithmNotAllowed, "{name:?}");
    }
}

/// Threat 124: with several secrets and several signatures, the good pair counts wherever it stands.
#[test]
fn the_matching_pair_is_found_at_every_place() {
    let secrets = ["whsec_AAAA", "whsec_BBBB", "whsec_CCCC"];
    let all = Webhook::new(&providers::STANDARD_WEBHOOKS, &secrets).unwrap();
    let junk = format!("v1,{}=", "A".repeat(43));
    for (index, secret) in secrets.iter().enumerate() {
        let one = Webhook::new(&providers::STANDARD_WEBHOOKS, &[secret]).unwrap();
        let mut headers = one.sign(BODY, &SignOptions::new(NOW).id("msg_1")).unwrap().headers().clone();
        let good = headers[1].1.clone();
        for place in 0..16 {
            let mut items = vec![junk.clone(); 16];
            items[place] = good.clone();
            headers[1].1 = items.join(" ");
            let delivery = all.verify(&Request::new(BODY).headers(&headers), NOW).unwrap();
            assert_eq!(delivery.secret_index(), Some(index), "secret {index} at {place}");
        }
    }
}
