//! Writes tests/replay/sequences.json, or with `--check` compares it.

use std::path::Path;
use std::{env, fs, io};

use hookseal_replay_model::sequences;

fn main() -> io::Result<()> {
    let lines: Vec<String> = sequences::all().iter().map(|sequence| format!("  {sequence}")).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("sequences.json");
    if !env::args().any(|argument| argument == "--check") {
        fs::write(&path, text)?;
    } else if fs::read_to_string(&path)? != text {
        return Err(io::Error::other(
            "sequences.json is not as the model has it: run `cargo run -p hookseal-replay-model`",
        ));
    }
    println!("{} sequences", lines.len());
    Ok(())
}
