// Runs tests/cli/cases.json against a command: `node cases.mjs python -m hookseal`. Without words: the npm package.

import { cases, pool, resolveCommand, run } from "./case.mjs";
import { program, unpack } from "./unpacked.mjs";

const words = process.argv.slice(2);
if (words.length === 0) unpack();
const command = words.length === 0 ? [process.execPath, program] : resolveCommand(words);
const results = await pool(cases, 2, async (each) => ({
  name: each.name,
  faults: judge(each, await run(command, each)),
}));
const failures = results.filter(({ faults }) => faults.length > 0);
for (const { name, faults } of failures) console.log(`${name}:\n  ${faults.join("\n  ")}`);
const missed = controls();
missed.forEach((what) => console.log(`control: ${what} was not found`));
const failed = failures.length + missed.length + (results.length === cases.length && cases.length > 0 ? 0 : 1);
console.log(`${results.length - failures.length} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function judge(expected, { exit, stdout, stderr, written }) {
  const faults = [];
  const text = stdout.toString("utf8");
  const said = stderr.toString("utf8");
  if (exit !== expected.exit) faults.push(`exit code ${exit}, expected ${expected.exit}: ${said}`);
  if (expected.stdout !== undefined && text !== expected.stdout) {
    faults.push(
      `printed ${JSON.stringify(text.slice(0, 2000))}\n  expected ${JSON.stringify(expected.stdout.slice(0, 2000))}`,
    );
  }
  if (expected.stdoutBase64 !== undefined && stdout.toString("base64") !== expected.stdoutBase64) {
    faults.push("printed other bytes");
  }
  for (const pattern of expected.stdoutPattern ?? []) {
    if (!new RegExp(pattern, "m").test(text)) faults.push(`nothing in ${JSON.stringify(text)} is ${pattern}`);
  }
  if (expected.stderr === undefined ? said !== "" : !new RegExp(expected.stderr).test(said)) {
    faults.push(`said ${JSON.stringify(said)}, expected ${expected.stderr ?? "nothing"}`);
  }
  for (const secret of expected.silent ?? []) {
    const shown = [stdout, stderr, ...Object.values(written)].some((bytes) => bytes.includes(secret));
    if (shown) faults.push("showed what must not be shown");
  }
  const names = Object.keys(expected.written ?? {});
  if (names.sort().join() !== Object.keys(written).sort().join())
    faults.push(`wrote ${Object.keys(written).join() || "nothing"}`);
  for (const name of names) {
    if (written[name]?.toString("base64") !== expected.written[name]) faults.push(`wrote other bytes into ${name}`);
  }
  return faults;
}

/** A judge that would let anything pass proves nothing. */
function controls() {
  const right = { exit: 0, stdout: Buffer.from("a\n"), stderr: Buffer.from("b\n"), written: { c: Buffer.from("d") } };
  const expected = { exit: 0, stdout: "a\n", stderr: "^b", written: { c: "ZA==" }, silent: ["e"] };
  const wrong = {
    "another exit code": [expected, { ...right, exit: 1 }],
    "other text": [expected, { ...right, stdout: Buffer.from("a") }],
    "other bytes": [{ ...expected, stdoutBase64: "AA==" }, right],
    "a pattern that is not met": [{ ...expected, stdoutPattern: ["^b"] }, right],
    "another remark": [expected, { ...right, stderr: Buffer.from("") }],
    "a remark too many": [{ ...expected, stderr: undefined }, right],
    "a secret": [{ ...expected, silent: ["d"] }, right],
    "another file": [expected, { ...right, written: {} }],
    "another content": [expected, { ...right, written: { c: Buffer.from("") } }],
  };
  const missed = Object.entries(wrong).filter(([, given]) => judge(...given).length === 0);
  return [...missed.map(([what]) => what), ...(judge(expected, right).length > 0 ? ["what is right"] : [])];
}
