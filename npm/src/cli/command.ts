// A command of the program: its options have readers whose messages never repeat a value, its help has examples.

import { Command, Help, Option } from "commander";
import { UsageError } from "./failure.js";

/** A command with a line of description and examples: pairs of what one wants and the words for it. */
export function command(name: string, description: string, examples: readonly (readonly [string, string])[]): Command {
  const lines = examples.flatMap(([what, words]) => ["", `  # ${what}`, `  ${words}`]);
  return new Command(name)
    .description(description)
    .configureHelp({ groupItems: inOrder })
    .optionsGroup(GROUPS.output)
    .option("--no-color", "print without colours, as with NO_COLOR in the environment")
    .addHelpText("after", ["", "Examples:", ...lines.slice(1)].join("\n"));
}

/** An option that takes whole numbers from `least` on. */
export function whole(flags: string, description: string, least = 0): Option {
  return new Option(flags, description).argParser((text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (number < least) throw new UsageError(`${long(flags)} takes a whole number from ${least} on`);
    return number;
  });
}

/** An option that takes one of these words. */
export function oneOf(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, description).choices(words);
  return option.argParser((text) => {
    if (words.includes(text)) return text;
    throw new UsageError(`${long(flags)} takes one of: ${words.join(", ")}`);
  });
}

/** An option that may be given several times. */
export function several(flags: string, description: string): Option {
  return new Option(flags, description).argParser<string[]>((text, before) => [...(before ?? []), text]);
}

/** The option's long name. */
export function long(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** Groups stand in one order, in whichever options were added. */
function inOrder<T extends Command | Option>(all: T[], shown: T[], groupOf: (item: T) => string): Map<string, T[]> {
  const groups = Help.prototype.groupItems(all, shown, groupOf);
  const order: readonly string[] = Object.values(GROUPS);
  return new Map([...groups].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other)));
}

/** The headings of options, in the order of the help. What is added behind a command's own options is output. */
export const GROUPS = {
  request: "Request:",
  play: "Play:",
  listener: "Listener:",
  endpoint: "Endpoint:",
  secret: "Secret:",
  output: "Output:",
  seldom: "Seldom used:",
} as const;
