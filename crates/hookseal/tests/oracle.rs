//! An independent implementation of Standard Webhooks agrees, in both directions.

#![allow(missing_docs, clippy::arithmetic_side_effects, clippy::unwrap_used)]

use std::time::{SystemTime, UNIX_EPOCH};

use fastrand::Rng;
use hookseal::{Request, SignOptions, Webhook, providers};
use http::{HeaderMap, HeaderName, HeaderValue};
use standardwebhooks::Webhook as Oracle;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ROUNDS: usize = 500;

#[test]
fn what_we_sign_the_oracle_verifies_and_the_reverse() {
    let ours = Webhook::new(&providers::STANDARD_WEBHOOKS, &[SECRET]).unwrap();
    let theirs = Oracle::new(SECRET).unwrap();
    let mut random = Rng::with_seed(1);
    // The oracle reads the clock itself.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    for round in 0..ROUNDS {
        let body: String = (0..random.usize(..2000)).map(|_| random.char(..)).collect();
        let id = format!("msg_{round}");
        let headers: HeaderMap = ours
            .sign(body.as_bytes(), &SignOptions::new(now).id(&id))
            .unwrap()
            .headers()
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap()))
            .collect();
        theirs.verify(body.as_bytes(), &headers).unwrap();

        let mut headers = headers;
        let signature = theirs.sign(&id, now.try_into().unwrap(), body.as_bytes()).unwrap();
        headers.insert("webhook-signature", HeaderValue::from_str(&signature).unwrap());
        let delivery = ours.verify(&Request::new(body.as_bytes()).headers(&headers), now).unwrap();
        assert_eq!(delivery.body(), body.as_bytes());

        headers.insert("webhook-id", HeaderValue::from_static("msg_other"));
        assert!(ours.verify(&Request::new(body.as_bytes()).headers(&headers), now).is_err());
        assert!(theirs.verify(body.as_bytes(), &headers).is_err());
    }
    println!("standardwebhooks crate: {ROUNDS} passed, 0 failed");
}
