// The conformance suite itself: it must fail a library that is wrong, and no vector is no success.

import assert from "node:assert/strict";
import test from "node:test";
import * as hookseal from "hookseal";
import { conformance } from "../conformance.mjs";
import vectors from "../vectors.mjs";

const VERIFY = Object.values(vectors).flatMap((file) => file.verify ?? []);
const MISMATCH = "signature_mismatch";

test("a library that lets forgeries pass fails at each of them", () => {
  const forgeries = VERIFY.filter(({ expect }) => expect.code === MISMATCH);
  fails(forgeries, (verify) => {
    try {
      return verify();
    } catch (error) {
      if (error.code !== MISMATCH) throw error;
      return { authentication: "signature" };
    }
  });
});

test("a library with one code for every refusal fails at each other code", () => {
  const others = VERIFY.filter(({ expect }) => expect.code !== undefined && expect.code !== MISMATCH);
  fails(others, (verify) => {
    try {
      return verify();
    } catch {
      throw new hookseal.WebhookVerificationError(MISMATCH, "");
    }
  });
});

test("a library that hands out other bytes than it has verified fails wherever the bytes are known", () => {
  const known = VERIFY.filter(({ expect }) => expect.delivery?.body !== undefined);
  fails(known, (verify) => {
    const delivery = verify();
    const body = new Uint8Array(delivery.body.length + 1);
    return new Proxy({}, { get: (_, name) => (name === "body" ? body : delivery[name]) });
  });
});

test("a file that holds a case of an unknown kind, or fewer than it says, is no success", () => {
  const [path] = Object.keys(vectors).filter((name) => name.startsWith("wycheproof/"));
  const file = vectors[path];
  assert.throws(() => conformance(hookseal, { [path]: { ...file, numberOfTests: file.numberOfTests + 1 } }), /hold/);
  assert.throws(() => conformance(hookseal, { "other.json": { verfiy: [VERIFY[0]] } }), /0 cases were run.* hold 1/);
});

test("no vector is no success", () => {
  assert.throws(() => conformance(hookseal, {}), /hold 0/);
});

/** Runs the suite with a library whose `verify` goes through `wrong`; it must fail at least at `cases`. */
function fails(cases, wrong) {
  class Webhook {
    #inner;
    constructor(...given) {
      this.#inner = new hookseal.Webhook(...given);
    }
    sign(...given) {
      return this.#inner.sign(...given);
    }
    verify(...given) {
      return wrong(() => this.#inner.verify(...given));
    }
  }
  const { failures } = conformance({ ...hookseal, Webhook }, vectors);
  const failed = new Set(failures.map((line) => line.slice(0, line.indexOf(":"))));
  assert.ok(cases.length > 50, `only ${cases.length} cases`);
  assert.deepEqual(cases.map(({ id }) => id).filter((id) => !failed.has(id)), []);
}
