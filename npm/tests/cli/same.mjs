// Runs tests/cli/cases.json against the packed npm package and another command: both print and write the same bytes.
//
// `node same.mjs python -m hookseal`. Standard error is prose, and help is laid out by each language's own library.

import { cases, pool, resolveCommand, run } from "./case.mjs";
import { program, unpack } from "./unpacked.mjs";

const other = resolveCommand(process.argv.slice(2));
unpack();
const compared = cases.filter(({ args }) => !args.includes("--help") && args[0] !== "help");
const results = await pool(compared, 2, async (each) => {
  const [ours, theirs] = [await run([process.execPath, program], each), await run(other, each)];
  return { name: each.name, ours, theirs, same: isSame(ours, theirs) };
});
const differing = results.filter(({ same }) => !same);
for (const { name, ours, theirs } of differing) {
  const shown = ({ exit, stdout }) => `${exit} ${JSON.stringify(stdout.toString())}`;
  console.log(`${name}:\n  ${shown(ours)}\n  ${shown(theirs)}`);
}
// A comparison that would let anything pass proves nothing.
const right = { exit: 0, stdout: Buffer.from("a"), written: { b: Buffer.from("c") } };
const controls = [{ exit: 1 }, { stdout: Buffer.from("b") }, { written: {} }, { written: { b: Buffer.from("d") } }];
const missed =
  controls.filter((changed) => isSame(right, { ...right, ...changed })).length + (isSame(right, right) ? 0 : 1);
const failed = differing.length + missed + (results.length > 0 ? 0 : 1);
console.log(`${results.length - differing.length} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function isSame(ours, theirs) {
  const flat = ({ exit, stdout, written }) =>
    JSON.stringify([
      exit,
      stdout.toString("base64"),
      Object.entries(written)
        .sort()
        .map(([name, bytes]) => [name, bytes.toString("base64")]),
    ]);
  return flat(ours) === flat(theirs);
}
