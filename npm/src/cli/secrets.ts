// Secrets from the environment, from files or from a prompt; never from where they would be seen, without a warning.

import type { Command } from "commander";
import { Option } from "commander";
import { UsageError } from "./failure.js";
import { readBytes } from "./input.js";
import { remark } from "./output.js";
import { prompt } from "./prompt.js";

/** Adds the options that name secrets. The function reads them, in the order in which they were given. */
export function addSecrets(command: Command): () => Promise<string[]> {
  return addSources(command, {
    env: ["--secret-env <name>", "environment variable that holds a secret; repeatable"],
    file: ["--secret-file <file>", "file that holds a secret; one line end behind it is dropped; repeatable"],
    value: ["--secret <value>", "a secret itself: seen in the process list and in the shell's history"],
  });
}

/** Adds the options that name secrets which `explain` only tries. */
export function addOtherSecrets(command: Command): () => Promise<string[]> {
  return addSources(command, {
    env: ["--other-secret-env <name>", "variable with a secret that is only tried here: an old one; repeatable"],
    file: ["--other-secret-file <file>", "file with such a secret; repeatable"],
  });
}

/** Asks for the secret where somebody can answer. */
export async function askForSecret(provider: string): Promise<string> {
  const secret = process.stderr.isTTY ? await prompt(`secret of ${provider}: `) : null;
  if (secret !== null) return secret;
  throw new UsageError("no secret was given: name one with --secret-env or --secret-file");
}

function addSources(command: Command, options: Options): () => Promise<string[]> {
  const given: Source[] = [];
  for (const [kind, [flags, description]] of Object.entries(options)) {
    // All of them in one list: the order counts.
    const note = (text: string): void => void given.push({ kind: kind as Source["kind"], text });
    command.addOption(new Option(flags, description).argParser(note));
  }
  return () => read(given);
}

async function read(given: readonly Source[]): Promise<string[]> {
  if (given.some(({ kind }) => kind === "value")) remark(WARNING);
  const secrets: string[] = [];
  for (const source of given) secrets.push(await READERS[source.kind](source.text));
  return secrets;
}

type Options = { readonly [kind in Source["kind"]]?: readonly [flags: string, description: string] };

interface Source {
  readonly kind: "env" | "file" | "value";
  readonly text: string;
}

const READERS: Readonly<Record<Source["kind"], (text: string) => string | Promise<string>>> = {
  env(name) {
    const value = process.env[name];
    if (value === undefined) throw new UsageError(`the environment variable ${name} is not set`);
    return value;
  },
  async file(path) {
    return (await readBytes(path)).toString("utf8").replace(/\r?\n$/, "");
  },
  value: (text) => text,
};

const WARNING =
  "warning: --secret shows the secret in the process list and in the shell's history: " +
  "use --secret-env or --secret-file";
