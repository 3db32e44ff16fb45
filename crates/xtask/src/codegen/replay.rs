//! What the stores of the replay guard run, from the texts in replay/, as constants of TypeScript and of Python.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Generated;

/// The texts of one kind of store, by the names of its steps.
struct Dialect {
    name: &'static str,
    texts: Vec<(&'static str, String)>,
}

pub fn generate(root: &Path) -> Result<Vec<Generated>> {
    let read = |name, steps: &[&'static str], ending| Dialect::read(&root.join("replay"), name, steps, ending);
    let postgres = read("postgres", STATEMENTS, "sql")?;
    let psycopg = postgres.with_percent_placeholders()?;
    let sqlite = read("sqlite", STATEMENTS, "sql")?;
    let redis = read("redis", SCRIPTS, "lua")?;
    Ok(vec![typescript(&[&postgres, &sqlite, &redis]), python(&[&postgres, &psycopg, &sqlite, &redis])])
}

impl Dialect {
    fn read(folder: &Path, name: &'static str, steps: &[&'static str], ending: &str) -> Result<Self> {
        let text = |step: &'static str| {
            let path = folder.join(name).join(step).with_extension(ending);
            let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
            ensure!(is_literal(&text), "{} has one of ` \\ \" or a $ before no digit", path.display());
            Ok((step, text.trim_end().to_owned()))
        };
        Ok(Self { name, texts: steps.iter().map(|step| text(step)).collect::<Result<_>>()? })
    }

    /// With `%s`, as psycopg reads it, for `$1`, `$2` and so on.
    fn with_percent_placeholders(&self) -> Result<Self> {
        let mut texts = Vec::new();
        for (step, text) in &self.texts {
            ensure!(!text.contains('%'), "the statement {step} has a %, which psycopg takes for a placeholder");
            let parts: Vec<&str> = text.split('$').collect();
            let mut changed = parts[0].to_owned();
            for (position, part) in parts.iter().enumerate().skip(1) {
                let rest = part.strip_prefix(&position.to_string());
                let rest = rest.with_context(|| format!("the statement {step} lacks ${position} at its place"))?;
                changed.push_str("%s");
                changed.push_str(rest);
            }
            texts.push((*step, changed));
        }
        Ok(Self { name: "psycopg", texts })
    }
}

/// Whether the text means itself inside the literals of both languages.
fn is_literal(text: &str) -> bool {
    let is_number = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    !text.contains(['`', '\\', '"']) && text.split('$').skip(1).all(is_number)
}

fn typescript(dialects: &[&Dialect]) -> Generated {
    let mut content =
        "// What the replay stores run. Generated from replay/ by `cargo xtask codegen`. Do not edit.\n".to_owned();
    for Dialect { name, texts } in dialects {
        let members: String = texts.iter().map(|(step, text)| format!("  {step}: `{text}`,\n")).collect();
        content.push_str(&format!("\nexport const {name} = {{\n{members}}} as const;\n"));
    }
    Generated { path: "npm/src/replay/statements.ts", content }
}

fn python(dialects: &[&Dialect]) -> Generated {
    let mut content = PYTHON_HEAD.to_owned();
    for (class, about, steps) in [
        ("Statements", "The statements of a store that keeps a table.", STATEMENTS),
        ("Scripts", "The scripts of a store in Redis.", SCRIPTS),
    ] {
        let members: String = steps.iter().map(|step| format!("    {step}: str\n")).collect();
        content.push_str(&format!("\n\n@dataclass(frozen=True)\nclass {class}:\n    \"\"\"{about}\"\"\"\n\n{members}"));
    }
    content.push('\n');
    for Dialect { name, texts } in dialects {
        let class = if texts.len() == SCRIPTS.len() { "Scripts" } else { "Statements" };
        let members: String =
            texts.iter().map(|(step, text)| format!("    {step}=\"\"\"\\\n{text}\"\"\",\n")).collect();
        content.push_str(&format!("\n{}: Final = {class}(\n{members})\n", name.to_uppercase()));
    }
    Generated { path: "python/hookseal/replay/_statements.py", content }
}

const STATEMENTS: &[&str] = &["claim", "complete", "look", "release", "schema", "sweep"];
const SCRIPTS: &[&str] = &["claim", "complete", "release"];

const PYTHON_HEAD: &str = "\
\"\"\"What the replay stores run. Generated from replay/ by `cargo xtask codegen`: do not edit.\"\"\"

from dataclasses import dataclass
from typing import Final
";
