// `webhook.explain` works once hookseal/explain was imported, in either kind of program, and says so before.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { Webhook, WebhookConfigError } from "hookseal";

const require = createRequire(import.meta.url);
const commonjs = require("hookseal");
const SECRET = "whsec_0123456789abcdef";

test("it works from the import on, and each kind of program has its own", async () => {
  assert.throws(explained(Webhook), isNotLoaded);
  assert.throws(explained(commonjs.Webhook), isNotLoaded);
  const webhook = new Webhook("transcodely", SECRET);
  await import("hookseal/explain");
  assert.equal(webhook.explain("{}", {}).refusal.code, "signature_missing", "made before the import");
  assert.throws(explained(commonjs.Webhook), isNotLoaded);
  require("hookseal/explain");
  assert.equal(explained(commonjs.Webhook)().refusal.code, "signature_missing");
});

function explained(Class) {
  return () => new Class("transcodely", SECRET).explain("{}", {});
}

function isNotLoaded(error) {
  assert.ok(error instanceof WebhookConfigError);
  assert.match(error.message, /import "hookseal\/explain"/);
  return error.code === "explain_not_loaded";
}
