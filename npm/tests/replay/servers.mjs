// The servers of the tests: those that the environment names, and redis-servers of a test's own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";

export const redisUrl = `redis://127.0.0.1:${named("HOOKSEAL_REDIS_PORT")}`;

/** Makes a database of its own in the PostgreSQL server. */
export async function makeDatabase() {
  const server = new URL(named("HOOKSEAL_POSTGRES_URL"));
  const name = `hookseal_npm_${process.pid}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Starts a redis-server that keeps nothing on disk, with further parameters of its own. */
export async function startRedis(...parameters) {
  const port = String(await freePort());
  const folder = await mkdtemp(join(tmpdir(), "hookseal-redis-"));
  const settings = ["--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder, ...parameters];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(server, "exit");
  const ended = exit.then(() => {
    throw new Error("redis-server ended before it was ready");
  });
  await Promise.race([ready(server), ended]);
  ended.catch(() => {});
  const stop = async () => {
    server.kill("SIGKILL");
    await exit;
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, port, stop };
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function ready(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.includes("Ready to accept connections")) break;
  }
  // Nobody reads on; a full pipe would stop the server.
  server.stdout.resume();
}

async function execute(url, text) {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(text);
  await client.end();
}

function named(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} names no server: run \`cargo xtask test replay\``);
  return value;
}
