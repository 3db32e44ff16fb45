// `hookseal completion`: a script for the shell, made of the commands themselves.

import { Argument, type Command, type Option } from "commander";
import { providers } from "../index.js";
import { command } from "./command.js";
import { UsageError } from "./failure.js";
import { print } from "./output.js";

/** The command; it reads the tree that it stands in. */
export function completionCommand(): Command {
  return command("completion", "Print a script that completes the words of hookseal", EXAMPLES)
    .addArgument(new Argument("<shell>", "bash, zsh or fish"))
    .action((shell: string, _: unknown, self: Command) => {
      const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
      if (write === undefined) throw new UsageError(`there are scripts for ${Object.keys(SHELLS).join(", ")}`);
      print(write(self.parent!));
    });
}

/** The options of a command in the order of its help. */
function optionsOf(command: Command): Option[] {
  return [...command.createHelp().visibleOptions(command)];
}

/** What can stand behind an option: one of these words, a file, or anything. */
function valuesOf(option: Option): readonly string[] | "files" | "any" {
  if (option.long === "--provider") return Object.keys(providers);
  if (option.argChoices !== undefined) return option.argChoices;
  return /<(?:file|folder)>/.test(option.flags) ? "files" : "any";
}

function argumentsOf(command: Command): readonly string[] | "files" | "none" {
  if (command.name() === "providers") return Object.keys(providers);
  if (command.name() === "completion") return Object.keys(SHELLS);
  return command.name() === "replay" ? "files" : "none";
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function bash(root: Command): string {
  const commands = root.commands.map((each) => {
    const words = optionsOf(each).flatMap(({ short, long }) => [short, long]).filter(Boolean).join(" ");
    const values = optionsOf(each).filter(takesValue).map((option) => {
      const given = valuesOf(option);
      const reply = given === "files" ? '$(compgen -f -- "$word")' : given === "any" ? "" : compgen(given);
      return `        ${[option.short, option.long].filter(Boolean).join("|")}) COMPREPLY=(${reply}); return ;;\n`;
    });
    const given = argumentsOf(each);
    const others = given === "files" ? 'COMPREPLY=($(compgen -f -- "$word"))' : `COMPREPLY=(${given === "none" ? "" : compgen(given)})`;
    return (
      `    ${each.name()})\n      case $before in\n${values.join("")}      esac\n` +
      `      if [[ $word == -* ]]; then COMPREPLY=(${compgen(words.split(" "))}); else ${others}; fi ;;\n`
    );
  });
  return (
    "_hookseal() {\n  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n" +
    `  if ((COMP_CWORD == 1)); then\n    COMPREPLY=(${compgen(root.commands.map((each) => each.name()))})\n    return\n  fi\n` +
    `  case \${COMP_WORDS[1]} in\n${commands.join("")}  esac\n}\ncomplete -o filenames -F _hookseal hookseal\n`
  );
}

function compgen(words: readonly string[]): string {
  return `$(compgen -W '${words.join(" ")}' -- "$word")`;
}

function zsh(root: Command): string {
  const names = root.commands.map((each) => `    ${quote(`${each.name()}:${each.description()}`)}\n`).join("");
  const commands = root.commands.map((each) => {
    const specs = optionsOf(each).flatMap((option) =>
      [option.short, option.long].filter(Boolean).map((flag) => {
        const given = valuesOf(option);
        const action = given === "files" ? ":file:_files" : given === "any" ? ":value:" : `:value:(${given.join(" ")})`;
        const text = option.description.replace(/[[\]:]/g, "\\$&");
        return quote(`*${flag}[${text}]${takesValue(option) ? action : ""}`);
      }),
    );
    const given = argumentsOf(each);
    if (given !== "none") specs.push(quote(given === "files" ? "*:file:_files" : `1:name:(${given.join(" ")})`));
    return `    ${each.name()}) _arguments ${specs.join(" ")} ;;\n`;
  });
  return (
    `#compdef hookseal\n_hookseal() {\n  local -a commands=(\n${names}  )\n` +
    "  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n  fi\n" +
    `  local name=\${words[2]}\n  shift words\n  ((CURRENT--))\n  case $name in\n${commands.join("")}  esac\n}\n` +
    "compdef _hookseal hookseal\n"
  );
}

function fish(root: Command): string {
  const lines = root.commands.flatMap((each) => {
    const within = `-n '__fish_seen_subcommand_from ${each.name()}'`;
    const options = optionsOf(each).map((option) => {
      const given = valuesOf(option);
      const values = !takesValue(option) ? "" : given === "files" ? " -r -F" : given === "any" ? " -x" : ` -x -a '${given.join(" ")}'`;
      const short = option.short === undefined ? "" : ` -s ${option.short.slice(1)}`;
      const long = option.long === undefined ? "" : ` -l ${option.long.slice(2)}`;
      return `complete -c hookseal ${within}${short}${long}${values} -d ${fishQuote(option.description)}`;
    });
    const given = argumentsOf(each);
    const words = given === "none" ? [] : [`complete -c hookseal ${within} ${given === "files" ? "-F" : `-a '${given.join(" ")}'`}`];
    const name = `complete -c hookseal -n __fish_use_subcommand -a ${each.name()} -d ${fishQuote(each.description())}`;
    return [name, ...words, ...options];
  });
  return `complete -c hookseal -f\n${lines.join("\n")}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fishQuote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

const SHELLS: Readonly<Record<string, (root: Command) => string>> = { bash, zsh, fish };

const EXAMPLES = [
  ["bash: in ~/.bashrc", "source <(hookseal completion bash)"],
  ["zsh: in ~/.zshrc, behind compinit", "source <(hookseal completion zsh)"],
  ["fish", "hookseal completion fish > ~/.config/fish/completions/hookseal.fish"],
] as const;
