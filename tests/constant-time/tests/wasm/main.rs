//! The module that ships, with counters added: what it executes must not depend on a secret, nor grow without bound.

mod binding;
mod controls;
mod cost;
mod counted;
mod differences;
mod instance;
mod memory;
mod remains;
mod seen;
mod shapes;

use std::process::ExitCode;

use hookseal_constant_time::score::Score;
use sha2::{Digest, Sha256};

use binding::Shipped;

fn main() -> ExitCode {
    let mut score = Score::default();
    controls::run(&mut score);
    match Shipped::load() {
        Ok(shipped) => {
            let bytes = shipped.bytes();
            let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            println!("npm/wasm/core_bg.wasm: {} bytes, SHA-256 {digest}", bytes.len());
            differences::run(&mut score, &shipped);
            cost::run(&mut score, &shipped);
            remains::run(&mut score, &shipped);
        }
        Err(error) => score.check("shipped module", false, &error),
    }
    score.end()
}
