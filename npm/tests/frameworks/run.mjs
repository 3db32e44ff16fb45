// The adapters of the packed package in every framework and runtime that they serve, over real sockets.
//
// `npm test -- express5 fastify` runs two of them. `cargo xtask test frameworks` installs what they need.

import { cp, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { flood } from "./flood.mjs";
import { CONTROL, RECEIVERS } from "./receivers.mjs";
import { judge } from "./table.mjs";
import { makeScratch } from "../scratch.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(RECEIVERS);
const unknown = chosen.filter((name) => !Object.hasOwn(RECEIVERS, name));
if (unknown.length > 0) throw new Error(`there is no receiver ${unknown.join()}, only ${Object.keys(RECEIVERS)}`);
const sum = { passed: 0, failed: 0 };
const failed = [];

// Beside node_modules/, so that what runs there finds the frameworks, and below it the package.
await makeScratch(here("target/"));
await cp(here("receivers"), here("target/receivers"), { recursive: true });
await writeFile(here("target/receivers/nest.mjs"), await compiled(here("receivers/nest.ts")));

const queue = chosen.map((name) => () => holdToTable({ key: name, ...RECEIVERS[name] }));
queue.push(control);
// Most of the time is spent waiting for deadlines: two at a time.
await Promise.all(
  [0, 1].map(async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await next();
  }),
);
// Again, because the lines of a receiver are many.
failed.forEach((line) => console.log(line));
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;

/** Decorators as Nest wants them. */
async function compiled(path) {
  const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
  return (await transform(await readFile(path, "utf8"), { loader: "ts", tsconfigRaw })).code;
}

async function holdToTable(receiver) {
  const result = { passed: 0, failures: [], lines: [] };
  let server;
  try {
    server = await receiver.start();
    Object.assign(result, await judge({ ...receiver, ...server }));
    if (receiver.floods) {
      const shown = await flood({ ...receiver, ...server });
      result.lines.push(...shown);
      result.passed += shown.length;
    }
  } catch (error) {
    result.failures.push(error.stack, ...(error.cause ? [String(error.cause)] : []));
  } finally {
    await server?.stop();
  }
  // One that ran nothing has failed.
  if (result.passed === 0 && result.failures.length === 0) result.failures.push("it has run no row");
  count(receiver.name, result);
}

/** The positive control: of a receiver that believes everything the table refuses at least every forged row. */
async function control() {
  const server = await CONTROL.start();
  const { failures } = await judge({ key: "control", ...CONTROL, ...server });
  await server.stop();
  const missed = CONTROL.mustFail().filter(({ name }) => !failures.some((failure) => failure.startsWith(`${name}: `)));
  const lines = [`${failures.length} rows notice that nothing is verified`];
  count(CONTROL.name, {
    passed: missed.length > 0 ? 0 : 1,
    failures: missed.map(({ name }) => `${name}: not noticed`),
    lines,
  });
}

function count(name, { passed, failures, lines }) {
  sum.passed += passed;
  sum.failed += failures.length;
  failed.push(...failures.map((failure) => `FAILED ${name}: ${failure}`));
  const block = [`frameworks (${name}): ${passed} passed, ${failures.length} failed`];
  block.push(...lines.map((line) => `  ${line}`), ...failures.map((failure) => `  FAILED ${failure}`));
  console.log(block.join("\n"));
}
