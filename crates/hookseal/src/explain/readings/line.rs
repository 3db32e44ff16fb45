//! Another method or URL where they are signed, as servers behind a proxy see them and as people register them.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Readings, Undoing};
use crate::explain::code::Cause;
use crate::explain::view::View;
use crate::parts::Found;
use crate::scheme::Part;

impl Readings {
    pub(super) fn add_lines(&mut self, view: &View) {
        let signs = |part: &Part| view.scheme().is_some_and(|scheme| scheme.content.contains(part));
        if signs(&Part::Method) {
            for method in METHODS.iter().filter(|method| Some(**method) != view.method.as_deref()) {
                let detail = format!("it is {method}");
                self.other(Cause::MethodOther, detail, &View { method: Some((*method).to_string()), ..view.clone() });
            }
        }
        if signs(&Part::Url) {
            for url in urls(view) {
                let detail = format!("it is {url}");
                self.other(Cause::UrlOther, detail, &View { url: Some(url), ..view.clone() });
            }
        }
    }

    fn other(&mut self, cause: Cause, detail: String, view: &View) {
        self.add(Some(Undoing { code: cause.into(), detail, part: None }), view);
    }
}

/// The URL with another scheme, host, port or path: those that the headers of a proxy name, and those that people
/// forget. The likely ones come first, and not all combinations are tried.
fn urls(view: &View) -> Vec<String> {
    let given = view.url.as_deref().unwrap_or_default();
    let (_, rest) = given.split_once("://").unwrap_or(("", given));
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(at).unwrap_or((rest, ""));
    let hosts = hosts(view, host);
    let (ports, paths) = (ports(view, &hosts), paths(view, path));
    let same_path = hosts.iter().chain(&ports).map(|host| (host.clone(), path.to_string()));
    let other_path = paths.iter().flat_map(|path| hosts.iter().map(|host| (host.clone(), path.clone())));
    let mut urls: Vec<String> = Vec::new();
    for (host, path) in same_path.chain(other_path) {
        for scheme in ["https", "http"] {
            let url = format!("{scheme}://{host}{path}");
            if url != given && !urls.contains(&url) {
                urls.push(url);
            }
        }
    }
    urls.truncate(MOST_URLS);
    urls
}

/// The host as it was handed over, and those that the headers name.
fn hosts(view: &View, given: &str) -> Vec<String> {
    let named = ["x-forwarded-host", "x-original-host", "host"].map(|name| first(view, name));
    let lower = given.to_ascii_lowercase();
    distinct([given.to_string(), lower].into_iter().chain(named))
}

/// Each host without its port, and with others.
fn ports(view: &View, hosts: &[String]) -> Vec<String> {
    let bare = distinct(hosts.iter().filter_map(|host| host.split(':').next()).map(ToString::to_string));
    let forwarded = first(view, "x-forwarded-port");
    let ports: Vec<&str> = [forwarded.as_str()].into_iter().chain(PORTS).filter(|port| !port.is_empty()).collect();
    let with = |host: &String| ports.iter().map(|port| format!("{host}:{port}")).collect::<Vec<_>>();
    distinct(bare.iter().cloned().chain(bare.iter().flat_map(with)))
}

/// The path and query as a proxy had them before it cut or rewrote them, and without what gets lost on the way.
fn paths(view: &View, given: &str) -> Vec<String> {
    let (path, query) = given.find('?').and_then(|at| given.split_at_checked(at)).unwrap_or((given, ""));
    let other_end = path.strip_suffix('/').map_or_else(|| format!("{path}/"), ToString::to_string);
    let whole = ["x-original-uri", "x-original-url", "x-forwarded-uri"].map(|name| first(view, name)).into_iter();
    let prefix = first(view, "x-forwarded-prefix");
    let prefixed = format!("{}{given}", prefix.trim_end_matches('/'));
    distinct(
        [path.to_string(), format!("{other_end}{query}"), other_end, prefixed]
            .into_iter()
            .chain(whole.filter(|path| path.starts_with('/'))),
    )
}

/// The first item of a header that proxies lengthen.
fn first(view: &View, header: &str) -> String {
    let value = String::from_utf8_lossy(Found::header(&view.headers, header).value).into_owned();
    value.split(',').next().unwrap_or_default().trim().to_string()
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

const METHODS: [&str; 5] = ["POST", "PUT", "PATCH", "GET", "DELETE"];

/// Those of the protocols, and those on which servers listen behind a proxy.
const PORTS: [&str; 6] = ["443", "80", "8443", "8080", "8000", "3000"];

/// Each is a MAC for every secret, of which there may be many.
const MOST_URLS: usize = 96;
