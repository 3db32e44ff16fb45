// Runs the command as its users do: in a process of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./unpacked.mjs";

/** Secrets of these tests, by provider. */
export const SECRETS = {
  transcodely: "whsec_a_secret_of_the_tests_of_cli",
  transloadit: "0123456789abcdef0123456789abcdef01234567",
  assemblyai: "tok_a_token_of_the_tests_of_cli",
  connect: "tok_another_token_of_the_tests_of_cli",
  "standard-webhooks": "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3",
};

/** The words that name a provider and its secret. */
export function by(provider) {
  const place = { assemblyai: ["--header-name", "X-Hook-Secret"], connect: ["--url-parameter", "token"] };
  return ["--provider", provider, "--secret-env", "SECRET", ...(place[provider] ?? [])];
}

/** A folder until the test ends. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), "hookseal-cli-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts it; `output` is everything that it has printed. */
export function start(args, { env = {}, cwd, stdin = "" } = {}) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { PATH, ...env } });
  const output = { stdout: "", stderr: "" };
  const pieces = [];
  child.stdout.on("data", (piece) => {
    pieces.push(piece);
    output.stdout += piece.toString("latin1");
  });
  child.stderr.on("data", (piece) => (output.stderr += piece));
  child.stdin.on("error", () => undefined);
  child.stdin.end(stdin);
  const ended = once(child, "close").then(([exit, signal]) => ({
    exit: exit ?? signal,
    ...output,
    bytes: Buffer.concat(pieces),
  }));
  return { child, output, ended };
}

/** Runs it to its end. */
export function hookseal(args, options) {
  return start(args, options).ended;
}

/** Waits until it has printed a line like this. */
export async function printed({ child, output, ended }, pattern) {
  while (!pattern.test(output.stdout)) {
    const more = await Promise.race([once(child.stdout, "data"), ended]);
    if (!Array.isArray(more)) throw new Error(`it ended without ${pattern}: ${JSON.stringify(more)}`);
  }
  return pattern.exec(output.stdout);
}

/** Starts `listen` at a free port until the test ends. */
export async function listening(t, args, options, line = /^listening at (\S+)\//) {
  const running = start(["listen", "0", ...args], options);
  t.after(async () => {
    running.child.kill("SIGINT");
    await running.ended;
  });
  const [, url] = await printed(running, line);
  return { ...running, url };
}
