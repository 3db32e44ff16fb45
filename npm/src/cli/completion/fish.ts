// The script for fish.

import type { Command, Option } from "commander";
import { argumentsOf, optionsOf, valuesOf, type Values } from "./tree.js";

/** Tells fish of each word. */
export function fish(root: Command): string {
  return ["complete -c hookseal -f", ...root.commands.flatMap(lines), ""].join("\n");
}

function lines(command: Command): string[] {
  const within = `complete -c hookseal -n '__fish_seen_subcommand_from ${command.name()}'`;
  const own = argumentsOf(command);
  return [
    `complete -c hookseal -n __fish_use_subcommand -a ${command.name()} -d ${quote(command.description())}`,
    ...(own === "none" ? [] : [within + action(own).replace(" -x", "").replace(" -r", "")]),
    ...optionsOf(command).map(
      (option) => within + names(option) + action(valuesOf(option)) + ` -d ${quote(option.description)}`,
    ),
  ];
}

function names({ short, long }: Option): string {
  return `${short === undefined ? "" : ` -s ${short.slice(1)}`}${long === undefined ? "" : ` -l ${long.slice(2)}`}`;
}

function action(values: Values): string {
  if (values === "none") return "";
  if (values === "files") return " -r -F";
  return values === "any" ? " -x" : ` -x -a '${values.join(" ")}'`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
