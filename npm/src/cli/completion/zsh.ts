// The script for zsh.

import type { Command, Option } from "commander";
import { argumentsOf, namesOf, optionsOf, valuesOf, type Values } from "./tree.js";

/** Defines a function that completes, and tells zsh of it. */
export function zsh(root: Command): string {
  return [
    "#compdef hookseal",
    "_hookseal() {",
    "  local -a commands=(",
    ...root.commands.map((command) => `    ${quote(`${command.name()}:${command.description()}`)}`),
    "  )",
    "  if ((CURRENT == 2)); then _describe command commands; return; fi",
    "  local name=${words[2]}",
    "  shift words",
    "  ((CURRENT--))",
    "  case $name in",
    ...root.commands.map((command) => `    ${command.name()}) _arguments ${specs(command).join(" ")} ;;`),
    "  esac",
    "}",
    "compdef _hookseal hookseal",
    "",
  ].join("\n");
}

function specs(command: Command): string[] {
  const own = argumentsOf(command);
  const first = own === "none" ? [] : [quote(`1${action(own)}`)];
  return [...optionsOf(command).flatMap(specOf), ...first];
}

/** Every option may be given again, which does no harm. */
function specOf(option: Option): string[] {
  const text = option.description.replace(/[[\]:\\]/g, "\\$&");
  return namesOf(option).map((name) => quote(`*${name}[${text}]${action(valuesOf(option))}`));
}

function action(values: Values): string {
  if (values === "none") return "";
  if (values === "files") return ":file:_files";
  return values === "any" ? ":value:" : `:value:(${values.join(" ")})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
