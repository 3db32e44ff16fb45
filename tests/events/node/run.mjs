// The types of the packed package against payloads and SDKs, and what `json` gives of hostile JSON.
//
// node run.mjs <repository>

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Webhook } from "hookseal";
import { writeLiterals } from "./literals.mjs";
import { misfits, unknownNames } from "./names.mjs";

const root = process.argv[2];
const sum = { passed: 0, failed: 0 };

/** A line that must not compile stands under `@ts-expect-error`; each counts, and so does the file. */
function compile(name, settings = {}) {
  const compilerOptions = { target: "es2022", module: "nodenext", strict: true, noEmit: true, ...settings };
  compilerOptions.exactOptionalPropertyTypes ??= true;
  writeFileSync("tsconfig.json", JSON.stringify({ compilerOptions, files: [name] }));
  execFileSync(join(root, "npm/node_modules/.bin/tsc"), ["-p", "."], { stdio: "pipe" });
  return readFileSync(name, "utf8").split("@ts-expect-error").length;
}

function literals() {
  const count = writeLiterals(root, "literals.ts");
  compile("literals.ts", { types: [] });
  return count;
}

/** The SDKs' own declarations are not checked; they say `undefined` where a member is missing. */
function sdk() {
  return compile("sdk.ts", { types: ["node"], skipLibCheck: true, exactOptionalPropertyTypes: false });
}

function names() {
  assert.deepEqual(unknownNames(root), []);
  assert.deepEqual(misfits(root), []);
  return 2;
}

/** Nothing is checked and nothing changed: `json` gives what JSON.parse gives. */
function hostile() {
  const webhook = new Webhook("transcodely", "whsec_k7Vw2mQ9xTzB4nRc");
  const texts = JSON.parse(readFileSync(join(root, "tests/events/hostile.json"), "utf8"));
  assert.ok(texts.length >= 40);
  const read = (text) => {
    const { body, headers } = webhook.sign(text, { id: "dlv_1" });
    return webhook.verify(body, headers).json();
  };
  for (const text of texts) {
    const event = read(text);
    assert.deepEqual(event, JSON.parse(text), text);
    // A member `__proto__` is a member like others.
    if (event !== null && typeof event === "object" && !Array.isArray(event)) {
      assert.equal(Object.getPrototypeOf(event), Object.prototype);
    }
  }
  assert.equal({}.data, undefined);
  let depth = 0;
  for (let event = read('{"data":'.repeat(5000) + "{}" + "}".repeat(5000)); "data" in event; event = event.data) depth += 1;
  assert.equal(depth, 5000);
  return texts.length + 1;
}

function use() {
  return compile("use.ts", { types: ["node"] });
}

for (const [name, step] of Object.entries({ literals, use, sdk, names, hostile })) {
  try {
    const passed = step();
    sum.passed += passed;
    console.log(`${name}: ${passed} passed`);
  } catch (error) {
    sum.failed += 1;
    console.log(`${name}: ${error.stdout ?? error.stack}`);
  }
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
