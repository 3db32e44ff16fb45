// `npm test`: the packed package in this Node, as ESM and CommonJS; unit tests; type tests; package lint.

import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { makeScratch } from "./scratch.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));
const bin = join(root, "node_modules/.bin/");
const scratch = await mkdtemp(join(tmpdir(), "hookseal-npm-"));
const tarball = await makeScratch(scratch);
// One adapter runs code of its framework when it is loaded, and one is tested in its framework.
const link = (name) => symlink(join(root, "node_modules", name), join(scratch, "node_modules", name));
await Promise.all(["@nestjs", "fastify", "rxjs"].map(link));
const sum = { passed: 0, failed: 0 };

const node = (...command) => run(process.execPath, command, { cwd: scratch, maxBuffer: 1e8 });
await step("contents", () => node(join(root, "tests/contents.mjs"), tarball), counted);
await step("sizes", () => node(join(root, "tests/sizes.mjs")), counted);
await step("ESM", () => node("tests/runners/esm.mjs"), counted);
await step("CommonJS", () => node("tests/runners/commonjs.cjs"), counted);
await step("explain ESM", () => node("tests/explain/esm.mjs"), counted);
await step("explain CommonJS", () => node("tests/explain/commonjs.cjs"), counted);
await step("explain bundles", () => node(join(root, "tests/explain/bundles.mjs"), scratch), counted);
await step("unit tests", () => node("--test", "--test-reporter=tap", "tests/unit/", "tests/explain/"), (output) => ({
  passed: number(/^# pass (\d+)$/m, output),
  failed: number(/^# fail (\d+)$/m, output) + number(/^# skipped (\d+)$/m, output),
}));
await step("types", () => node(join(root, "tests/types.mjs"), scratch), counted);
await step("publint", () => run(join(bin, "publint"), ["--strict", root]), clean("All good"));
await step("attw", () => run(join(bin, "attw"), ["--no-emoji", tarball]), clean("No problems found"));

await rm(scratch, { recursive: true, force: true });
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** Prints one line, and everything if it failed; a step that ran nothing has failed. */
async function step(name, act, judge) {
  const { code, stdout, stderr } = await act().catch((error) => error);
  const { passed, failed } = judge(String(stdout));
  sum.passed += passed;
  sum.failed += failed;
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  if (failed === 0 && passed > 0 && !code) return;
  if (failed === 0) sum.failed += 1;
  console.log(`${stdout}\n${stderr}`);
}

function counted(output) {
  return { passed: number(/^(\d+) passed, /m, output), failed: number(/^\d+ passed, (\d+) failed$/m, output) };
}

function clean(words) {
  return (output) => (output.includes(words) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function number(pattern, output) {
  return Number(pattern.exec(output)?.[1] ?? 0);
}
