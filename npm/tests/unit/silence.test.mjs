// No secret is visible: not by inspecting, serialising or cloning, not in an error.

import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";
import v8 from "node:v8";
import { Webhook } from "hookseal";

const CANARY = "canary-3f1d9c5e7b2a4806";
const SETUPS = [
  ["transcodely", CANARY],
  ["transcodely", { secrets: [new TextEncoder().encode(CANARY), CANARY] }],
  ["assemblyai", { header: "x-secret", secret: CANARY }],
  ["connect", { urlParameter: "token", secret: CANARY }],
  ["transloadit", CANARY],
  ["transloadit", { secrets: [new TextEncoder().encode(CANARY).buffer] }],
];

test("threat 118: inspecting, serialising and cloning show nothing", () => {
  for (const setup of SETUPS) {
    const webhook = new Webhook(...setup);
    const shown = [
      inspect(webhook, { showHidden: true, depth: 20, getters: true }),
      JSON.stringify(webhook),
      String(webhook),
      inspect({ ...webhook }, { showHidden: true, depth: 20 }),
      Reflect.ownKeys(webhook).join(),
      inspect(structuredClone(webhook), { showHidden: true, depth: 20 }),
      v8.serialize(structuredClone(webhook)).toString("latin1"),
    ].join();
    // Bytes would be shown as numbers.
    const numbers = [...new TextEncoder().encode(CANARY.slice(0, 8))].join(", ");
    assert.ok(![CANARY, numbers].some((secret) => shown.includes(secret)) && !/ptr/.test(shown), shown);
  }
});

test("threats 25 and 118: errors show nothing", () => {
  const bad = [
    ["transcodely", `${CANARY}\n`],
    ["standard-webhooks", CANARY],
    ["transcodely", { secret: CANARY, tolerance: 0 }],
    ["transcodely", { secret: CANARY, secrets: [CANARY] }],
    ["nobody", CANARY],
    ["assemblyai", CANARY],
    [{ name: "acme", nonsense: 1 }, CANARY],
  ];
  const errors = bad.map((setup) => caught(() => new Webhook(...setup)));
  for (const setup of SETUPS) {
    const webhook = new Webhook(...setup);
    errors.push(caught(() => webhook.verify("{}", { "x-secret": "wrong" }, { url: "/?token=wrong" })));
    errors.push(caught(() => webhook.sign("{}", { id: "\n" })));
  }
  for (const error of errors) {
    const shown = inspect(error, { showHidden: true, depth: 20 }) + JSON.stringify(error) + error.stack;
    assert.ok(!shown.includes(CANARY), shown);
  }
});

function caught(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
