//! The stores, each with a client and a framework that it is raced with, and how such a worker is started.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Result;

use crate::program::Program;
use crate::services::{Server, Services};
use crate::setup::npm;
use crate::setup::python::{self, Environment};
use crate::stamp::Stamp;
use crate::{package, workspace};

pub struct Store {
    /// As on the command line.
    pub name: &'static str,
    pub runtime: Runtime,
    pub kept: Kept,
}

/// What the workers are.
#[derive(Clone, Copy, PartialEq)]
pub enum Runtime {
    Express,
    /// Four isolates of one process.
    Workerd,
    Flask,
    FastApi,
    Django,
}

/// Where the store keeps its deliveries.
#[derive(Clone, Copy, PartialEq)]
pub enum Kept {
    Redis,
    Postgres,
    /// In files of the workers themselves.
    Files,
    /// Nowhere that another worker sees: the control, which must fail.
    Memory,
}

pub const STORES: &[Store] = &[
    Store { name: "redis", runtime: Runtime::Express, kept: Kept::Redis },
    Store { name: "ioredis", runtime: Runtime::Express, kept: Kept::Redis },
    Store { name: "pg", runtime: Runtime::Express, kept: Kept::Postgres },
    Store { name: "postgres-js", runtime: Runtime::Express, kept: Kept::Postgres },
    Store { name: "sqlite", runtime: Runtime::Express, kept: Kept::Files },
    Store { name: "d1", runtime: Runtime::Workerd, kept: Kept::Files },
    Store { name: "durable-object", runtime: Runtime::Workerd, kept: Kept::Files },
    Store { name: "redis-py", runtime: Runtime::Flask, kept: Kept::Redis },
    Store { name: "redis-py-asyncio", runtime: Runtime::FastApi, kept: Kept::Redis },
    Store { name: "psycopg", runtime: Runtime::Flask, kept: Kept::Postgres },
    Store { name: "psycopg-asyncio", runtime: Runtime::FastApi, kept: Kept::Postgres },
    Store { name: "asyncpg", runtime: Runtime::FastApi, kept: Kept::Postgres },
    Store { name: "sqlite3", runtime: Runtime::Flask, kept: Kept::Files },
    Store { name: "django", runtime: Runtime::Django, kept: Kept::Postgres },
];

pub const CONTROL: Store = Store { name: "memory", runtime: Runtime::Express, kept: Kept::Memory };

impl Store {
    /// Where it keeps deliveries, if that is a server.
    pub fn server_of<'a>(&self, services: &'a Services) -> Option<&'a Server> {
        match self.kept {
            Kept::Redis => Some(&services.redis),
            Kept::Postgres => Some(&services.postgres),
            Kept::Files | Kept::Memory => None,
        }
    }

    /// Whether the clocks of its workers may differ: they are not that of the store, and Node runs on a false one.
    /// Python does not, and sends the same statements.
    pub fn bears_clocks(&self) -> bool {
        self.runtime == Runtime::Express && matches!(self.kept, Kept::Redis | Kept::Postgres)
    }

    /// The URL, path or folder that the workers find their deliveries at, made ready.
    pub fn prepare(&self, server: Option<&Server>, folder: &Path) -> Result<String> {
        let Some(server) = server else { return Ok(folder.join("replay.db").display().to_string()) };
        if self.kept == Kept::Redis {
            return Ok(format!("redis://127.0.0.1:{}", server.port));
        }
        let address = ["--host", "127.0.0.1", "--port", &server.port.to_string(), "--username", "postgres"];
        Program::new("createdb").args(address).arg(self.name).run()?;
        Ok(format!("postgresql://postgres@127.0.0.1:{}/{}", server.port, self.name))
    }

    /// One worker on each port, but one program for all in workerd.
    pub fn programs(&self, ports: &[u16]) -> Result<Vec<Program>> {
        if self.runtime == Runtime::Workerd {
            let list: Vec<String> = ports.iter().map(u16::to_string).collect();
            return Ok(vec![node("workerd.mjs").env("PORTS", list.join(" "))]);
        }
        ports.iter().map(|port| self.program(&port.to_string())).collect()
    }

    /// What must run once before the workers.
    pub fn migration(&self) -> Result<Option<Program>> {
        let is_django = self.runtime == Runtime::Django;
        is_django.then(|| Ok(in_sources(environment()?.python(["django_app.py", "migrate"])))).transpose()
    }

    fn program(&self, port: &str) -> Result<Program> {
        let gunicorn = |app: &str| {
            let threads = ["--workers", "1", "--threads", "16", "--log-level", "warning", "--bind"];
            let program = environment()?.python(["-m", "gunicorn", app]).args(threads);
            Ok(in_sources(program.arg(format!("127.0.0.1:{port}"))))
        };
        match self.runtime {
            Runtime::Express | Runtime::Workerd => Ok(node("express.mjs").env("PORT", port)),
            Runtime::Flask => gunicorn("flask_app:app"),
            Runtime::Django => gunicorn("django_app:app"),
            Runtime::FastApi => {
                let uvicorn = ["-m", "uvicorn", "fastapi_app:app", "--log-level", "warning", "--port", port];
                Ok(in_sources(environment()?.python(uvicorn)))
            }
        }
    }
}

/// Installs what the workers need.
///
/// # Errors
/// If a package cannot be installed.
pub fn install() -> Result<()> {
    let folder = built("node");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(sources("node"))? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
    }
    let tarball = package::packed_tarball()?;
    let stamp = Stamp::new(folder.join("node_modules/.hookseal-race-stamp"))
        .file(&folder.join("package-lock.json"))?
        .file(&tarball)?;
    if !stamp.is_fresh() {
        npm::install(&folder)?;
        npm::add(&folder, [tarball])?;
        stamp.write()?;
    }
    environment().map(drop)
}

/// In a folder of its own, where Node finds the tarball and the clients and nothing else.
fn node(script: &str) -> Program {
    let folder = built("node");
    Program::new(folder.join("node_modules/node24/bin/node")).arg(script).directory(folder)
}

fn environment() -> Result<&'static Environment> {
    static MADE: OnceLock<Environment> = OnceLock::new();
    if let Some(environment) = MADE.get() {
        return Ok(environment);
    }
    let requirements = sources("python").join("requirements.txt");
    let made = python::fresh(built("python"), &[requirements], &package::packed_wheel()?)?;
    Ok(MADE.get_or_init(|| made))
}

fn in_sources(program: Program) -> Program {
    program.directory(sources("python")).env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONWARNINGS", "ignore")
}

fn sources(language: &str) -> PathBuf {
    workspace::root().join("tests/replay/race").join(language)
}

fn built(name: &str) -> PathBuf {
    workspace::target().join("race").join(name)
}
