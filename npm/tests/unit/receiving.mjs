// Requests to a receiver of `hookseal/web`, signed by node:crypto, and stores that fail in one way each.

import { createHmac } from "node:crypto";
import { webhook } from "hookseal/web";

export const SECRET = "whsec_7c1e5a90b3d84f26";

/** A receiver of Transcodely's deliveries with its log, and what answers a request. */
export function receiverOf(options = {}, handler = () => {}, provider = "transcodely") {
  const log = [];
  const receive = webhook(provider, { secret: SECRET, log: (entry) => log.push(entry), ...options }, handler);
  return {
    log,
    codes: () => log.map(({ code }) => code),
    async send(request = signed(), ...args) {
      const response = await receive(request, ...args);
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
  };
}

/** A delivery as Transcodely documents it: hex HMAC-SHA-256 of `{timestamp}.{body}`. */
export function signed(body = '{"event":"job.completed"}', { id = "dlv_1", change = {}, url = "/hook", ...init } = {}) {
  const at = Math.floor(Date.now() / 1000);
  const hex = createHmac("sha256", SECRET).update(`${at}.`).update(body).digest("hex");
  const headers = { "x-transcodely-signature": `sha256=${hex}`, "x-transcodely-timestamp": `${at}` };
  Object.assign(headers, { "x-transcodely-delivery-id": id }, change);
  return new Request(`http://hooks.example${url}`, { method: "POST", headers, body, ...init });
}

/** The same with a signature of another body. */
export function forged(body, options) {
  return signed(body, { ...options, change: { "x-transcodely-signature": `sha256=${"0".repeat(64)}` } });
}

/** A store in which nothing was claimed yet, with some of its steps replaced; `calls` names the steps that were taken. */
export function storeOf(steps = {}) {
  const calls = [];
  const take =
    (name, answer) =>
    (...given) => {
      calls.push(name);
      return (steps[name] ?? answer)(...given);
    };
  return {
    calls,
    claim: take("claim", async (_, { digest }) => ({ state: "claimed", attempt: 1, digest })),
    complete: take("complete", async () => true),
    release: take("release", async () => true),
  };
}

export const never = () => new Promise(() => {});

export async function failing() {
  throw new Error("redis://user:hunter2@db is down");
}
