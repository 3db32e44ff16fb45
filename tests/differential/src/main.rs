//! Writes generated requests, one JSON object a line, each with the verdict of the Rust core.
//!
//! `hookseal-differential COUNT SEED > cases.jsonl`. The runners beside it read the file with the packed npm tarball
//! and the built wheel and compare verdict by verdict.

mod mutate;
mod request;
mod webhooks;

use std::env;
use std::io::{self, BufWriter, Write};

use fastrand::Rng;
use serde_json::json;

use request::Generated;

/// The clock of every case.
const NOW: u64 = 1_780_000_000;

fn main() -> io::Result<()> {
    let arguments: Vec<u64> = env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let [count, seed] = arguments[..] else {
        return Err(io::Error::other("usage: hookseal-differential COUNT SEED"));
    };
    let webhooks = webhooks::all();
    let mut random = Rng::with_seed(seed);
    let mut out = BufWriter::new(io::stdout().lock());
    let mut accepted = 0_u64;
    for _ in 0..count {
        let webhook = &webhooks[random.usize(..webhooks.len())];
        let mut request = Generated::genuine(webhook, &mut random);
        for _ in 0..[0, 1, 1, 1, 2, 3][random.usize(..6)] {
            mutate::once(&mut request, &mut random);
        }
        let verdict = request.verdict(&webhook.webhook);
        accepted += u64::from(!verdict.is_string());
        let line = json!({ "webhook": webhook.json, "request": request.json(), "now": NOW, "verdict": verdict });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    eprintln!("{count} cases, {accepted} accepted, seed {seed}");
    // A generator whose cases all end alike would prove nothing.
    if accepted * 20 < count || accepted * 2 > count {
        return Err(io::Error::other("too few or too many of the cases are accepted"));
    }
    Ok(())
}
