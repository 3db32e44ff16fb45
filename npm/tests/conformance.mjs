// Runs the vector files against a library that is handed over; it imports no runtime and no library.
//
// A request is tried in every shape in which a runtime would hand it out: all must give the verdict of the file.

import { runHmacCases } from "./hmac.mjs";
import { fromBase64, readBody, shapes } from "./shapes.mjs";

/**
 * @param library the package's exports
 * @param files the vector files' contents by their path below tests/vectors
 * @returns {{ passed: number, failed: number, failures: string[] }}
 */
export function conformance(library, files) {
  const result = { passed: 0, failed: 0, failures: [] };
  const expected = Object.values(files).reduce((sum, content) => sum + size(content), 0);
  const run = (id, check) => {
    try {
      check();
      result.passed += 1;
    } catch (error) {
      result.failed += 1;
      result.failures.push(`${id}: ${error.message}`);
    }
  };
  for (const [path, content] of Object.entries(files)) {
    if (content.testGroups || content.cases) {
      runHmacCases(library, path, content, run);
      continue;
    }
    for (const [kind, check] of Object.entries(CHECKS)) {
      for (const example of content[kind] ?? []) run(example.id, () => check(library, example));
    }
  }
  if (expected === 0 || result.passed + result.failed !== expected) {
    throw new Error(`${result.passed + result.failed} cases were run, the files hold ${expected}`);
  }
  return result;
}

/** How many cases a file holds, by its own word or its lists, of whatever kind. */
function size({ numberOfTests, ...lists }) {
  return numberOfTests ?? Object.values(lists).filter(Array.isArray).reduce((sum, { length }) => sum + length, 0);
}

function checkVerify(library, { webhook: setup, request, now, expect }) {
  const webhook = build(library, setup);
  for (const { name, body, headers } of shapes(request)) {
    const options = { now, method: request.method, url: request.url, remoteAddress: request.remoteAddress };
    const [verdict, delivery] = judge(library.WebhookVerificationError, () => webhook.verify(body, headers, options));
    same(name, verdict ?? { delivery: facts(delivery, expect.delivery) }, expect);
  }
}

function checkSign(library, { webhook: setup, body, options, expect }) {
  const webhook = build(library, setup);
  const [verdict, signed] = judge(library.WebhookConfigError, () => webhook.sign(readBody(body), options));
  if (verdict) return same("sign", verdict, expect);
  same("headers", Object.entries(signed.headers), expect.headers);
  same("body", [...signed.body], [...readBody(expect.body)]);
  same("url", signed.url, expect.url);
}

function checkConstruct(library, { webhook, expect }) {
  const [verdict] = judge(library.WebhookConfigError, () => build(library, webhook));
  same("construct", verdict ?? "was built", expect);
}

function build(library, { provider, options }) {
  const read = (secret) => (typeof secret?.base64 === "string" ? fromBase64(secret.base64) : secret);
  const settled = { ...options };
  if ("secret" in settled) settled.secret = read(settled.secret);
  if (Array.isArray(settled.secrets)) settled.secrets = settled.secrets.map(read);
  return new library.Webhook(provider, settled);
}

function judge(family, act) {
  try {
    return [null, act()];
  } catch (error) {
    if (error instanceof family && typeof error.code === "string") return [{ code: error.code }];
    throw error;
  }
}

function facts(delivery, expected = {}) {
  const found = {};
  for (const name of FACTS) found[name] = delivery[name];
  if (expected.body !== undefined) {
    const body = readBody(expected.body);
    const equal = body.length === delivery.body.length && body.every((byte, index) => byte === delivery.body[index]);
    found.body = equal ? expected.body : "another body";
  }
  return found;
}

function same(what, found, expected) {
  const [left, right] = [canonical(found), canonical(expected)];
  if (left !== right) throw new Error(`${what}: found ${left.slice(0, 1000)}, expected ${right.slice(0, 1000)}`);
}

function canonical(value) {
  const sorted = (_, item) =>
    item && typeof item === "object" && !Array.isArray(item) ? Object.fromEntries(Object.entries(item).sort()) : item;
  return JSON.stringify(value, sorted);
}

const CHECKS = { verify: checkVerify, sign: checkSign, construct: checkConstruct };
const FACTS = "variant authentication id idSigned timestamp algorithm secretIndex dedupeKey".split(" ");
