// Loading the core where it is blocked, or of another version. Importing never fails; making a webhook says what to do.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import test from "node:test";
import vm from "node:vm";

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
    const remedies = ["serverExternalPackages", "experimental", "wasm-unsafe-eval"];
    assert.deepEqual(remedies.filter((remedy) => !error.message.includes(remedy)), []);
    return error.cause instanceof WebAssembly.CompileError;
  });
});

test("threat 146: a core of another version is refused", async () => {
  const installed = new URL("../../node_modules/hookseal/", import.meta.url);
  const mixed = new URL("../../node_modules/mixed/", import.meta.url);
  await cp(installed, mixed, { recursive: true });
  const entry = new URL("dist/index.js", mixed);
  const [before, after, ...more] = (await readFile(entry, "utf8")).split(`"${version}"`);
  assert.equal(more.length, 0, "the version stands in one place");
  await writeFile(entry, `${before}"0.0.1"${after}`);
  const other = await import(entry);
  assert.equal(other.version, "0.0.1");
  assert.throws(() => new other.Webhook("transcodely", "whsec_0123456789abcdef"), (error) => {
    assert.equal(error.message, `hookseal 0.0.1 was installed over parts of ${version}: install it anew`);
    return error instanceof WebhookConfigError && error.code === "version_mismatch";
  });
});

test("a realm without TextDecoder, as that of Jest with jsdom, is helped out by Node", async () => {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("hookseal");
  const realm = vm.createContext({ process, module: { exports: {} }, require: createRequire(entry) });
  assert.equal(vm.runInContext("typeof TextDecoder + typeof TextEncoder", realm), "undefinedundefined");
  vm.runInContext(await readFile(entry, "utf8"), realm);
  const webhook = new realm.module.exports.Webhook("transcodely", "whsec_0123456789abcdef");
  const { body, headers } = webhook.sign('{"text":"\u20ac"}', { id: "dlv_1" });
  assert.equal(webhook.verify(body, headers).json().text, "\u20ac");
});

test("codes are listed once", () => {
  const codes = [...verifyErrorCodes, ...configErrorCodes];
  assert.equal(new Set(codes).size, codes.length);
  assert.match(version, /^\d+\.\d+\.\d+/);
});
