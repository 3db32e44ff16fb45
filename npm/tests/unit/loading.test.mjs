// Where WebAssembly is blocked, making a webhook says what to do; importing the package does not fail.

import assert from "node:assert/strict";
import test from "node:test";

const { Module } = WebAssembly;
WebAssembly.Module = function () {
  throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
};
const { Webhook, WebhookConfigError, configErrorCodes, verifyErrorCodes, version } = await import("hookseal");
WebAssembly.Module = Module;

test("threat 113: wasm_blocked names the three remedies", () => {
  assert.throws(() => new Webhook("transcodely", "whsec_0123456789abcdef"), (error) => {
    assert.ok(error instanceof WebhookConfigError);
    assert.equal(error.code, "wasm_blocked");
    for (const remedy of [/serverExternalPackages/, /experimental/, /wasm-unsafe-eval/]) assert.match(error.message, remedy);
    return error.cause instanceof WebAssembly.CompileError;
  });
});

test("codes are listed once", () => {
  assert.equal(new Set([...verifyErrorCodes, ...configErrorCodes]).size, verifyErrorCodes.length + configErrorCodes.length);
  assert.match(version, /^\d+\.\d+\.\d+/);
});
