// The script for bash.

import type { Command } from "commander";
import { argumentsOf, namesOf, optionsOf, valuesOf, type Values } from "./tree.js";

/** Defines a function that completes, and tells bash of it. */
export function bash(root: Command): string {
  const names = root.commands.map((command) => command.name());
  return [
    "_hookseal() {",
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
    `  if ((COMP_CWORD == 1)); then COMPREPLY=(${reply(names)}); return; fi`,
    "  case ${COMP_WORDS[1]} in",
    ...root.commands.flatMap(within),
    "  esac",
    "}",
    "complete -o filenames -F _hookseal hookseal",
    "",
  ].join("\n");
}

/** The branch of one command. */
function within(command: Command): string[] {
  const options = optionsOf(command);
  const behind = options
    .filter((option) => valuesOf(option) !== "none")
    .map((option) => {
      return `        ${namesOf(option).join("|")}) COMPREPLY=(${reply(valuesOf(option))}); return ;;`;
    });
  return [
    `    ${command.name()})`,
    "      case $before in",
    ...behind,
    "      esac",
    `      if [[ $word == -* ]]; then COMPREPLY=(${reply(options.flatMap(namesOf))})`,
    `      else COMPREPLY=(${reply(argumentsOf(command))}); fi ;;`,
  ];
}

function reply(values: Values): string {
  if (values === "files") return '$(compgen -f -- "$word")';
  return typeof values === "string" ? "" : `$(compgen -W '${values.join(" ")}' -- "$word")`;
}
