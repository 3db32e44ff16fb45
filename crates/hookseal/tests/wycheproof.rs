//! All Wycheproof HMAC cases through the public API, and the RFC vectors.
//!
//! A case with a full-length tag must verify as marked. One with a truncated tag must be refused, and its tag must be
//! the beginning of the signature that we would make.

#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use hookseal::{Algorithm, ConfigCode, Request, Scheme, SignOptions, VerifyCode, Webhook};
use serde_json::Value;

const FILES: [(Algorithm, &str); 4] = [
    (Algorithm::Sha1, "hmac_sha1_test.json"),
    (Algorithm::Sha256, "hmac_sha256_test.json"),
    (Algorithm::Sha384, "hmac_sha384_test.json"),
    (Algorithm::Sha512, "hmac_sha512_test.json"),
];

#[test]
fn all_692_wycheproof_cases() {
    let mut count = 0;
    for (algorithm, file) in FILES {
        let content = read(&format!("wycheproof/{file}"));
        for group in content["testGroups"].as_array().unwrap() {
            let full = group["tagSize"].as_u64().unwrap() == 8 * algorithm.size() as u64;
            for case in group["tests"].as_array().unwrap() {
                count += 1;
                check(algorithm, case, full);
            }
        }
    }
    println!("wycheproof: {count} passed, 0 failed");
    assert_eq!(count, 692);
}

#[test]
fn rfc_2202_and_4231() {
    let mut count = 0;
    for case in read("rfc/hmac.json")["cases"].as_array().unwrap() {
        let algorithm = Algorithm::from_name(case["algorithm"].as_str().unwrap()).unwrap();
        let digest = case["digest"].as_str().unwrap();
        let truncated = digest.len() < 2 * algorithm.size();
        let webhook = webhook(algorithm, &bytes(&case["key"])).unwrap();
        let data = bytes(&case["data"]);
        count += 1;
        assert!(sign(&webhook, &data).starts_with(digest), "{case}");
        assert_eq!(verdict(&webhook, &data, digest).is_ok(), !truncated, "{case}");
    }
    println!("rfc: {count} passed, 0 failed");
    assert!(count >= 25, "{count} cases");
}

fn check(algorithm: Algorithm, case: &Value, full: bool) {
    let (key, message, tag) = (bytes(&case["key"]), bytes(&case["msg"]), case["tag"].as_str().unwrap());
    let valid = case["result"] == "valid";
    let webhook = match webhook(algorithm, &key) {
        Ok(webhook) => webhook,
        Err(code) => {
            assert!(key.is_empty() && code == ConfigCode::MissingSecret, "{case}");
            return;
        }
    };
    assert_eq!(sign(&webhook, &message).starts_with(tag), valid, "{case}");
    let expected = match (full, valid) {
        (true, true) => Ok(()),
        (true, false) => Err(VerifyCode::SignatureMismatch),
        (false, _) => Err(VerifyCode::SignatureMalformed),
    };
    assert_eq!(verdict(&webhook, &message, tag), expected, "{case}");
}

fn webhook(algorithm: Algorithm, key: &[u8]) -> Result<Webhook, ConfigCode> {
    let scheme = format!(
        r#"{{"name": "wycheproof", "signature": {{"header": "x-tag", "encoding": "hex"}},
            "algorithms": ["{}"], "content": "{{body}}"}}"#,
        algorithm.as_str()
    );
    Webhook::custom(Scheme::from_json(&scheme).unwrap()).secret(key).build().map_err(|error| error.code())
}

fn sign(webhook: &Webhook, message: &[u8]) -> String {
    webhook.sign(message, &SignOptions::new(1)).unwrap().headers()[1].1.clone()
}

fn verdict(webhook: &Webhook, message: &[u8], tag: &str) -> Result<(), VerifyCode> {
    let headers = [("X-Tag", tag)];
    match webhook.verify(&Request::new(message).headers(&headers), 1) {
        Ok(delivery) => {
            assert_eq!(delivery.body(), message);
            Ok(())
        }
        Err(error) => Err(error.code()),
    }
}

fn bytes(hex: &Value) -> Vec<u8> {
    hex::decode(hex.as_str().unwrap()).unwrap()
}

fn read(path: &str) -> Value {
    let path = format!("{}/../../tests/vectors/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}
