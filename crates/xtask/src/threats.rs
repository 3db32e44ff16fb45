//! `cargo xtask threats`: the rows of docs/threats.md that neither a test nor SECURITY.md answers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde_json::Value;

use crate::workspace;

#[derive(Args, Default)]
pub struct Arguments {
    /// List the places that cover this row
    #[arg(long = "where", value_name = "ROW")]
    row: Option<u16>,
}

/// Prints the rows without a test or a line in SECURITY.md, or where one row is covered.
///
/// # Errors
/// If there is such a row, or a test names a row that does not exist.
pub fn run(arguments: &Arguments) -> Result<()> {
    let read = |path: &str| fs::read_to_string(workspace::root().join(path)).with_context(|| format!("read {path}"));
    let rows = rows(&read("docs/threats.md")?);
    ensure!(!rows.is_empty(), "docs/threats.md has no row");
    let tests = tested()?;
    ensure!(!tests.is_empty(), "no test names a row");
    let answered = answered(&read("SECURITY.md")?);
    if let Some(row) = arguments.row {
        return show(row, &rows, &tests, &answered);
    }
    let unknown: Vec<String> =
        tests.keys().chain(answered.keys()).filter(|row| !rows.contains_key(row)).map(u16::to_string).collect();
    ensure!(unknown.is_empty(), "docs/threats.md has no row {}", unknown.join(", "));
    let due: BTreeSet<u16> = rows.iter().filter(|(_, row)| row.now).map(|(number, _)| *number).collect();
    let open = open(&due, &tests, &answered);
    for number in &open {
        println!("{number:>4}  {}", rows[number].text);
    }
    let by_tests = due.iter().filter(|row| tests.contains_key(row)).count();
    let by_word = due.len() - by_tests - open.len();
    println!("{} rows: {by_tests} have a test, {by_word} a line in SECURITY.md, {} neither", due.len(), open.len());
    if !open.is_empty() {
        bail!("{} rows have neither a test nor a line in SECURITY.md", open.len());
    }
    Ok(())
}

/// One row of docs/threats.md.
struct Row {
    text: String,
    now: bool,
}

/// Row numbers with the places, `path:line` or `path: case`, that name them.
type Places = BTreeMap<u16, Vec<String>>;

fn show(row: u16, rows: &BTreeMap<u16, Row>, tests: &Places, answered: &Places) -> Result<()> {
    let Some(Row { text, .. }) = rows.get(&row) else { bail!("docs/threats.md has no row {row}") };
    println!("{row}  {text}");
    let places: Vec<&String> = [tests, answered].into_iter().filter_map(|places| places.get(&row)).flatten().collect();
    for place in &places {
        println!("  {place}");
    }
    if places.is_empty() {
        println!("  nowhere");
    }
    Ok(())
}

fn open(due: &BTreeSet<u16>, tests: &Places, answered: &Places) -> Vec<u16> {
    due.iter().copied().filter(|row| !tests.contains_key(row) && !answered.contains_key(row)).collect()
}

fn rows(page: &str) -> BTreeMap<u16, Row> {
    let row = |line: &str| {
        let cells = cells(line)?;
        let [number, text, .., when] = cells.as_slice() else { return None };
        Some((number.parse().ok()?, Row { text: (*text).to_owned(), now: *when == "now" }))
    };
    page.lines().filter_map(row).collect()
}

/// The rows that SECURITY.md answers in words: lines of a table that begin with row numbers.
fn answered(page: &str) -> Places {
    let mut places = Places::new();
    for (index, line) in page.lines().enumerate() {
        let Some(cells) = cells(line) else { continue };
        let [numbers, answer, ..] = cells.as_slice() else { continue };
        let numbers: Result<Vec<u16>, _> = numbers.split(", ").map(str::parse).collect();
        if answer.is_empty() {
            continue;
        }
        for number in numbers.into_iter().flatten() {
            places.entry(number).or_default().push(format!("SECURITY.md:{}", index + 1));
        }
    }
    places
}

fn cells(line: &str) -> Option<Vec<&str>> {
    Some(line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect())
}

fn tested() -> Result<Places> {
    let mut places = Places::new();
    for folder in TEST_FOLDERS {
        let folder = workspace::root().join(folder);
        if folder.is_dir() {
            visit(&folder, &mut places)?;
        }
    }
    Ok(places)
}

fn visit(folder: &Path, places: &mut Places) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let shown = workspace::shown(&path);
        if path.is_dir() {
            // What writes the vectors tests nothing; the vectors do.
            if !SKIPPED.contains(&name.as_ref()) && shown != "tests/vectors/generate" {
                visit(&path, places)?;
            }
        } else if shown.starts_with("tests/vectors/") && name.ends_with(".json") {
            in_vectors(&shown, &fs::read_to_string(&path)?, places).with_context(|| shown.clone())?;
        } else if SOURCES.iter().any(|extension| name.ends_with(extension)) {
            in_source(&shown, &fs::read_to_string(&path)?, places);
        }
    }
    Ok(())
}

fn in_vectors(path: &str, text: &str, places: &mut Places) -> Result<()> {
    let file: Value = serde_json::from_str(text)?;
    for kind in ["verify", "sign", "construct"] {
        for case in file[kind].as_array().into_iter().flatten() {
            for row in case["threats"].as_array().into_iter().flatten() {
                let row = row.as_u64().and_then(|row| u16::try_from(row).ok()).context("a threat is a number")?;
                places.entry(row).or_default().push(format!("{path}: {}", case["id"].as_str().unwrap_or("?")));
            }
        }
    }
    Ok(())
}

fn in_source(path: &str, text: &str, places: &mut Places) {
    // Under src/ of a crate that ships, only what follows `#[cfg(test)]` is test code; tests stand at the bottom.
    let shipped = path.contains("/src/") && !path.starts_with("tests/") && !path.ends_with("/tests.rs");
    let mut test = !shipped;
    for (index, line) in text.lines().enumerate() {
        test |= line.trim_start().starts_with("#[cfg(test)]");
        if test {
            for row in named(line) {
                places.entry(row).or_default().push(format!("{path}:{}", index + 1));
            }
        }
    }
}

/// The numbers after the word `threat` or `threats`: `threat 57`, `threats 7, 24 and 57`, `threats 31 to 34`.
fn named(line: &str) -> BTreeSet<u16> {
    let line = line.to_ascii_lowercase();
    let mut rows = BTreeSet::new();
    for (at, word) in line.match_indices("threat") {
        if line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &line[at + word.len()..];
        let Some(mut rest) = rest.strip_prefix("s ").or_else(|| rest.strip_prefix(' ')) else { continue };
        let mut first = None;
        loop {
            let digits = rest.len() - rest.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
            let Ok(row) = rest[..digits].parse::<u16>() else { break };
            rows.extend(first.take().unwrap_or(row)..=row);
            rest = &rest[digits..];
            let Some(separator) = SEPARATORS.iter().find(|separator| rest.starts_with(**separator)) else { break };
            rest = &rest[separator.len()..];
            if *separator == " to " {
                first = Some(row);
            }
        }
    }
    rows
}

/// Where tests are. This crate is not among them: it only talks about rows.
const TEST_FOLDERS: [&str; 5] = ["crates/hookseal", "bindings", "npm/tests", "python/tests", "tests"];
const SKIPPED: [&str; 5] = ["node_modules", "target", "dist", "__pycache__", "wycheproof"];
const SOURCES: [&str; 8] = [".rs", ".py", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];
const SEPARATORS: [&str; 4] = [", ", " and ", " to ", " / "];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Places, answered, in_source, in_vectors, named, open, rows};

    #[test]
    fn reads_numbers_after_the_word_and_nowhere_else() {
        let numbers = |line| named(line).into_iter().collect::<Vec<_>>();
        assert_eq!(numbers("/// Threats 7, 24 and 57: nothing may change. 99"), [7, 24, 57]);
        assert_eq!(numbers("test('threat 31 to 34, 40', ..)"), [31, 32, 33, 34, 40]);
        assert_eq!(numbers("let threats = 12; the threat of 13; nothreat 14; threats: [15]"), [0_u16; 0]);
    }

    #[test]
    fn counts_a_number_only_in_test_code() {
        let mut places = Places::new();
        let source = "// threat 1\nfn shipped() {}\n#[cfg(test)]\nmod tests {\n    // threat 2\n}\n";
        in_source("crates/hookseal/src/mac.rs", source, &mut places);
        in_source("crates/hookseal/tests/forgery.rs", "// threat 3\n", &mut places);
        in_source("tests/differential/src/main.rs", "// threat 4\n", &mut places);
        in_vectors(
            "tests/vectors/x.json",
            r#"{"sign": [{"id": "a", "threats": [5]}], "about": "threat 6"}"#,
            &mut places,
        )
        .expect("valid JSON");
        assert_eq!(places.keys().copied().collect::<Vec<_>>(), [2, 3, 4, 5]);
        assert_eq!(places[&2], ["crates/hookseal/src/mac.rs:5"]);
    }

    /// The positive control: a row that nothing covers is found, and a word in SECURITY.md without a reason is none.
    #[test]
    fn finds_the_row_that_nothing_covers() {
        let rows = rows(
            "| row | a | b | when |\n| --- | --- | --- | --- |\n| 1 | a | b | now |\n| 2 | a | b | now |\n| 3 | a | b | later |\n| 4 | a | b | now |\n",
        );
        let due: BTreeSet<u16> = rows.iter().filter(|(_, row)| row.now).map(|(number, _)| *number).collect();
        let mut tests = Places::new();
        in_source("python/tests/test_x.py", "# threat 1\n", &mut tests);
        let answered = answered("| 2 | |\n| 4, 5 | the application's routing |\n");
        assert_eq!(open(&due, &tests, &answered), [2]);
    }
}
