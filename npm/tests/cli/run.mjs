// `npm run test:cli`: the packed command line. The shared cases on this Node and on the oldest, then what only npm's has.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { oldestNode, program, unpack } from "./unpacked.mjs";

const here = fileURLToPath(new URL("./", import.meta.url));
const sum = { passed: 0, failed: 0 };

unpack();
for (const node of [process.execPath, oldestNode]) {
  const { status, output } = run("cases.mjs", node, program);
  judge(`cases on ${spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim()}`, status, output, {
    passed: number(/^(\d+) passed, \d+ failed$/m, output),
    failed: number(/^\d+ passed, (\d+) failed$/m, output),
  });
}
for (const name of readdirSync(here).filter((name) => name.endsWith(".test.mjs"))) {
  const { status, output } = run("--test", "--test-timeout=300000", "--test-reporter=tap", name);
  const count = (what) => number(new RegExp(`^# ${what} (\\d+)$`, "m"), output);
  // A skipped test shows nothing, and a file without tests counts as one that passed.
  const [passed, failed] = [count("pass"), count("fail") + count("cancelled") + count("skipped") + count("todo")];
  judge(name, status, output, { passed: passed > 1 ? passed : 0, failed });
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;

function run(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: here,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, output: `${stdout}${stderr}` };
}

/** Prints one line, and everything if it failed; what ran nothing has failed. */
function judge(name, status, output, { passed, failed }) {
  if (failed === 0 && (passed === 0 || status !== 0)) failed = 1;
  sum.passed += passed;
  sum.failed += failed;
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  if (failed > 0) console.log(output);
}

function number(pattern, output) {
  return Number(pattern.exec(output)?.[1] ?? 0);
}
