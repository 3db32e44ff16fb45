//! What a report shows of a request that a sender has filled with secrets, and what it costs if he has filled it with
//! headers (threat 119).
#![cfg(feature = "explain")]
#![allow(missing_docs, clippy::unwrap_used)]

use hookseal::explain::{ExplainOptions, Report};
use hookseal::{Builder, Request, Webhook, providers};

const NOW: u64 = 1_716_480_293;

/// The key's own text stands in the body: as it is, escaped, encoded, and beside another secret that begins it.
#[test]
fn no_form_of_a_secret_is_shown_from_the_body() {
    let texts =
        ["whsec_k7Vw2mQ9xTzB4nRc", "\u{feff}k7Vw2mQ9xTzB4nRc", "SECRET_KEY=k7Vw2mQ9xTzB4nRc", "\"k7Vw2mQ9xTzB4nRc\"\n"];
    for text in texts {
        let report = explain(&transcodely(&[text]), br#"{"s":"k7Vw2mQ9xTzB4nRc"}"#);
        assert!(!shown(&report).contains("k7Vw2mQ9"), "{text}: {report}");
    }
    let slashed = transcodely(&["whsec_abc/def/ghi+jkl"]);
    for body in [r#"{"s":"whsec_abc\/def\/ghi+jkl"}"#, "whsec%5Fabc%2Fdef%2Fghi%2Bjkl", "abc%2fdef%2fghi%2bjkl"] {
        let report = explain(&slashed, body.as_bytes());
        assert!(!shown(&report).contains("ghi"), "{body}: {report}");
    }
    let both = explain(&transcodely(&["whsec_test", "whsec_testSECRETSECRET"]), b"whsec_testSECRETSECRET");
    assert!(!shown(&both).contains("SECRET"), "{both}");
    let bytes = [0xff_u8, 1, 2, 3, b'A', b'B', b'C', b'D', b'E', b'F', b'G', b'H'];
    let webhook = || Webhook::builder(&providers::TRANSCODELY).secret(bytes.as_slice());
    assert!(!shown(&explain(&webhook, &bytes)).contains("ABCD"));
}

/// So short a secret could stand anywhere.
#[test]
fn a_short_secret_hides_the_body() {
    let report = explain(&transcodely(&["xyz"]), br#"{"s":"xyz"}"#);
    assert!(!shown(&report).contains("xyz"), "{report}");
    // The control: of another secret the body is shown.
    assert!(shown(&explain(&transcodely(&["another-secret"]), br#"{"s":"xyz"}"#)).contains("xyz"));
}

/// A signature that stands where an id or a time belongs.
#[test]
fn a_signature_in_the_wrong_place_is_not_shown() {
    let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]).unwrap();
    let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    for (id, time) in [(signature, "1716480293"), ("msg_1", signature)] {
        let headers = [("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", "v1,AAAA")];
        let request = Request::new(b"{}").headers(&headers);
        let report = webhook.explain(&request, &ExplainOptions::new(NOW));
        assert!(!shown(&report).contains("g0hM9SsE"), "{report}");
    }
}

/// Each of them could be any of the three that are missing.
#[test]
fn headers_without_number_are_not_all_looked_at() {
    let webhook = Webhook::new(&providers::STANDARD_WEBHOOKS, &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]).unwrap();
    let name =
        |index: usize| format!("x-webhook-signature-id-timestamp-{index}-webhookid-webhooktimestamp-webhooksignature");
    let value = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let headers: Vec<(String, &str)> = (0..100_000).map(|index| (name(index), value)).collect();
    let report = webhook.explain(&Request::new(b"{}").headers(&headers), &ExplainOptions::new(NOW));
    assert!(!report.work.complete, "{report}");
    assert!(!report.findings.is_empty());
}

fn transcodely(secrets: &[&str]) -> impl Fn() -> Builder {
    let secrets: Vec<String> = secrets.iter().map(ToString::to_string).collect();
    move || Webhook::builder(&providers::TRANSCODELY).secrets(&secrets)
}

fn explain(builder: &dyn Fn() -> Builder, body: &[u8]) -> Report {
    let headers = [("X-Transcodely-Signature", "sha256=00"), ("X-Transcodely-Timestamp", "1716480293")];
    builder().explain(&Request::new(body).headers(&headers), &ExplainOptions::new(NOW)).unwrap()
}

fn shown(report: &Report) -> String {
    [report.to_json(), report.to_string(), format!("{report:?}")].concat()
}
