// `hookseal providers`: what is known of the providers, from the table.

import type { Command } from "commander";
import { providers } from "../index.js";
import { command } from "./command.js";
import { UsageError } from "./failure.js";
import { didYouMean } from "./nearest.js";
import { line, print } from "./output.js";

/** The command. */
export function providersCommand(): Command {
  return command("providers", "List the providers, or say how one signs and delivers", EXAMPLES)
    .argument("[name]", "the provider")
    .option("--json", "print one line of JSON")
    .action(async (name: string | undefined, { json }: { readonly json?: true }) => {
      if (name === undefined) return print(json ? line(providers) : list());
      if (!Object.hasOwn(providers, name)) {
        const meant = didYouMean(name, Object.keys(providers));
        throw new UsageError(`no provider has this name${meant || ": `hookseal providers` lists them"}`);
      }
      if (json) return print(line(providers[name as keyof typeof providers]));
      const { describeProvider } = await import("../explain.js");
      print(describeProvider(name)!);
    });
}

function list(): string {
  const rows = Object.values(providers);
  const width = Math.max(...rows.map(({ name }) => name.length)) + 2;
  return rows.map(({ name, title }) => `${name.padEnd(width)}${title}\n`).join("");
}

const EXAMPLES = [
  ["All names", "hookseal providers"],
  ["How Transcodely signs, and when it tries again", "hookseal providers transcodely"],
] as const;
