// A receiver as a function in a process of its own: each request becomes an event of API Gateway or a function URL.

import { fork } from "node:child_process";
import { once } from "node:events";
import { EVENTS } from "./events.mjs";

/** Starts the function; `kind` names the event that it is called with. */
export async function startFunction(program, kind, { cwd }) {
  const child = fork(program, { cwd, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(child, "exit");
  const waiting = new Map();
  let count = 0;
  child.on("message", ({ number, answer }) => {
    waiting.get(number)?.(answer);
    waiting.delete(number);
  });
  const call = (message) =>
    new Promise((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      child.send({ number: count, ...message });
    });
  await Promise.race([once(child, "message"), ended.then(() => Promise.reject(new Error(`${program} has ended`)))]);
  const take = () => call({ url: "/record?take=1" });
  return {
    started: await take(),
    async send(request) {
      const { statusCode, headers = {}, body = "" } = await call({ event: EVENTS[kind](request) });
      const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
      return { status: statusCode, headers: Object.fromEntries(lower), text: body, closed: false };
    },
    look: () => call({ url: "/record" }),
    take,
    async stop() {
      child.kill();
      await ended;
    },
  };
}
