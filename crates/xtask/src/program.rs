//! An external program: started in the checkout, its output kept so that a failure can be explained.

use std::collections::VecDeque;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use crate::heartbeat::Heartbeat;
use crate::workspace;

/// A program with its arguments. Not run until [`Program::run`].
pub struct Program {
    name: OsString,
    arguments: Vec<OsString>,
    directory: PathBuf,
    set: Vec<(OsString, OsString)>,
    unset: Vec<OsString>,
}

impl Program {
    pub fn new(name: impl AsRef<OsStr>) -> Self {
        Self {
            name: name.as_ref().to_owned(),
            arguments: Vec::new(),
            directory: workspace::root().to_owned(),
            set: Vec::new(),
            unset: Vec::new(),
        }
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|each| each.as_ref().to_owned()));
        self
    }

    pub fn directory(mut self, directory: impl AsRef<Path>) -> Self {
        self.directory = workspace::root().join(directory);
        self
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.set.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    pub fn env_remove(mut self, name: impl AsRef<OsStr>) -> Self {
        self.unset.push(name.as_ref().to_owned());
        self
    }

    /// Runs the program to its end and returns what it printed, both streams in the order written.
    ///
    /// # Errors
    /// [`Failed`] if it ends with another status than success; otherwise why it could not be started.
    pub fn run(&self) -> Result<String> {
        let (mut child, reader) = self.spawn()?;
        let shown = SHOW_OUTPUT.load(Ordering::Relaxed);
        let _heartbeat = (!shown).then(Heartbeat::start);
        let mut output = Vec::new();
        for line in BufReader::new(reader).split(b'\n') {
            let line = line?;
            if shown {
                println!("  {}", String::from_utf8_lossy(&line));
            }
            output.extend(line);
            output.push(b'\n');
        }
        let status = child.wait()?;
        let output = String::from_utf8_lossy(&output).into_owned();
        if !status.success() {
            bail!(Failed { command: self.to_string(), status: status.to_string(), output });
        }
        Ok(output)
    }

    /// Starts the program and returns it with what it prints, both streams in one.
    ///
    /// # Errors
    /// Why it could not be started.
    pub fn spawn(&self) -> Result<(Child, io::PipeReader)> {
        let (reader, writer) = io::pipe()?;
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
        Ok((command.spawn().with_context(|| self.not_started())?, reader))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.arguments).current_dir(&self.directory);
        for name in &self.unset {
            command.env_remove(name);
        }
        command.envs(self.set.iter().map(|(name, value)| (name, value)));
        command
    }

    fn not_started(&self) -> String {
        format!("cannot start `{}`: is it installed and on PATH?", self.name.display())
    }
}

impl fmt::Display for Program {
    /// The line that a developer can paste into a shell at the root of the checkout.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.directory != workspace::root() {
            write!(f, "cd {} && ", workspace::shown(&self.directory))?;
        }
        // A developer's shell may hold compiler flags; the rest of what is unset comes from `cargo run`.
        let unset = self
            .unset
            .iter()
            .filter(|name| name.to_string_lossy().ends_with("RUSTFLAGS") && env::var_os(name).is_some());
        for (position, name) in unset.enumerate() {
            let env = if position == 0 { "env " } else { "" };
            write!(f, "{env}-u {} ", name.display())?;
        }
        for (name, value) in &self.set {
            if env::var_os(name).as_ref() != Some(value) {
                write!(f, "{}={} ", name.display(), value.display())?;
            }
        }
        write!(f, "{}", self.name.display())?;
        for argument in &self.arguments {
            let argument = argument.to_string_lossy();
            if argument.contains([' ', '\n', '"', '$', '*', ';', '(']) {
                write!(f, " '{argument}'")?;
            } else {
                write!(f, " {argument}")?;
            }
        }
        Ok(())
    }
}

/// A program ended with another status than success.
#[derive(Debug)]
pub struct Failed {
    pub command: String,
    pub status: String,
    pub output: String,
}

impl Failed {
    /// The end of what the program printed, without empty lines at the end.
    pub fn tail(&self) -> impl Iterator<Item = &str> {
        let mut kept = VecDeque::with_capacity(TAIL);
        for line in self.output.trim_end().lines() {
            if kept.len() == TAIL {
                kept.pop_front();
            }
            kept.push_back(line);
        }
        kept.into_iter()
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ended with {}", self.command, self.status)
    }
}

impl std::error::Error for Failed {}

/// With `true`, [`Program::run`] prints each line as it comes.
pub fn show_output(show: bool) {
    SHOW_OUTPUT.store(show, Ordering::Relaxed);
}

const TAIL: usize = 40;
static SHOW_OUTPUT: AtomicBool = AtomicBool::new(false);
