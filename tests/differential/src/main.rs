//! Writes generated requests, one JSON object a line, each with the verdict of the Rust core.
//!
//! `hookseal-differential COUNT SEED FILE`. The runners beside it read the file with the packed npm tarball
//! and the built wheel and compare verdict by verdict.

mod mutate;
mod request;
mod webhooks;

use std::env;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use fastrand::Rng;
use serde_json::json;

use request::Generated;

/// The clock of every case.
const NOW: u64 = 1_780_000_000;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let usage = || io::Error::other("usage: hookseal-differential COUNT SEED FILE");
    let [count, seed, file] = &arguments[..] else { return Err(usage()) };
    let (count, seed): (u64, u64) = (count.parse().map_err(|_| usage())?, seed.parse().map_err(|_| usage())?);
    let webhooks = webhooks::all();
    let mut random = Rng::with_seed(seed);
    let mut out = BufWriter::new(File::create(file)?);
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
    println!("{count} cases, {accepted} accepted, seed {seed}");
    // A generator whose cases all end alike would prove nothing.
    if accepted * 20 < count || accepted * 2 > count {
        return Err(io::Error::other("too few or too many of the cases are accepted"));
    }
    Ok(())
}
