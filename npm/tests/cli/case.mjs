// One case of tests/cli/cases.json: run by a command, in a folder of its own.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** All of them. */
export const { cases } = JSON.parse(readFileSync(new URL("../../../tests/cli/cases.json", import.meta.url), "utf8"));

/** The words of a command, wherever it is run. */
export function resolveCommand([program, ...words]) {
  return [program.includes("/") ? resolve(program) : program, ...words];
}

/** What the command printed and wrote. */
export async function run(command, { args, env = {}, stdin = "", files = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "hookseal-case-"));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, "base64");
    const { PATH, PYTHONPATH } = process.env;
    const environment = { PATH, ...(PYTHONPATH && { PYTHONPATH }), LC_ALL: "C.UTF-8", ...env };
    const child = spawn(command[0], [...command.slice(1), ...args], { cwd: folder, env: environment });
    child.stdin.on("error", () => undefined); // Closed by a command that reads nothing.
    child.stdin.end(stdin, "base64");
    const [stdout, stderr, exit] = await Promise.all([
      collect(child.stdout),
      collect(child.stderr),
      new Promise((done) => child.on("close", done)),
    ]);
    const written = readdirSync(folder).filter((name) => !(name in files));
    return {
      exit,
      stdout,
      stderr,
      written: Object.fromEntries(written.map((name) => [name, readFileSync(join(folder, name))])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function collect(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What `act` gives for each item, in order; `width` of them at a time. */
export async function pool(items, width, act) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await act(items[index]);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
