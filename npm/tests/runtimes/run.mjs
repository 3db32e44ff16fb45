// The vectors in every runtime that the package serves, against the packed tarball; the same count in each.
//
// `npm run test:runtimes -- node next` runs two of them. `cargo xtask test runtimes` sets up what they need.

import { fileURLToPath } from "node:url";
import { inBun, inDeno, inNode } from "./commands.mjs";
import { inChromium } from "./chromium.mjs";
import { inNext } from "./next.mjs";
import { inWorkerd } from "./workerd.mjs";
import { makeScratch } from "../scratch.mjs";

const RUNTIMES = { node: inNode, bun: inBun, deno: inDeno, workerd: inWorkerd, chromium: inChromium, next: inNext };
// Beside node_modules/, so that what runs there finds the tools, and below it the package.
const project = fileURLToPath(new URL("target/", import.meta.url));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(RUNTIMES);
const unknown = chosen.filter((name) => !Object.hasOwn(RUNTIMES, name));
if (unknown.length > 0) throw new Error(`there is no runtime ${unknown.join()}, only ${Object.keys(RUNTIMES)}`);
const sum = { passed: 0, failed: 0 };
let everywhere;

await makeScratch(project);
for (const name of chosen) {
  try {
    for await (const result of RUNTIMES[name](project)) judge(result);
  } catch (error) {
    sum.failed += 1;
    console.log(`${name}: FAILED\n${error.stack}\n${error.stdout ?? ""}${error.stderr ?? ""}`);
  }
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/** Prints what one runtime has shown. All but the checks of a single runtime must count the same. */
function judge({ name, text, single = false }) {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(text) ?? [null, "0", "1"];
  if (!single) everywhere ??= passed;
  const asExpected = passed !== "0" && failed === "0" && (single || passed === everywhere);
  sum.passed += Number(passed);
  sum.failed += asExpected ? 0 : Math.max(1, Number(failed));
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  if (!asExpected) console.log(`${name}: expected ${everywhere} passed, 0 failed\n${text}`);
}
