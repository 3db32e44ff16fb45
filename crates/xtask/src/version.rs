//! `cargo xtask version`: the one version, from Cargo.toml to every file that repeats it.

use std::fs;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::cargo::cargo;
use crate::workspace;

#[derive(Args)]
pub struct Arguments {
    /// The new version, as in 0.2.0; without it the places are compared with Cargo.toml
    version: Option<String>,
}

/// Sets the version everywhere, or compares.
///
/// # Errors
/// If the new version is none, or a place does not repeat the version of Cargo.toml.
pub fn run(arguments: &Arguments) -> Result<()> {
    let Some(version) = &arguments.version else { return check().map(drop) };
    ensure!(is_version(version), "`{version}` is not of the form 1.2.3");
    for place in PLACES {
        let changed = place.replace(&read(place.file)?, version)?;
        fs::write(workspace::root().join(place.file), changed)?;
        println!("{} says {version}", place.file);
    }
    for manifest in ["Cargo.toml", "examples/axum/Cargo.toml"] {
        // Whatever reads the manifest brings the lock file beside it up to date.
        let path = workspace::root().join(manifest);
        cargo().args(["metadata", "--quiet", "--format-version", "1", "--manifest-path"]).arg(path).run()?;
        println!("the lock file beside {manifest} says {version}");
    }
    println!("next: write the section [{version}] of CHANGELOG.md, run `cargo xtask codegen` and `cargo xtask test`");
    Ok(())
}

/// Compares every place with Cargo.toml and returns how many there are.
///
/// # Errors
/// If one differs.
pub fn check() -> Result<usize> {
    for place in PLACES {
        let text = read(place.file)?;
        let (_, version, _) = place.split(&text)?;
        ensure!(
            version == workspace::VERSION,
            "{} says {version}, Cargo.toml says {}: run `cargo xtask version {1}`",
            place.file,
            workspace::VERSION,
        );
    }
    let log = read("CHANGELOG.md")?;
    ensure!(
        log.contains(&format!("\n## [{}]", workspace::VERSION)),
        "CHANGELOG.md has no section [{}]",
        workspace::VERSION
    );
    println!("  {} stands in {} places and in CHANGELOG.md", workspace::VERSION, PLACES.len());
    Ok(PLACES.len() + 1)
}

/// A file that repeats the version, once, between `before` and the next quotation mark.
struct Place {
    file: &'static str,
    before: &'static str,
}

impl Place {
    fn split<'a>(&self, text: &'a str) -> Result<(&'a str, &'a str, &'a str)> {
        let once = || format!("{}: `{}` must stand there once", self.file, self.before.escape_debug());
        let (head, rest) = text.split_once(self.before).with_context(once)?;
        ensure!(!rest.contains(self.before), once());
        let (version, tail) = rest.split_once('"').with_context(once)?;
        Ok((head, version, tail))
    }

    fn replace(&self, text: &str, version: &str) -> Result<String> {
        let (head, _, tail) = self.split(text)?;
        Ok(format!("{head}{}{version}\"{tail}", self.before))
    }
}

fn is_version(text: &str) -> bool {
    let number = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    text.split('.').count() == 3 && text.split('.').all(number)
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(workspace::root().join(file)).with_context(|| format!("read {file}"))
}

/// The first is the source; npm/src/generated.ts comes by `cargo xtask codegen`, the wheel's version by maturin.
const PLACES: &[Place] = &[
    Place { file: "Cargo.toml", before: "[workspace.package]\nversion = \"" },
    Place { file: "npm/package.json", before: "\"name\": \"hookseal\",\n  \"version\": \"" },
    Place { file: "npm/package-lock.json", before: "{\n  \"name\": \"hookseal\",\n  \"version\": \"" },
    Place { file: "npm/package-lock.json", before: "\n      \"name\": \"hookseal\",\n      \"version\": \"" },
    Place { file: "python/hookseal/webhook.py", before: "__version__ = \"" },
    Place { file: "examples/express/package.json", before: "\"hookseal\": \"^" },
    Place { file: "examples/worker/package.json", before: "\"hookseal\": \"^" },
    Place { file: "examples/axum/Cargo.toml", before: "hookseal = { version = \"" },
];

#[cfg(test)]
mod tests {
    use super::{PLACES, is_version, read};

    #[test]
    fn replaces_one_version_in_each_place_and_nothing_else() {
        for place in PLACES {
            let text = read(place.file).expect("a readable file");
            let (_, old, _) = place.split(&text).expect("one version");
            let changed = place.replace(&text, "12.34.56").expect("one version");
            assert_eq!(place.split(&changed).expect("one version").1, "12.34.56", "{}", place.file);
            assert_eq!(place.replace(&changed, old).expect("one version"), text, "{}", place.file);
        }
    }

    #[test]
    fn refuses_what_is_no_version() {
        assert!(is_version("0.1.0") && is_version("10.20.30"));
        for text in ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.x", "v1.2.3", "1..3", "1.2.3-rc1", "1.2.3\n"] {
            assert!(!is_version(text), "{text:?}");
        }
    }

    #[test]
    fn refuses_a_place_that_is_gone_or_doubled() {
        let place = &PLACES[0];
        assert!(place.split("[package]\n").is_err());
        let once = format!("{}1.2.3\"\n", place.before);
        assert!(place.split(&once).is_ok());
        assert!(place.split(&once.repeat(2)).is_err());
    }
}
