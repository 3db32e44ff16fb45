//! Servers that the replay stores are tested on: Redis and PostgreSQL of Debian, on free ports of 127.0.0.1, ended by
//! process id.

use std::env;
use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::program::Program;
use crate::setup::debian;
use crate::signal::{self, Signal};

/// Both, for as long as this is kept.
pub struct Services {
    pub redis: Server,
    pub postgres: Server,
}

impl Services {
    /// Starts both; see [`redis`] and [`postgres`].
    ///
    /// # Errors
    /// If one cannot be installed or is not ready within half a minute.
    pub fn start() -> Result<Self> {
        Ok(Self { redis: redis()?, postgres: postgres()? })
    }

    /// What the test programs read.
    pub fn environment(&self) -> [(&'static str, String); 6] {
        let port = self.postgres.port.to_string();
        [
            ("HOOKSEAL_REDIS_PORT", self.redis.port.to_string()),
            ("HOOKSEAL_POSTGRES_URL", format!("postgresql://postgres@127.0.0.1:{port}/postgres")),
            ("PGHOST", "127.0.0.1".into()),
            ("PGPORT", port),
            ("PGUSER", "postgres".into()),
            ("PGDATABASE", "postgres".into()),
        ]
    }
}

/// A server with a folder of its own. Dropping it ends it and deletes the folder.
pub struct Server {
    pub port: u16,
    program: Program,
    ready: Program,
    folder: PathBuf,
    child: Option<Child>,
}

impl Server {
    /// Ends all its processes at once, as a power cut would.
    pub fn kill(&mut self) -> Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        signal::kill_family(&mut child)
    }

    /// Starts it on what it has written, unless it runs.
    pub fn start(&mut self) -> Result<()> {
        if self.child.is_some() {
            return Ok(());
        }
        let (child, mut output) = self.program.spawn()?;
        self.child = Some(child);
        let log = self.folder.join("log");
        let mut file = File::create(&log)?;
        thread::spawn(move || io::copy(&mut output, &mut file));
        let until = Instant::now() + READY_WITHIN;
        while self.ready.run().is_err() {
            let ended = self.child.as_mut().is_none_or(|child| !matches!(child.try_wait(), Ok(None)));
            if ended || Instant::now() > until {
                bail!("`{}` is not ready; it printed:\n{}", self.program, fs::read_to_string(log)?);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Stops all its processes where they are; connections stay open and nothing is answered.
    pub fn pause(&self) -> Result<()> {
        self.signal(Signal::Stop)
    }

    pub fn resume(&self) -> Result<()> {
        self.signal(Signal::Continue)
    }

    fn signal(&self, its: Signal) -> Result<()> {
        let child = self.child.as_ref().context("the server does not run")?;
        signal::send(its, &signal::family(child.id()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.kill();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Redis with nothing in it, which writes everything to disk before it acknowledges it.
///
/// # Errors
/// If it cannot be installed or is not ready within half a minute.
pub fn redis() -> Result<Server> {
    debian::install(&["redis-server", "redis-tools"])?;
    let (port, folder) = new_place("redis")?;
    let text = port.to_string();
    let program = Program::new("redis-server")
        .args(["--bind", "127.0.0.1", "--port", &text, "--save", "", "--dir"])
        .arg(&folder)
        .args(["--appendonly", "yes", "--appendfsync", "always"]);
    // The exit status says only whether there was a connection: it may still be reading its file.
    let ready = Program::new("sh").args(["-c", &format!("redis-cli -p {text} ping | grep --quiet PONG")]);
    started(Server { port, program, ready, folder, child: None })
}

/// PostgreSQL with nothing in it.
///
/// # Errors
/// As [`redis`].
pub fn postgres() -> Result<Server> {
    debian::install(&["postgresql", "util-linux"])?;
    let (port, folder) = new_place("postgres")?;
    let (binaries, data) = (postgres_binaries()?, folder.join("data"));
    if debian::is_root() {
        Program::new("chown").arg("postgres").arg(&folder).run()?;
    }
    as_postgres(&binaries.join("initdb"))
        .args(["--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"])
        .arg(&data)
        .run()?;
    let text = port.to_string();
    let program = as_postgres(&binaries.join("postgres"))
        .args(["-p", &text, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
        .args(["-c", "max_connections=300"])
        // A client that was killed holds no lock.
        .args(["-c", "client_connection_check_interval=100", "-D"])
        .arg(&data);
    let ready = Program::new(binaries.join("pg_isready")).args(["--host", "127.0.0.1", "--port", &text]);
    started(Server { port, program, ready, folder, child: None })
}

fn started(mut server: Server) -> Result<Server> {
    server.start()?;
    Ok(server)
}

/// PostgreSQL refuses to run as root.
fn as_postgres(program: &Path) -> Program {
    if !debian::is_root() {
        return Program::new(program).directory("/");
    }
    let user = ["--reuid", "postgres", "--regid", "postgres", "--clear-groups"];
    Program::new("setpriv").args(user).arg(program).directory("/")
}

/// Debian has them in a folder named after the version, off PATH.
fn postgres_binaries() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").context("PostgreSQL is not installed")?;
    let mut folders: Vec<PathBuf> = versions.flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders.pop().context("PostgreSQL is not installed")
}

/// A free port, and a folder. It is not inside the checkout, which the user of PostgreSQL may not be allowed to enter.
fn new_place(name: &str) -> Result<(u16, PathBuf)> {
    let port = free_port()?;
    let folder = env::temp_dir().join(format!("hookseal-{name}-{}-{port}", std::process::id()));
    fs::create_dir(&folder).with_context(|| format!("make {}", folder.display()))?;
    Ok((port, folder))
}

/// Nobody else on a loopback address is expected to take it before the server does.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

const READY_WITHIN: Duration = Duration::from_secs(30);
