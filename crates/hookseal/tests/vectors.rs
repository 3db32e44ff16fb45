//! Runs every vector file of `tests/vectors`, the same files that the JavaScript and Python runners read.

#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod vector;

use hookseal::Request;
use serde_json::{Value, json};

use vector::{Body, build, cases, headers, now, run};

#[test]
fn verify_cases_have_the_expected_verdict() {
    run("verify", |case| {
        let webhook = build(&case["webhook"]).map_err(|error| format!("{}: {error}", error.code()))?;
        let headers = headers(&case["request"]);
        let body = Body::read(&case["request"]["body"]);
        let fields = body.fields();
        let mut request = match &body {
            Body::Raw(bytes) => Request::new(bytes),
            Body::Form(_) => Request::form(&fields),
        }
        .headers(&headers);
        if let Some(method) = case["request"]["method"].as_str() {
            request = request.method(method);
        }
        if let Some(url) = case["request"]["url"].as_str() {
            request = request.url(url);
        }
        if let Some(address) = case["request"]["remoteAddress"].as_str() {
            request = request.remote_address(address);
        }
        let found = match webhook.verify(&request, now(case)) {
            Err(error) => json!({ "code": error.code().as_str() }),
            Ok(delivery) => {
                if let Some(body) = case["expect"]["delivery"].get("body") {
                    assert_eq!(delivery.body(), Body::read(body).bytes(), "body of {}", case["id"]);
                }
                let mut found = json!({
                    "variant": delivery.variant(),
                    "authentication": delivery.authentication().as_str(),
                    "id": delivery.id(),
                    "idSigned": delivery.id_signed(),
                    "timestamp": delivery.timestamp(),
                    "algorithm": delivery.algorithm().map(hookseal::Algorithm::as_str),
                    "secretIndex": delivery.secret_index(),
                    "dedupeKey": delivery.dedupe_key(),
                });
                if let Some(body) = case["expect"]["delivery"].get("body") {
                    found["body"] = body.clone();
                }
                json!({ "delivery": found })
            }
        };
        same(&found, &case["expect"])
    });
}

#[test]
fn sign_cases_give_the_expected_request() {
    run("sign", |case| {
        let webhook = build(&case["webhook"]).map_err(|error| format!("{}: {error}", error.code()))?;
        let body = Body::read(&case["body"]);
        let options = case["options"].to_string();
        match hookseal::foreign::sign(&webhook, body.bytes(), &options, 0) {
            Err(error) => same(&json!({ "code": error.code().as_str() }), &case["expect"]),
            Ok(signed) => {
                let expected = Body::read(&case["expect"]["body"]);
                if signed.body() != expected.bytes() {
                    return Err(format!("body: {}", String::from_utf8_lossy(signed.body())));
                }
                same(&json!(signed.headers()), &case["expect"]["headers"])?;
                same(&json!(signed.url()), &case["expect"]["url"])
            }
        }
    });
}

#[test]
fn construct_cases_are_refused_with_the_expected_code() {
    run("construct", |case| match build(&case["webhook"]) {
        Ok(_) => Err("was built".into()),
        Err(error) => same(&json!({ "code": error.code().as_str() }), &case["expect"]),
    });
}

#[test]
fn refusals_outnumber_acceptances() {
    let cases = cases("verify");
    let refused = cases.iter().filter(|case| case["expect"].get("code").is_some()).count();
    assert!(refused * 2 > cases.len(), "{refused} of {} cases are refusals", cases.len());
}

fn same(found: &Value, expected: &Value) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("expected {expected}, found {found}")) }
}
