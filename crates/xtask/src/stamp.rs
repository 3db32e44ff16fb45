//! Remembers the inputs of a slow step by their hash, so that the step is skipped while they stay the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The file that holds the hash of the inputs that the step last succeeded with.
pub struct Stamp {
    path: PathBuf,
    inputs: Sha256,
}

impl Stamp {
    /// A stamp kept at `path`, which should lie inside what the step makes: deleted with it.
    pub fn new(path: PathBuf) -> Self {
        Self { path, inputs: Sha256::new() }
    }

    pub fn text(mut self, text: &str) -> Self {
        self.bytes(text.as_bytes());
        self
    }

    /// Adds the content of a file, which must exist.
    pub fn file(mut self, path: &Path) -> Result<Self> {
        let content = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.bytes(&content);
        Ok(self)
    }

    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|kept| kept == self.value())
    }

    /// Called after the step has succeeded.
    pub fn write(&self) -> Result<()> {
        fs::write(&self.path, self.value()).with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn bytes(&mut self, bytes: &[u8]) {
        // The length keeps two inputs apart from their concatenation.
        self.inputs.update((bytes.len() as u64).to_be_bytes());
        self.inputs.update(bytes);
    }

    fn value(&self) -> String {
        self.inputs.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
