//! What the project aims at, as data. A missed aim is printed, never hidden, and fails nothing.

use std::fmt;

use super::runners::Report;
use crate::wasm;

/// The sizes of body that every runner measures.
pub const BODIES: [u64; 6] = [128, KIB, 4 * KIB, 16 * KIB, 100 * KIB, KIB * KIB];

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Language {
    Node,
    Python,
    Rust,
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// The aim for the ratio theirs / ours; nothing where none was set.
pub fn ratio(language: Language, rival: &str, size: u64) -> Option<f64> {
    let fits = |aim: &&Aim| aim.language == language && rival.starts_with(aim.rival) && aim.sizes.contains(&size);
    AIMS.iter().find(fits).map(|aim| aim.ratio)
}

/// How the names of the rivals in a language begin; their versions follow.
pub fn rivals(language: Language) -> &'static [&'static str] {
    match language {
        Language::Node | Language::Python => &[SNIPPET, STANDARD],
        Language::Rust => &[BARE],
    }
}

/// A file that is shipped.
pub struct Size {
    pub what: &'static str,
    pub bytes: u64,
    /// The most that it should have.
    pub aim: Option<u64>,
}

pub fn sizes(reports: &[Report], wheel: u64) -> Vec<Size> {
    let mut sizes = Vec::new();
    for module in reports.iter().filter_map(|report| report.facts.wasm) {
        sizes.push(Size { what: "wasm module", bytes: module.raw, aim: Some(wasm::RAW_LIMIT as u64) });
        sizes.push(Size { what: "wasm module, gzip", bytes: module.gzip, aim: Some(wasm::GZIP_LIMIT as u64) });
    }
    sizes.push(Size { what: "wheel", bytes: wheel, aim: None });
    sizes
}

struct Aim {
    language: Language,
    rival: &'static str,
    sizes: &'static [u64],
    ratio: f64,
}

/// The first that fits counts.
const AIMS: &[Aim] = &[
    Aim { language: Language::Node, rival: SNIPPET, sizes: &[128], ratio: 1.5 },
    Aim { language: Language::Node, rival: SNIPPET, sizes: &[KIB], ratio: 1.0 },
    Aim { language: Language::Node, rival: STANDARD, sizes: &BODIES, ratio: 3.5 },
    Aim { language: Language::Python, rival: SNIPPET, sizes: &[128], ratio: 3.0 },
    Aim { language: Language::Python, rival: SNIPPET, sizes: &[KIB], ratio: 2.0 },
    Aim { language: Language::Python, rival: SNIPPET, sizes: &BODIES, ratio: 1.2 },
    Aim { language: Language::Python, rival: STANDARD, sizes: &[KIB], ratio: 5.0 },
    // At most 1.2 times as long as the bare MAC.
    Aim { language: Language::Rust, rival: BARE, sizes: FROM_ONE_KIB, ratio: 1.0 / 1.2 },
];

const KIB: u64 = 1024;
const FROM_ONE_KIB: &[u64] = &[KIB, 4 * KIB, 16 * KIB, 100 * KIB, KIB * KIB];
const SNIPPET: &str = "Transcodely's own snippet";
const STANDARD: &str = "standardwebhooks";
const BARE: &str = "bare hmac and sha2";

#[cfg(test)]
mod tests {
    use super::{Language, ratio};

    #[test]
    fn the_narrow_aim_counts_before_the_wide_one() {
        assert_eq!(ratio(Language::Python, "Transcodely's own snippet", 128), Some(3.0));
        assert_eq!(ratio(Language::Python, "Transcodely's own snippet", 4096), Some(1.2));
        assert_eq!(ratio(Language::Node, "Transcodely's own snippet", 4096), None);
        assert_eq!(ratio(Language::Node, "standardwebhooks 1.1.1", 4096), Some(3.5));
        assert_eq!(ratio(Language::Rust, "bare hmac and sha2", 128), None);
    }
}
