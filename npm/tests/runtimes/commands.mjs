// Runtimes that are a command: Node, Bun, Deno.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export async function* inNode(project) {
  for (const major of [18, 20, 22, 24]) {
    const run = command(project, `node${major}/bin/node`);
    const version = `Node ${(await run("--version")).trim().slice(1)}`;
    for (const [kind, runner] of Object.entries(RUNNERS)) {
      yield { name: `${version} ${kind}`, text: await run(runner) };
    }
    const strict = "--disallow-code-generation-from-strings";
    if (major === 24) yield { name: `${version} ${strict}`, text: await run(strict, RUNNERS.ESM) };
  }
}

export async function* inBun(project) {
  const run = command(project, "@oven/bun-linux-x64/bin/bun");
  const version = `Bun ${(await run("--version")).trim()}`;
  for (const [kind, runner] of Object.entries(RUNNERS)) {
    yield { name: `${version} ${kind}`, text: await run("run", runner) };
  }
}

export async function* inDeno(project) {
  const run = command(project, "deno/bin.cjs");
  const [version] = /deno [\d.]+/.exec(await run("--version"));
  // No permission is given, and none can be asked for.
  yield { name: `Deno${version.slice(4)} ESM`, text: await run("run", "--no-prompt", "--no-remote", RUNNERS.ESM) };
}

function command(project, path) {
  const program = fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
  const env = { ...process.env, DENO_DIR: `${project}.deno`, DENO_NO_UPDATE_CHECK: "1" };
  return async (...parameters) => {
    const { stdout } = await promisify(execFile)(program, parameters, { cwd: project, env, maxBuffer: 1e8 });
    return stdout;
  };
}

const RUNNERS = { ESM: "tests/runners/esm.mjs", CommonJS: "tests/runners/commonjs.cjs" };
