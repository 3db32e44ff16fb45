// Threat 119: no secret, expected signature or received signature in a report, nor in an error on the way to one.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import test from "node:test";
import { inspect } from "node:util";
import { Webhook } from "hookseal";
import * as library from "hookseal/explain";
import { runCases } from "./cases.mjs";
import { files } from "./files.mjs";

const { explain } = library;
const OWN = "canary-3f1d9c5e7b2a4806";
const OTHER = "canary-8b0c6f2e9d4a7153";
const NOW = 1716480293;
const BODY = '{"event":"job.completed"}\n';

test("threat 119: neither the secrets, nor what they sign, nor what was received is shown", () => {
  const received = sign("another", `${NOW}.${BODY}`);
  const headers = { "x-transcodely-signature": `sha256=${received}`, "x-transcodely-timestamp": `${NOW}` };
  const expected = [OWN, OTHER].map((secret) => sign(secret, `${NOW}.${BODY}`));
  const bytes = new TextEncoder().encode(OTHER);
  const webhook = new Webhook("transcodely", { secrets: [OWN, new TextEncoder().encode(OWN)] });
  const reports = [
    webhook.explain(BODY, headers, { now: NOW, otherSecrets: [OTHER, bytes] }),
    explain("transcodely", `${OWN}\n`, BODY, headers, { now: NOW, otherSecrets: [bytes] }),
  ];
  for (const report of reports) {
    assert.notEqual(report.refusal, null);
    silent(report, [OWN, OTHER, received, ...expected]);
  }
  silent(webhook, [OWN, OTHER]);
  assert.equal(String.fromCharCode(...bytes), OTHER, "the caller's bytes are the caller's");
});

test("threat 119: a token is shown by its length at most, wherever it stands", () => {
  const url = `https://example.org/hook?token=${OTHER}&other=${OWN}`;
  silent(explain("connect", { urlParameter: "token", secret: OWN }, "{}", {}, { url, now: NOW }), [OWN, OTHER]);
  const headers = { "X-Secret": OTHER, Authorization: `Bearer ${OWN}` };
  silent(explain("assemblyai", { header: "x-secret", secret: OWN }, "{}", headers, { now: NOW }), [OWN, OTHER]);
});

test("threat 119: errors show nothing", () => {
  const bad = [
    () => explain("nobody", OWN, BODY, {}),
    () => explain("transcodely", { secret: OWN, tolerance: 0 }, BODY, {}),
    () => explain("transcodely", OWN, BODY, {}, { otherSecrets: OTHER }),
    () => explain("transcodely", OWN, BODY, {}, { now: Number.NaN, otherSecrets: [OTHER] }),
    () => explain("transcodely", OWN, new Uint8Array(17 << 20), {}, { otherSecrets: [OTHER] }),
  ];
  for (const act of bad) {
    assert.throws(act, (error) => {
      silent(error, [OWN, OTHER]);
      return error.name === "WebhookConfigError";
    });
  }
});

test("the cases would notice a report that tells", () => {
  const tells = (shown) => ({
    ...library,
    explain: (...given) => {
      const report = library.explain(...given);
      const told = JSON.stringify(given[1]);
      const copy = { ...report, toString: () => `${report}`, toColouredString: () => report.toColouredString() };
      return Object.assign(copy, shown(told));
    },
  });
  const cases = { cases: files.cases.cases.filter(({ options }) => typeof options.secret === "string").slice(0, 20) };
  for (const shown of [(told) => ({ told }), (told) => ({ toString: () => told })]) {
    const { failures } = runCases(tells(shown), { cases }, { look: String, shapes: false });
    assert.equal(failures.filter((line) => line.includes("occur nowhere")).length, 20, failures.join("\n"));
  }
});

function silent(value, secrets) {
  const deep = inspect(value, { showHidden: true, depth: 20, getters: true });
  const shown = [deep, JSON.stringify(value), String(value), value.toColouredString?.(), value.stack].join("\n");
  const told = secrets.filter((secret) => shown.includes(secret) || shown.includes(btoa(secret)));
  assert.deepEqual(told, []);
}

function sign(secret, text) {
  return createHmac("sha256", secret).update(text).digest("hex");
}
