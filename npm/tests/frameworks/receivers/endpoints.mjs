// The endpoints of every receiver: one for each way to configure an adapter.

import { Buffer } from "node:buffer";
import { MemoryStore } from "hookseal/replay/memory";
import { note } from "./record.mjs";
import { SECRETS, SIGNED_LINE, TOKEN_HEADER } from "./secrets.mjs";

/**
 * The path, provider, options and handler of each endpoint.
 *
 * @param answer makes the framework's own answer: `(context, status, text)`
 * @param extra options that this receiver needs everywhere
 */
export function endpoints(answer, extra = {}) {
  const make = ({ path, provider, options }) => ({
    path,
    provider,
    options: { secret: SECRETS[provider], log: (entry) => note("log", entry), ...extra, ...options },
    handler: (delivery, context) => handle(path, delivery, context, answer),
  });
  return ENDPOINTS.map(make);
}

/** Notes what it was given. The first claim of a delivery fails as its body asks for; so a retry can succeed. */
function handle(path, delivery, context, answer) {
  const { claim, signal } = context;
  note("calls", {
    path,
    refused: delivery.refused ?? false,
    code: delivery.code ?? null,
    id: delivery.id,
    body: delivery.body && Buffer.from(delivery.body).toString("base64"),
    authentication: delivery.authentication ?? null,
    attempt: claim?.attempt ?? null,
  });
  const first = claim?.attempt === 1 && delivery.json().first;
  if (first === "throw") throw new Error("thrown by the handler");
  if (first === "reject") return Promise.reject(new Error("rejected by the handler"));
  if (first === "answer 500") return answer(context, 500, "not now");
  if (first === "hang") {
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        note("told", "aborted");
        resolve();
      });
    });
  }
  return path === "/silent" ? undefined : answer(context, 200, "handled");
}

const NOBODY_HOME = {
  claim: () => Promise.reject(new Error("connection refused")),
  complete: () => Promise.reject(new Error("connection refused")),
  release: () => Promise.reject(new Error("connection refused")),
};
const NEVER_ANSWERS = {
  claim: () => new Promise(() => {}),
  complete: () => new Promise(() => {}),
  release: () => new Promise(() => {}),
};
const guard = (store, options) => ({ replay: { store, handlerTimeout: 2, ...options } });
const told = (name) => () => {
  note("told", name);
  throw new Error("thrown by the hook");
};

const ENDPOINTS = [
  { path: "/transloadit", provider: "transloadit" },
  { path: "/transcodely", provider: "transcodely" },
  { path: "/assemblyai", provider: "assemblyai", options: { header: TOKEN_HEADER } },
  { path: "/connect", provider: "connect", options: { urlParameter: "token" } },
  { path: "/standard-webhooks", provider: "standard-webhooks" },
  // Something before the adapter has read the body: and lost its bytes, kept them, or left them as they were.
  { path: "/parsed", provider: "transcodely" },
  { path: "/kept", provider: "transcodely" },
  { path: "/raw", provider: "transcodely" },
  { path: "/form", provider: "transloadit" },
  { path: "/silent", provider: "transcodely" },
  { path: "/allowed", provider: "transcodely", options: { allowRefused: true } },
  { path: "/told", provider: "transcodely", options: { onRefused: told("refused"), status: 403 } },
  { path: "/tight", provider: "transcodely", options: { limit: 1024 } },
  { path: "/hasty", provider: "transcodely", options: { deadline: 1 } },
  {
    path: "/replay",
    provider: "transcodely",
    options: { ...guard(new MemoryStore({ capacity: 1000 })), onDuplicate: told("duplicate") },
  },
  {
    path: "/replay-assemblyai",
    provider: "assemblyai",
    options: { header: TOKEN_HEADER, ...guard(new MemoryStore({ capacity: 1000 })) },
  },
  { path: "/replay-standard", provider: "standard-webhooks", options: guard(new MemoryStore({ capacity: 1000 })) },
  { path: "/full", provider: "transcodely", options: guard(new MemoryStore({ capacity: 1 })) },
  { path: "/down", provider: "transcodely", options: guard(NOBODY_HOME) },
  { path: "/stuck", provider: "transcodely", options: guard(NEVER_ANSWERS, { timeout: 0.5 }) },
  {
    path: "/public",
    provider: "connect",
    options: { urlParameter: "token", publicUrl: "https://hooks.example.com/in" },
  },
  {
    path: "/line",
    provider: SIGNED_LINE,
    options: { secret: SECRETS.line, publicUrl: "https://hooks.example.com/in" },
  },
  { path: "/line-unknown", provider: SIGNED_LINE, options: { secret: SECRETS.line } },
  { path: "/peer", provider: "assemblyai", options: { header: TOKEN_HEADER, senders: ["127.0.0.1"] } },
  { path: "/senders", provider: "assemblyai", options: { header: TOKEN_HEADER, senders: ["us"] } },
  {
    path: "/proxied",
    provider: "assemblyai",
    options: { header: TOKEN_HEADER, senders: ["us"], trustedProxies: ["127.0.0.0/8", "10.0.0.0/8"] },
  },
];
