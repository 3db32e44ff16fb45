//! Headers that arrived under another name.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Readings, Undoing, shown};
use crate::explain::code::Cause;
use crate::explain::view::{View, set};
use crate::parts::Found;

impl Readings {
    /// Headers that stand under another name.
    pub(super) fn add_renamed(&mut self, view: &View) {
        let own: Vec<String> = view.variant.header_names().map(ToString::to_string).collect();
        let missing: Vec<&String> = own.iter().filter(|name| !Found::header(&view.headers, name).present()).collect();
        if missing.is_empty() {
            return;
        }
        let mut renamed = view.clone();
        let mut names = Vec::new();
        for name in &missing {
            if let Some((other, value)) = view.headers.iter().find(|(other, _)| alike(other, name)) {
                set(&mut renamed.headers, name, value.clone());
                names.push(format!("header `{}`", shown(other)));
            }
        }
        let mut add = |view: &View, part: String| {
            let detail = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let undoing = Undoing { code: Cause::HeaderRenamed.into(), detail, part: Some(part) };
            self.add(Some(undoing), view);
        };
        add(&renamed, names.join(", "));
        // Or under a name that says nothing: then its value must fit.
        if let [name] = missing.as_slice() {
            let others = view.headers.iter().filter(|(other, _)| !own.contains(other));
            for (other, value) in others.take(MOST_HEADERS) {
                let mut renamed = view.clone();
                set(&mut renamed.headers, name, value.clone());
                add(&renamed, format!("header `{}`", shown(other)));
            }
        }
    }
}

/// Whether two names are the same but for what gateways and proxies do to names.
fn alike(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> String {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect();
        let name = name.strip_prefix("http").unwrap_or(&name);
        let name = ADDED.iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
        String::from(name.strip_prefix('x').unwrap_or(name))
    };
    bare(one) == bare(other)
}

/// What gateways put in front of a header's name.
const ADDED: &[&str] = &["xforwarded", "xoriginal", "forwarded", "original", "xamzmeta", "xamz"];

const MOST_HEADERS: usize = 64;
