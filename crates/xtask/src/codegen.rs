//! `cargo xtask codegen`: the parts of committed files that are generated from the provider table, the codes and the
//! events.

mod block;
mod errors;
mod events;
mod python;
mod readme;
mod replay;
mod troubleshooting;
mod typescript;

use std::fs;

use anyhow::{Context, Result, bail};
use hookseal::{Policy, Stops};
use serde_json::{Value, json};

use crate::workspace;

/// A generated file, or a file with a generated block: its path and what it should hold now.
struct Generated {
    path: &'static str,
    content: String,
}

/// Writes every generated part, or with `check` only compares it with the committed one.
///
/// # Errors
/// With `check`, the names of the files that differ.
pub fn run(check: bool) -> Result<()> {
    let root = workspace::root();
    let mut files = vec![typescript::generate()?, python::generate(), readme::generate(root)?, errors::generate(root)?];
    files.push(typescript::finding_codes());
    files.extend(events::generate(root)?);
    files.extend(replay::generate(root)?);
    files.push(troubleshooting::generate(root)?);
    let mut stale = Vec::new();
    for Generated { path, content } in files {
        let place = workspace::root().join(path);
        let committed = fs::read_to_string(&place).unwrap_or_default();
        if committed == content {
            println!("{path} is up to date");
        } else if check {
            stale.push(path);
        } else {
            fs::write(&place, content).with_context(|| format!("write {path}"))?;
            println!("{path} written");
        }
    }
    if !stale.is_empty() {
        bail!("not as their sources have it: {}; run `cargo xtask codegen` and commit", stale.join(", "));
    }
    Ok(())
}

/// The policy as plain data, the same members in every language.
fn policy(policy: &Policy) -> Value {
    json!({
        "acknowledge": policy.acknowledge.as_str().map_or_else(|| json!(policy.acknowledge.codes()), Value::from),
        "timeout": policy.timeout,
        "attempts": policy.attempts,
        "delays": policy.delays,
        "horizon": policy.horizon(),
        "keep": policy.keep(),
        "busy": policy.busy_status(),
        "stops": policy.stops.map(Stops::as_str),
        "source": policy.source,
        "checked": policy.checked,
    })
}
