// Where WebAssembly may not be compiled, importing works and explaining says what to do (threat 113).

import assert from "node:assert/strict";
import test from "node:test";
import { WebhookConfigError } from "hookseal";

const { Module } = WebAssembly;
WebAssembly.Module = function () {
  throw new WebAssembly.CompileError("Wasm code generation disallowed by embedder");
};
const { describeProvider, explain } = await import("hookseal/explain");
WebAssembly.Module = Module;

test("wasm_blocked", () => {
  for (const act of [() => explain("transcodely", undefined, "{}", {}), () => describeProvider("transcodely")]) {
    assert.throws(act, (error) => {
      assert.ok(error instanceof WebhookConfigError && error.cause instanceof WebAssembly.CompileError);
      return error.code === "wasm_blocked" && error.message.includes("'wasm-unsafe-eval'");
    });
  }
});
