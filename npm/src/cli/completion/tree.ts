// What can be completed: the commands, their options, and what may stand behind each.

import type { Command, Option } from "commander";
import { providers } from "../../index.js";

/** The shells that there is a script for. */
export const shellNames = ["bash", "fish", "zsh"] as const;

/** What stands at a place: one of these words, a file, any text, or nothing. */
export type Values = readonly string[] | "any" | "files" | "none";

/** The options of a command in the order of its help. */
export function optionsOf(command: Command): readonly Option[] {
  return command.createHelp().visibleOptions(command);
}

/** An option's names, the short one first. */
export function namesOf({ short, long }: Option): readonly string[] {
  return [short, long].filter((name) => name !== undefined);
}

/** What stands behind an option. */
export function valuesOf(option: Option): Values {
  if (!option.required && !option.optional) return "none";
  if (option.long === "--provider") return Object.keys(providers);
  if (option.argChoices !== undefined) return option.argChoices;
  return /<(?:file|folder)>/.test(option.flags) ? "files" : "any";
}

/** What a command itself takes first. */
export function argumentsOf(command: Command): Values {
  switch (command.name()) {
    case "completion":
      return shellNames;
    case "providers":
      return Object.keys(providers);
    case "replay":
      return "files";
    default:
      return "none";
  }
}
