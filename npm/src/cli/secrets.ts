// Secrets from the environment, from files or from a prompt; never from where they would be seen, without a warning.

import type { Command } from "commander";
import { Option } from "commander";
import { GROUPS, long } from "./command.js";
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
  command.optionsGroup(GROUPS.secret);
  for (const [kind, [flags, description]] of Object.entries(options)) {
    // All of them in one list: the order counts.
    const option = long(flags);
    const note = (text: string): void => void given.push({ kind: kind as Source["kind"], option, text });
    command.addOption(new Option(flags, description).argParser(note));
  }
  command.optionsGroup(GROUPS.output);
  return () => read(given);
}

async function read(given: readonly Source[]): Promise<string[]> {
  if (given.some(({ kind }) => kind === "value")) remark(WARNING);
  const secrets: string[] = [];
  for (const { kind, option, text } of given) secrets.push(asText(await READERS[kind](text, option), option));
  return secrets;
}

/** What is no text has become U+FFFD, or becomes it here; a secret with one would match nothing. */
function asText(secret: string | Buffer, option: string): string {
  const text = secret.toString("utf8");
  if (text.includes("\ufffd")) throw new UsageError(`the secret of ${option} is not UTF-8`);
  return text;
}

type Options = { readonly [kind in Source["kind"]]?: readonly [flags: string, description: string] };

interface Source {
  readonly kind: "env" | "file" | "value";
  readonly option: string;
  readonly text: string;
}

type Reader = (text: string, option: string) => string | Promise<Buffer>;

const READERS: Readonly<Record<Source["kind"], Reader>> = {
  env(name, option) {
    const value = process.env[name];
    if (value !== undefined) return value;
    // It may be the secret itself.
    const shown = /^[A-Z_][A-Z0-9_]{0,63}$/.test(name) ? `${name} of ${option}` : `that ${option} names`;
    throw new UsageError(`the environment variable ${shown} is not set`);
  },
  async file(path, option) {
    const bytes = await readBytes(path, option);
    const end = bytes.subarray(-2).toString("latin1");
    return bytes.subarray(0, bytes.length - (end === "\r\n" ? 2 : end.endsWith("\n") ? 1 : 0));
  },
  value: (text) => text,
};

const WARNING =
  "warning: --secret shows the secret in the process list and in the shell's history: " +
  "use --secret-env or --secret-file";
