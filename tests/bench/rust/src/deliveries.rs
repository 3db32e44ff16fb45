//! Genuine Transcodely deliveries of a given size, no two alike.

use std::iter;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

pub const SECRET: &str = "whsec_k7Vw2mQ9xTzB4nRcPq81Lf3a";

/// A request as a server hands it out, and the parts of it that a bare MAC needs, taken out beforehand.
pub struct Delivery {
    pub body: Vec<u8>,
    pub headers: Vec<(String, String)>,
    /// The crate has no clock; its caller reads it.
    pub now: u64,
    pub timestamp: String,
    pub signature: Vec<u8>,
}

impl Delivery {
    pub fn new(size: usize) -> Self {
        let body = json(size);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let timestamp = now.to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(timestamp.as_bytes());
        mac.update(b".");
        mac.update(&body);
        let signature = mac.finalize().into_bytes().to_vec();
        let headers = [
            ("host", "receiver.example"),
            ("user-agent", "webhooks/1.0"),
            ("accept", "*/*"),
            ("accept-encoding", "gzip"),
            ("content-type", "application/json"),
            ("content-length", &body.len().to_string()),
            ("x-transcodely-signature", &format!("sha256={}", hex::encode(&signature))),
            ("x-transcodely-timestamp", &timestamp),
            ("x-transcodely-delivery-id", &format!("dlv_{:012x}", fastrand::u64(..1 << 48))),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
        Self { body, headers, now, timestamp, signature }
    }

    /// The same delivery with one bit of the body changed.
    pub fn tampered(mut self) -> Self {
        let middle = self.body.len() / 2;
        self.body[middle] ^= 1;
        self
    }
}

fn json(size: usize) -> Vec<u8> {
    let (start, end) = (r#"{"event":"job.completed","data":""#, r#""}"#);
    let data = iter::repeat_with(fastrand::alphanumeric).take(size - start.len() - end.len());
    start.chars().chain(data).chain(end.chars()).collect::<String>().into_bytes()
}
