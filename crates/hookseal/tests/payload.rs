//! `Delivery::json`: the verified body as JSON, and nothing of it in an error.
#![cfg(feature = "events")]

use hookseal::{Request, SignOptions, Webhook, providers};

#[test]
fn only_standard_json_in_utf8_is_read() {
    let webhook = Webhook::new(&providers::TRANSCODELY, &["whsec_k7Vw2mQ9xTzB4nRc"]).unwrap();
    let read = |body: &[u8]| {
        let signed = webhook.sign(body, &SignOptions::new(1_716_480_293).id("dlv_1")).unwrap();
        let request = Request::new(signed.body()).headers(signed.headers());
        webhook.verify(&request, 1_716_480_293).unwrap().json::<serde_json::Value>()
    };
    assert_eq!(read(br#" {"a":[1,"\u00e9"]} "#).unwrap()["a"][1], "é");
    for bad in [&b""[..], b"{", b"NaN", b"{'canary':1}", b"\xef\xbb\xbf{}", b"\"\xff\"", b"{} {}", b"[1,]"] {
        let error = read(bad).unwrap_err();
        assert_eq!(error.code(), "payload_not_json");
        assert!(!error.to_string().contains("canary"));
    }
}
