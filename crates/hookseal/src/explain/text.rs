//! A report as text for a terminal or a log.

use alloc::format;
use alloc::string::String;
use core::fmt;

use super::report::{Certainty, Report, State, Work};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(false))
    }
}

impl Report {
    /// The report as text, a line for each thing; with colours, as a terminal understands them.
    #[must_use]
    pub fn to_text(&self, colours: bool) -> String {
        let mut text = Text { text: String::new(), colours };
        match &self.refusal {
            None => text.line(&text.green("verified")),
            Some(refusal) => {
                text.line(&format!("{} {}", text.red("refused:"), text.bold(refusal.code)));
                text.line(&refusal.message);
            }
        }
        if !self.findings.is_empty() {
            text.line("");
        }
        for finding in &self.findings {
            let certainty = match finding.certainty {
                Certainty::Proved => text.green(finding.certainty.as_str()),
                Certainty::Observed => text.yellow(finding.certainty.as_str()),
                Certainty::Hint => text.dim(finding.certainty.as_str()),
            };
            let part = finding.part.as_ref().map(|part| format!(" in {part}")).unwrap_or_default();
            text.line(&format!("{certainty}: {}{part}", text.bold(finding.code.as_str())));
            // What stands in the first lines is not said again.
            if self.refusal.as_ref().is_none_or(|refusal| refusal.message != finding.message) {
                text.line(&format!("  {}", finding.message));
            }
            text.line(&format!("  fix: {}", finding.fix));
            text.line(&text.dim(&format!("  see: {}", finding.see)));
        }
        text.line("");
        text.line(&format!("what was seen ({}, {})", self.provider, self.variant));
        for step in &self.steps {
            let state = match step.state {
                State::Failed => text.red("failed "),
                State::Passed => text.green("passed "),
                State::Skipped => text.dim("skipped"),
            };
            text.line(&format!("  {state} {:<10} {}", step.name, step.saw));
        }
        if !self.content.is_empty() {
            text.line("");
            text.line("signed content");
        }
        for piece in &self.content {
            text.line(&format!("  {:<10} {:>8} bytes  {}", piece.part, piece.bytes, piece.text));
        }
        text.line("");
        let Work { macs, bytes, complete } = self.work;
        let end = match (macs, complete) {
            (0, _) => "there was nothing to compute",
            (_, true) if self.findings.iter().any(|finding| finding.certainty == Certainty::Proved) => "one matched",
            (_, true) if self.refusal.is_none() => "it matched",
            (_, true) => "everything was tried",
            (_, false) => "the limit ended the search",
        };
        let signatures = if macs == 1 { "1 signature".into() } else { format!("{macs} signatures") };
        text.line(&text.dim(&format!("computed {signatures} over {bytes} bytes: {end}")));
        text.text
    }
}

struct Text {
    text: String,
    colours: bool,
}

impl Text {
    fn line(&mut self, line: &str) {
        self.text.extend([line, "\n"]);
    }

    fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.with("2", text)
    }

    fn green(&self, text: &str) -> String {
        self.with("32", text)
    }

    fn red(&self, text: &str) -> String {
        self.with("31", text)
    }

    fn yellow(&self, text: &str) -> String {
        self.with("33", text)
    }

    /// Select Graphic Rendition (ECMA-48 section 8.3.117).
    fn with(&self, code: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { String::from(text) }
    }
}
