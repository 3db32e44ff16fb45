//! The fenced code in the pages that people read, and what is to be done with each block.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::workspace;

/// One fenced block.
#[derive(Debug)]
pub struct Block {
    /// As in `README.md:57`.
    pub place: String,
    pub language: String,
    pub code: String,
    pub task: Task,
}

/// What a block is there for: a comment on the line before it says so.
#[derive(Debug, PartialEq)]
pub enum Task {
    /// No comment: it runs as it is.
    Run,
    /// `<!-- file: path -->`: it is that file, word for word.
    File(String),
    /// `<!-- receiver: framework provider -->`: it is a whole receiver for the deliveries of that provider.
    Receiver(String, String),
    /// `<!-- not run: why -->`
    NotRun(String),
}

/// Every block in a language that can be run, in all pages.
///
/// # Errors
/// If a block has no language, or a comment is not understood.
pub fn blocks() -> Result<Vec<Block>> {
    let mut all = Vec::new();
    for page in pages()? {
        let text = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
        all.extend(read(&workspace::shown(&page), &text)?);
    }
    ensure!(!all.is_empty(), "no page has a block of code");
    Ok(all)
}

fn pages() -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for folder in ["", "docs", "npm", "python", "crates/hookseal"] {
        for entry in fs::read_dir(workspace::root().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    Ok(pages)
}

fn read(page: &str, text: &str) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    let mut before = "";
    while let Some((index, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let place = format!("{page}:{}", index + 1);
            ensure!(!language.is_empty(), "{place}: a block without a language");
            let code: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
            if RUNNABLE.contains(&language) {
                let task = task(before).with_context(|| place.clone())?;
                blocks.push(Block { place, language: language.to_owned(), code: code.join("\n") + "\n", task });
            }
        }
        before = line;
    }
    Ok(blocks)
}

fn task(line: &str) -> Result<Task> {
    let Some(comment) = line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")) else {
        return Ok(Task::Run);
    };
    Ok(match comment.split_once(": ") {
        Some(("file", path)) => Task::File(path.to_owned()),
        Some(("receiver", what)) => {
            let (framework, provider) = what.split_once(' ').context("a receiver is `framework provider`")?;
            Task::Receiver(framework.to_owned(), provider.to_owned())
        }
        Some(("not run", why)) => Task::NotRun(why.to_owned()),
        _ => bail!("`{line}` says nothing about the block below it"),
    })
}

const RUNNABLE: [&str; 5] = ["js", "json", "python", "rust", "ts"];

#[cfg(test)]
mod tests {
    use super::{Task, read};

    #[test]
    fn finds_blocks_and_their_tasks() {
        let page = "# a\n\n```sh\nls\n```\n<!-- file: a/b.js -->\n```js\none\n\ntwo\n```\n\n```python\n```\n\
                    <!-- receiver: flask acme -->\n```python\nx\n```\n<!-- not run: too big -->\n```ts\ny\n```\n";
        let blocks = read("p.md", page).expect("a readable page");
        let tasks: Vec<&Task> = blocks.iter().map(|block| &block.task).collect();
        let receiver = Task::Receiver("flask".into(), "acme".into());
        assert_eq!(tasks, [&Task::File("a/b.js".into()), &Task::Run, &receiver, &Task::NotRun("too big".into())]);
        assert_eq!(blocks[0].code, "one\n\ntwo\n");
        assert_eq!(blocks[0].place, "p.md:7");
    }

    #[test]
    fn refuses_what_would_go_unnoticed() {
        assert!(read("p.md", "```\nx\n```\n").is_err());
        assert!(read("p.md", "<!-- skip -->\n```js\nx\n```\n").is_err());
    }
}
