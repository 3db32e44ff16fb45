//! `python/hookseal/events.py`: TypedDicts, each below what it is made of.

use anyhow::Result;

use super::model::{Kind, Member, Provider, Record, Shape, Type, Union};
use super::{WIDTH, wrap};
use crate::codegen::Generated;

pub fn generate(providers: &[Provider]) -> Result<Generated> {
    let mut out = HEAD.to_owned();
    for provider in providers {
        let types: Vec<String> = provider.types.iter().rev().map(|its| write(provider, its)).collect();
        out.push_str(&format!("\n# {}:\n", provider.provider));
        provider.sources.iter().for_each(|source| out.push_str(&format!("#   {source}\n")));
        out.push_str(&types.concat());
    }
    // After a class come two empty lines, at the end none.
    let out = out.replace("\n\n\n\n", "\n\n\n").trim_end().to_owned() + "\n";
    Ok(Generated { path: "python/hookseal/events.py", content: out })
}

fn write(provider: &Provider, its: &Type) -> String {
    let name = &its.name;
    match &its.shape {
        Shape::Alias { alias } => format!("\n{name}: TypeAlias = {}\n{}", python(alias), doc(&its.doc, 0)),
        Shape::Names { names } => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let about = format!("{} One of {}, or another.", its.doc, names.join(", "));
            format!("\n{name}: TypeAlias = str\n{}", doc(&about, 0))
        }
        Shape::Record(record) => class(provider, its, record),
        Shape::Union(of) => union(its, of),
    }
}

fn union(its: &Type, of: &Union) -> String {
    let names = of.cases.iter().map(|case| &case.name).chain(of.without.iter().map(|without| &without.name));
    let names: Vec<&str> = names.map(String::as_str).collect();
    let line = format!("{}: TypeAlias = {}\n", its.name, names.join(" | "));
    let alias = if line.len() <= WIDTH + 1 {
        line
    } else {
        format!("{}: TypeAlias = (\n    {}\n)\n", its.name, names.join("\n    | "))
    };
    let names = of.cases.iter().flat_map(|case| &case.names);
    let by = format!("{} = {}\n", of.by.name, literal(names, of.by.name.len() + 3, 0));
    format!("\n{by}{}\n{alias}{}", doc(&of.by.doc, 0), doc(&its.doc, 0))
}

fn class(provider: &Provider, its: &Type, record: &Record) -> String {
    let case = provider.case(&its.name);
    let mut members = String::new();
    if let Some((union, case)) = case {
        let names = literal(case.names.iter(), union.member.len() + 6, 4);
        members.push_str(&format!("    {}: {names}\n{}", union.member, doc(&union.by.member_doc, 4)));
    }
    members.extend(record.members.iter().map(member));
    // `in` tells only final classes apart.
    let last = if case.is_some() || provider.without(&its.name).is_some() { "@final\n" } else { "" };
    let base = record.base.as_deref().unwrap_or("TypedDict");
    format!("\n\n{last}class {}({base}):\n{}\n{members}\n", its.name, doc(&its.doc, 4))
}

fn member(member: &Member) -> String {
    let null = if member.nullable { " | None" } else { "" };
    let kind = format!("{}{null}", python(&member.kind));
    let kind = if member.optional { format!("NotRequired[{kind}]") } else { kind };
    format!("    {}: {kind}\n{}", member.name, doc(&member.doc, 4))
}

fn python(kind: &Kind) -> String {
    match kind {
        Kind::Any => "Any".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Integer => "int".to_owned(),
        Kind::Integer64 => "int | str".to_owned(),
        Kind::Number => "float".to_owned(),
        Kind::Object => "dict[str, Any]".to_owned(),
        Kind::Text => "str".to_owned(),
        Kind::Named(name) => name.clone(),
        Kind::List(item) => format!("list[{}]", python(item)),
        Kind::Map(value) => format!("dict[str, {}]", python(value)),
        Kind::Either(kinds) => kinds.iter().map(python).collect::<Vec<_>>().join(" | "),
    }
}

/// On the line whose first `taken` characters are taken, or each on its own.
fn literal<'a>(names: impl Iterator<Item = &'a String>, taken: usize, indent: usize) -> String {
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let line = format!("Literal[{}]", names.join(", "));
    if taken + line.len() <= WIDTH {
        return line;
    }
    let names: String = names.iter().map(|name| format!("{:indent$}    {name},\n", "")).collect();
    format!("Literal[\n{names}{:indent$}]", "")
}

fn doc(text: &str, indent: usize) -> String {
    let line = format!("{:indent$}\"\"\"{text}\"\"\"\n", "");
    if line.chars().count() <= WIDTH + 1 {
        return line;
    }
    // The first line is the first sentence, by itself.
    let (first, rest) = text.split_once(". ").map_or((text, ""), |(first, rest)| (first, rest));
    let stop = if rest.is_empty() { "" } else { "." };
    let mut lines = wrap(&format!("\"\"\"{first}{stop}"), WIDTH - indent);
    if !rest.is_empty() {
        lines.push(String::new());
        lines.extend(wrap(rest, WIDTH - indent));
    }
    let lines: String = lines
        .iter()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{:indent$}{line}\n", "") })
        .collect();
    format!("{lines}{:indent$}\"\"\"\n", "")
}

const HEAD: &str = "\"\"\"What the providers post. Generated from events/*.json by `cargo xtask codegen`: do not edit.

Nothing is checked at run time. A member is required only if every payload that the provider documents has it; members,
names and events that are not listed here arrive, too.
\"\"\"

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, final

if TYPE_CHECKING:
    from typing_extensions import NotRequired
";
