//! The types of events in Rust, TypeScript and Python, from events/*.json.

mod model;
mod python;
mod rust;
mod typescript;

use std::path::Path;

use anyhow::Result;

use super::Generated;

pub fn generate(root: &Path) -> Result<Vec<Generated>> {
    let providers = model::read(&root.join("events"))?;
    let mut files: Vec<Generated> = providers.iter().map(rust::generate).collect::<Result<_>>()?;
    files.push(typescript::generate(&providers)?);
    files.push(python::generate(&providers)?);
    Ok(files)
}

/// `text` in lines of at most `width` characters.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

const WIDTH: usize = 120;
