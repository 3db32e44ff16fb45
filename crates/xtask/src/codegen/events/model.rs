//! The vocabulary of events/*.json, which events/README.md describes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

/// What one provider posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    pub provider: String,
    /// The type of what is posted.
    pub event: String,
    pub sources: Vec<String>,
    pub types: Vec<Type>,
}

/// A type with a name.
#[derive(Deserialize)]
pub struct Type {
    pub name: String,
    pub doc: String,
    #[serde(flatten)]
    pub shape: Shape,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Shape {
    Union(Union),
    Record(Record),
    Names { names: Vec<String> },
    Alias { alias: Kind },
}

/// Records that the name in one member tells apart.
#[derive(Deserialize)]
pub struct Union {
    /// That member.
    #[serde(rename = "union")]
    pub member: String,
    pub cases: Vec<Case>,
    pub without: Option<Without>,
    pub by: By,
}

#[derive(Deserialize)]
pub struct Case {
    #[serde(rename = "type")]
    pub name: String,
    /// The name of Rust's variant.
    pub short: String,
    pub doc: String,
    pub names: Vec<String>,
}

/// The record that lacks the union's member, and has another that the cases lack.
#[derive(Deserialize)]
pub struct Without {
    #[serde(rename = "type")]
    pub name: String,
    pub short: String,
    pub doc: String,
    pub member: String,
}

/// The type of the names of all cases, and what the union's member is in each record.
#[derive(Deserialize)]
pub struct By {
    pub name: String,
    pub doc: String,
    #[serde(rename = "member")]
    pub member_doc: String,
}

#[derive(Deserialize)]
pub struct Record {
    /// A record whose members this one has, too.
    pub base: Option<String>,
    pub members: Vec<Member>,
}

#[derive(Clone, Deserialize)]
#[serde(try_from = "[String; 3]")]
pub struct Member {
    pub name: String,
    pub optional: bool,
    pub nullable: bool,
    pub kind: Kind,
    pub doc: String,
}

/// What a value is.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub enum Kind {
    Any,
    Boolean,
    Integer,
    Integer64,
    Number,
    Object,
    Text,
    Named(String),
    List(Box<Kind>),
    Map(Box<Kind>),
    Either(Vec<Kind>),
}

impl TryFrom<[String; 3]> for Member {
    type Error = anyhow::Error;

    fn try_from([name, kind, doc]: [String; 3]) -> Result<Self> {
        let optional = name.ends_with('?');
        let nullable = kind.ends_with("|null");
        let kind = Kind::try_from(kind.trim_end_matches("|null").to_owned())?;
        Ok(Self { name: name.trim_end_matches('?').to_owned(), optional, nullable, kind, doc })
    }
}

impl TryFrom<String> for Kind {
    type Error = anyhow::Error;

    fn try_from(text: String) -> Result<Self> {
        let inner = |text: &str| Self::try_from(text.to_owned());
        if text.contains('|') {
            return Ok(Self::Either(text.split('|').map(inner).collect::<Result<_>>()?));
        }
        if let Some(item) = text.strip_suffix("[]") {
            return Ok(Self::List(Box::new(inner(item)?)));
        }
        if let Some(value) = text.strip_suffix("{}") {
            return Ok(Self::Map(Box::new(inner(value)?)));
        }
        Ok(match text.as_str() {
            "any" => Self::Any,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "integer64" => Self::Integer64,
            "number" => Self::Number,
            "object" => Self::Object,
            "text" => Self::Text,
            name if name.starts_with(|first: char| first.is_ascii_uppercase()) => Self::Named(text),
            _ => bail!("there is no kind of value `{text}`"),
        })
    }
}

impl Kind {
    /// The named type in it, if there is one.
    fn named(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::List(inner) | Self::Map(inner) => inner.named(),
            _ => None,
        }
    }
}

impl Provider {
    /// The union, and the record that its member tells from others.
    pub fn case(&self, record: &str) -> Option<(&Union, &Case)> {
        self.unions().find_map(|union| Some((union, union.cases.iter().find(|case| case.name == record)?)))
    }

    /// The union of which this is the record without its member.
    pub fn without(&self, record: &str) -> Option<&Union> {
        self.unions().find(|union| union.without.as_ref().is_some_and(|without| without.name == record))
    }

    pub fn record(&self, name: &str) -> Option<&Record> {
        self.types.iter().find_map(|its| match &its.shape {
            Shape::Record(record) if its.name == name => Some(record),
            _ => None,
        })
    }

    fn unions(&self) -> impl Iterator<Item = &Union> {
        self.types.iter().filter_map(|its| if let Shape::Union(union) = &its.shape { Some(union) } else { None })
    }

    /// That every name that is used is the name of one type.
    fn check(&self) -> Result<()> {
        let mut known: BTreeSet<&str> = self.unions().map(|union| union.by.name.as_str()).collect();
        for Type { name, .. } in &self.types {
            ensure!(known.insert(name), "`{name}` is there twice");
        }
        let mut used = vec![self.event.as_str()];
        for Type { shape, .. } in &self.types {
            match shape {
                Shape::Record(record) => {
                    used.extend(record.base.as_deref());
                    used.extend(record.members.iter().filter_map(|member| member.kind.named()));
                }
                Shape::Union(union) => {
                    used.extend(union.cases.iter().map(|case| case.name.as_str()));
                    used.extend(union.without.iter().map(|without| without.name.as_str()));
                }
                Shape::Names { .. } | Shape::Alias { .. } => {}
            }
        }
        for name in used {
            ensure!(known.contains(name), "there is no type `{name}`");
        }
        Ok(())
    }
}

/// All providers' files, by name.
pub fn read(folder: &Path) -> Result<Vec<Provider>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    ensure!(!paths.is_empty(), "no file in {}", folder.display());
    let mut providers = Vec::new();
    for path in paths {
        let provider = || -> Result<Provider> {
            let provider: Provider = serde_json::from_str(&fs::read_to_string(&path)?)?;
            ensure!(path.file_stem().is_some_and(|stem| *stem == *provider.provider), "it has another provider's name");
            provider.check()?;
            Ok(provider)
        };
        providers.push(provider().with_context(|| format!("read {}", path.display()))?);
    }
    Ok(providers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(types: &str) -> String {
        let file = format!(r#"{{"provider": "a", "event": "Event", "sources": [], "types": [{types}]}}"#);
        let checked = serde_json::from_str::<Provider>(&file).map_err(Into::into).and_then(|its| its.check());
        checked.map_or_else(|error| error.to_string(), |()| "sound".to_owned())
    }

    #[test]
    fn a_file_that_does_not_hold_together_is_refused() {
        let event = |kind: &str| check(&format!(r#"{{"name": "Event", "doc": "", "members": [["a", "{kind}", ""]]}}"#));
        assert_eq!(event("text[]{}|null"), "sound");
        assert_eq!(event("Event"), "sound");
        assert_eq!(event("Order[]"), "there is no type `Order`");
        assert!(event("string").contains("did not match any variant"));
        let alias = r#"{"name": "Event", "doc": "", "alias": "object"}"#;
        assert_eq!(check(alias), "sound");
        assert_eq!(check(""), "there is no type `Event`");
        assert_eq!(check(&format!("{alias}, {alias}")), "`Event` is there twice");
    }
}
