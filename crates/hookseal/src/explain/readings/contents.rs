//! Other contents that senders sign, made of the parts that the request has.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Readings;
use crate::explain::code::Cause;
use crate::explain::view::View;
use crate::scheme::{Part, Source, Timestamp, Unit};
use crate::timestamp;

impl Readings {
    /// The signature over another content; a timestamp or id that the scheme has no use for is looked for in the
    /// headers.
    pub(super) fn add_contents(&mut self, view: &View) {
        let view = &with_sources(view);
        let Some(scheme) = view.scheme() else { return };
        for content in contents(scheme.timestamp.is_some(), view.variant.id.is_some()) {
            if content != scheme.content.as_ref() {
                let template = content.iter().map(crate::describe::part).collect::<String>();
                let view = view.with_scheme(|scheme| scheme.content = Cow::Owned(content));
                self.undo(&view, Cause::ContentOther, format!("`{}`", template.escape_default()));
            }
        }
    }
}

fn with_sources(view: &View) -> View {
    let own: Vec<&str> = view.variant.header_names().collect();
    let others = || view.headers.iter().filter(|(name, _)| !own.iter().any(|own| own.eq_ignore_ascii_case(name)));
    let is_time = |value: &[u8]| matches!(value.len(), 10 | 13) && timestamp::parse(value).is_some();
    let time = others().find(|(_, value)| is_time(value)).map(|(name, _)| Source::Header(name.clone().into()));
    let is_id = |name: &str| name.to_ascii_lowercase().ends_with("id");
    let id = others().find(|(name, _)| is_id(name)).map(|(name, _)| Source::Header(name.clone().into()));
    let mut view = view.with_scheme(|scheme| {
        if let (None, Some(source)) = (&scheme.timestamp, time) {
            scheme.timestamp = Some(Timestamp { source, unit: Unit::Seconds });
        }
    });
    view.variant.id = view.variant.id.or(id);
    view
}

/// The usual ones, of the parts that there are.
fn contents(timed: bool, named: bool) -> Vec<Vec<Part>> {
    let literal = |text: &'static str| Part::Literal(Cow::Borrowed(text));
    let (time, id, body) = (|| Part::Timestamp, || Part::Id, || Part::Body);
    let mut contents = alloc::vec![alloc::vec![body()]];
    for separator in SEPARATORS {
        let between = || literal(separator);
        if timed {
            contents.push(alloc::vec![time(), between(), body()]);
            contents.push(alloc::vec![body(), between(), time()]);
        }
        if named {
            contents.push(alloc::vec![id(), between(), body()]);
        }
        if timed && named {
            contents.push(alloc::vec![id(), between(), time(), between(), body()]);
            contents.push(alloc::vec![time(), between(), id(), between(), body()]);
        }
    }
    for version in ["v0:", "v1:"].into_iter().filter(|_| timed) {
        contents.push(alloc::vec![literal(version), time(), literal(":"), body()]);
    }
    for content in &mut contents {
        content.retain(|part| *part != literal(""));
    }
    contents
}

const SEPARATORS: [&str; 6] = [".", ":", "\n", "", "-", "|"];
