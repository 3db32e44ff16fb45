// `hookseal completion`: a script for the shell, made of the commands themselves.

import { Argument, type Command } from "commander";
import { command } from "./command.js";
import { bash } from "./completion/bash.js";
import { fish } from "./completion/fish.js";
import { shellNames } from "./completion/tree.js";
import { zsh } from "./completion/zsh.js";
import { UsageError } from "./failure.js";
import { print } from "./output.js";

/** The command; it reads the tree that it stands in. */
export function completionCommand(): Command {
  return command("completion", "Print a script that completes the words of hookseal", EXAMPLES)
    .addArgument(new Argument("<shell>", shellNames.join(", ")))
    .action((shell: string, _: unknown, self: Command) => {
      const write = SHELLS.get(shell);
      if (write === undefined) throw new UsageError(`there are scripts for ${shellNames.join(", ")}`);
      print(write(self.parent!));
    });
}

const SHELLS: ReadonlyMap<string, (root: Command) => string> = new Map([
  ["bash", bash],
  ["fish", fish],
  ["zsh", zsh],
]);

const EXAMPLES = [
  ["bash: in ~/.bashrc", "source <(hookseal completion bash)"],
  ["zsh: in ~/.zshrc, behind compinit", "source <(hookseal completion zsh)"],
  ["fish", "hookseal completion fish > ~/.config/fish/completions/hookseal.fish"],
] as const;
