// A server on 127.0.0.1: started on a free port, asked until it answers, ended by its process id.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * What the server answers at each path.
 *
 * @param command the program and its parameters, for a port
 */
export async function answers(command, options, paths) {
  const port = await freePort();
  const [program, ...parameters] = command(String(port));
  const child = spawn(program, parameters, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += text));
  try {
    const found = [];
    for (const path of paths) found.push(await ask(`http://127.0.0.1:${port}${path}`, child));
    return found;
  } catch (error) {
    throw new Error(`${program} ${parameters.join(" ")}\n${printed}`, { cause: error });
  } finally {
    child.kill();
    await ended;
  }
}

async function ask(url, child) {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      const answer = await fetch(url);
      return await answer.text();
    } catch (error) {
      // It does not listen yet, or never will.
      if (child.exitCode !== null || Date.now() > until) throw error;
      await wait(200);
    }
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
