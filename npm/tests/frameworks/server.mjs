// A receiver as a process: started on a free port of 127.0.0.1, asked until it answers, ended by its process id.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { send } from "./socket.mjs";

/**
 * Starts a program that listens on `PORT` and answers `/record`.
 *
 * @param command the program and its parameters, for a port
 */
export async function start(command, { cwd, env = {} }) {
  const port = await freePort();
  const [program, ...parameters] = command(String(port));
  const child = spawn(program, parameters, {
    cwd,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const server = {
    printed: "",
    send: (request, { closed = false } = {}) => send(port, request, { untilClosed: closed }),
    look: () => record(port, ""),
    take: () => record(port, "?take=1"),
    port,
    /** The memory that the process holds now, in bytes; forgets what it has held before. */
    async startOfPeak() {
      await writeFile(`/proc/${child.pid}/clear_refs`, "5");
      return server.peak();
    },
    /** The most memory that the process has held since. */
    peak: async () => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${child.pid}/status`, "utf8"))[1]) * 1024,
    async stop() {
      child.kill();
      const late = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(late);
    },
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (server.printed += text));
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      return { ...server, started: await server.take() };
    } catch (error) {
      // It does not listen yet, or never will.
      if (child.exitCode !== null || Date.now() > until) {
        await server.stop();
        throw new Error(`${program} ${parameters.join(" ")}\n${server.printed}`, { cause: error });
      }
      await wait(100);
    }
  }
}

async function record(port, query) {
  const answer = await fetch(`http://127.0.0.1:${port}/record${query}`);
  return answer.json();
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
