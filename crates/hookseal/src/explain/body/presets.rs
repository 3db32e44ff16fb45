//! The styles of software that signs JSON, the likeliest first.
//!
//! The tests hold what the software itself wrote.

use super::numbers::{self, Numbers};
use super::style::{Empty, Escapes, Layout, Letters};

/// A style with the name of what writes it.
pub(super) struct Preset {
    pub(super) name: &'static str,
    pub(super) layout: Layout,
    pub(super) escapes: Escapes,
    pub(super) numbers: Numbers,
}

const fn preset(name: &'static str, layout: Layout, escapes: Escapes, floats: numbers::Floats) -> Preset {
    Preset { name, layout, escapes, numbers: Numbers::Floats(floats) }
}

pub(super) const ALL: &[Preset] = &[
    preset("JavaScript's JSON.stringify", COMPACT, PLAIN, numbers::JAVASCRIPT),
    preset("Python's json.dumps", SPACED, PYTHON, numbers::PYTHON),
    preset("PHP's json_encode", COMPACT, PHP, numbers::PHP),
    preset("Go's json.Marshal", COMPACT, GO, numbers::JAVASCRIPT),
    preset("Ruby's JSON.generate", COMPACT, PLAIN, numbers::RUBY),
    preset("Ruby on Rails", COMPACT, GO, numbers::RUBY),
    preset("Java's Jackson", COMPACT, UPPER, numbers::JAVA),
    preset("Java's Gson", COMPACT, GSON, numbers::JAVA),
    preset(".NET's System.Text.Json", COMPACT, DOTNET, numbers::DOTNET),
    preset(".NET's Newtonsoft.Json", COMPACT, SCRIPT_SAFE, numbers::DOTNET_WITH_ZERO),
    preset("Rust's serde_json", COMPACT, PLAIN, numbers::RUST),
    preset("Python's json.dumps with ensure_ascii=False", SPACED, PLAIN, numbers::PYTHON),
    preset("Python's json.dumps with compact separators", COMPACT, PYTHON, numbers::PYTHON),
    preset("PHP's json_encode with JSON_UNESCAPED_SLASHES", COMPACT, BEYOND_ASCII, numbers::PHP),
    preset("PHP's json_encode with JSON_UNESCAPED_UNICODE", COMPACT, PHP_UNICODE, numbers::PHP),
    preset("PHP's json_encode with both of its UNESCAPED flags", COMPACT, SCRIPT_SAFE, numbers::PHP),
    preset("Go before 1.22", COMPACT, OLD_GO, numbers::JAVASCRIPT),
    preset("Go without HTML escapes", COMPACT, SCRIPT_SAFE, numbers::JAVASCRIPT),
    preset("Go before 1.22 without HTML escapes", COMPACT, OLD_GO_WITHOUT_HTML, numbers::JAVASCRIPT),
    preset("Java's Jackson with ESCAPE_NON_ASCII", COMPACT, UPPER_BEYOND_ASCII, numbers::JAVA),
    preset("Java's Gson without HTML escapes", COMPACT, SCRIPT_SAFE, numbers::JAVA),
    preset("Java's org.json", COMPACT, ORG_JSON, numbers::JAVA_WITHOUT_ZERO),
    preset(".NET's System.Text.Json with relaxed escapes", COMPACT, RELAXED, numbers::DOTNET),
    preset("JavaScript's JSON.stringify, indented by 2", LINES_2, PLAIN, numbers::JAVASCRIPT),
    preset("JavaScript's JSON.stringify, indented by 4", LINES_4, PLAIN, numbers::JAVASCRIPT),
    preset("JavaScript's JSON.stringify, indented by a tab", LINES_TAB, PLAIN, numbers::JAVASCRIPT),
    preset("Python's json.dumps, indented by 2", LINES_2, PYTHON, numbers::PYTHON),
    preset("Python's json.dumps, indented by 4", LINES_4, PYTHON, numbers::PYTHON),
    preset("PHP's json_encode with JSON_PRETTY_PRINT", LINES_4, PHP, numbers::PHP),
    preset("Ruby's JSON.pretty_generate", LINES_2, PLAIN, numbers::RUBY),
    preset("Ruby's JSON.pretty_generate before json 2.10", RUBY_LINES, PLAIN, numbers::RUBY),
    preset("Go's json.MarshalIndent, indented by 2", LINES_2, GO, numbers::JAVASCRIPT),
    preset("Go's json.MarshalIndent, indented by a tab", LINES_TAB, GO, numbers::JAVASCRIPT),
    preset("Go before 1.22, indented by 2", LINES_2, OLD_GO, numbers::JAVASCRIPT),
    preset("Go before 1.22, indented by a tab", LINES_TAB, OLD_GO, numbers::JAVASCRIPT),
    preset("Java's Jackson, pretty", JACKSON_LINES, UPPER, numbers::JAVA),
    preset("Java's Gson, pretty", LINES_2, GSON, numbers::JAVA),
    preset(".NET's System.Text.Json, indented", LINES_2, DOTNET, numbers::DOTNET),
    preset(".NET's System.Text.Json, indented on Windows", crlf(LINES_2), DOTNET, numbers::DOTNET),
    preset(".NET's Newtonsoft.Json, indented on Windows", crlf(LINES_2), SCRIPT_SAFE, numbers::DOTNET_WITH_ZERO),
    preset("Rust's serde_json, pretty", LINES_2, PLAIN, numbers::RUST),
    preset("Perl's JSON::PP, pretty", PERL_LINES, PLAIN, numbers::JAVASCRIPT),
    preset("jq", LINES_2, JQ, numbers::JAVASCRIPT),
];

pub(super) const COMPACT: Layout = Layout {
    indent: None,
    line_end: "\n",
    before_colon: false,
    after_colon: false,
    after_comma: false,
    in_braces: false,
    in_brackets: false,
    has_flat_lists: false,
    empty: Empty::Nothing,
};

/// As databases write JSON, too.
pub(super) const SPACED: Layout = Layout { after_colon: true, after_comma: true, ..COMPACT };

pub(super) const LINES_2: Layout = Layout { indent: Some("  "), after_colon: true, ..COMPACT };
pub(super) const LINES_4: Layout = Layout { indent: Some("    "), ..LINES_2 };
pub(super) const LINES_TAB: Layout = Layout { indent: Some("\t"), ..LINES_2 };
const RUBY_LINES: Layout = Layout { empty: Empty::Lines, ..LINES_2 };
const PERL_LINES: Layout = Layout { indent: Some("   "), before_colon: true, ..LINES_2 };
const JACKSON_LINES: Layout = Layout { before_colon: true, has_flat_lists: true, empty: Empty::Space, ..LINES_2 };

/// Every layout, with how unlikely it is.
pub(super) const LAYOUTS: &[(Layout, usize)] = &[
    (COMPACT, 0),
    (SPACED, 0),
    (LINES_2, 1),
    (LINES_4, 1),
    (Layout { after_colon: true, ..COMPACT }, 1),
    (LINES_TAB, 2),
    (JACKSON_LINES, 2),
    (RUBY_LINES, 2),
    (crlf(LINES_2), 2),
    (crlf(LINES_4), 3),
    (PERL_LINES, 3),
    (Layout { in_braces: true, ..SPACED }, 3),
    (Layout { in_braces: true, in_brackets: true, ..SPACED }, 3),
    (Layout { after_comma: true, ..COMPACT }, 3),
    (Layout { before_colon: true, ..SPACED }, 4),
    (Layout { in_braces: true, before_colon: true, ..SPACED }, 4),
    (Layout { in_braces: true, in_brackets: true, before_colon: true, ..SPACED }, 4),
    (Layout { before_colon: true, ..LINES_2 }, 4),
    (Layout { indent: Some(" "), ..LINES_2 }, 4),
    (Layout { indent: Some("   "), ..LINES_2 }, 4),
    (Layout { indent: Some("        "), ..LINES_2 }, 4),
    (Layout { indent: Some(""), ..LINES_2 }, 4),
    (Layout { empty: Empty::Lines, ..LINES_4 }, 4),
    (Layout { after_comma: true, ..LINES_4 }, 4),
    (Layout { after_comma: true, ..LINES_2 }, 4),
    (crlf(LINES_TAB), 4),
    (crlf(JACKSON_LINES), 4),
];

const fn crlf(layout: Layout) -> Layout {
    Layout { line_end: "\r\n", ..layout }
}

/// Nothing is escaped that JSON does not ask for.
pub(super) const PLAIN: Escapes = Escapes { chars: Letters::NONE, upper: false };
const UPPER: Escapes = Escapes { upper: true, ..PLAIN };
const BEYOND_ASCII: Escapes = Escapes { chars: Letters::BEYOND_ASCII, upper: false };
const UPPER_BEYOND_ASCII: Escapes = Escapes { upper: true, ..BEYOND_ASCII };
const SCRIPT_SAFE: Escapes = Escapes { chars: Letters::SEPARATORS, upper: false };
pub(super) const PYTHON: Escapes = Escapes { chars: Letters::BEYOND_ASCII.and(Letters::DELETE), upper: false };
const PHP: Escapes = Escapes { chars: Letters::BEYOND_ASCII.and(Letters::SLASH), upper: false };
const PHP_UNICODE: Escapes = Escapes { chars: Letters::SEPARATORS.and(Letters::SLASH), upper: false };
const GO: Escapes = Escapes { chars: HTML.and(Letters::SEPARATORS), upper: false };
const OLD_GO: Escapes = Escapes { chars: GO.chars.and(Letters::SHORT), upper: false };
const OLD_GO_WITHOUT_HTML: Escapes = Escapes { chars: Letters::SEPARATORS.and(Letters::SHORT), upper: false };
const GSON: Escapes = Escapes { chars: GO.chars.and(Letters::APOSTROPHE).and(Letters::EQUALS), upper: false };
const DOTNET: Escapes = Escapes { chars: DOTNET_HTML.and(Letters::DELETE).and(Letters::BEYOND_ASCII), upper: true };
const RELAXED: Escapes = Escapes { chars: Letters::SEPARATORS.and(Letters::DELETE).and(Letters::PAIRS), upper: true };
const ORG_JSON: Escapes =
    Escapes { chars: Letters::PUNCTUATION.and(Letters::HIGH_CONTROLS).and(Letters::CLOSING_SLASH), upper: false };
const JQ: Escapes = Escapes { chars: Letters::DELETE, upper: false };

const HTML: Letters = Letters::ANGLES;

/// As System.Text.Json's default encoder has it:
/// <https://learn.microsoft.com/dotnet/api/system.text.encodings.web.javascriptencoder.default>.
const DOTNET_HTML: Letters =
    HTML.and(Letters::APOSTROPHE).and(Letters::PLUS).and(Letters::BACKTICK).and(Letters::QUOTE);

/// The sets of escapes that some software has, with how unlikely they are in a layout that is not its own.
pub(super) const ESCAPES: &[(Escapes, usize)] = &[
    (PLAIN, 0),
    (PYTHON, 0),
    (PHP, 1),
    (GO, 1),
    (BEYOND_ASCII, 1),
    (SCRIPT_SAFE, 1),
    (OLD_GO, 2),
    (GSON, 2),
    (DOTNET, 2),
    (UPPER, 2),
    (PHP_UNICODE, 2),
    (UPPER_BEYOND_ASCII, 3),
    (RELAXED, 3),
    (JQ, 3),
    (ORG_JSON, 3),
];

/// What else may be escaped, in any combination.
pub(super) const AXES: &[&[(Letters, usize)]] = &[
    &[(Letters::NONE, 2), (Letters::BEYOND_ASCII, 2), (Letters::SEPARATORS, 3)],
    &[(Letters::NONE, 0), (Letters::SLASH, 1)],
    &[
        (Letters::NONE, 0),
        (HTML, 1),
        (HTML.and(Letters::APOSTROPHE).and(Letters::EQUALS), 2),
        (DOTNET_HTML, 2),
        (HTML.and(Letters::APOSTROPHE), 3),
        (HTML.and(Letters::APOSTROPHE).and(Letters::QUOTE), 3),
        (Letters::APOSTROPHE, 4),
    ],
    &[(Letters::NONE, 0), (Letters::DELETE, 1)],
    &[(Letters::NONE, 0), (Letters::SHORT, 2), (Letters::SHORT.and(Letters::LINES), 3)],
];
