// The tree of commands, and what their errors become: a line on standard error, an exit code.

import { Command, CommanderError } from "commander";
import { version, WebhookConfigError } from "../index.js";
import { completionCommand } from "./completion.js";
import { explainCommand } from "./explain.js";
import { INTERRUPTED, ReadError, UNREADABLE, USAGE, UsageError } from "./failure.js";
import { endWithReader, remark } from "./output.js";
import { listenCommand } from "./listen.js";
import { providersCommand } from "./providers.js";
import { replayCommand } from "./replay.js";
import { sendCommand } from "./send.js";
import { signCommand } from "./sign.js";
import { verifyCommand } from "./verify.js";
import { inOwnWords } from "./words.js";

/** Runs the command that these words name; the exit code is left in `process.exitCode`. */
export async function run(words: readonly string[]): Promise<void> {
  endWithReader();
  process.on("SIGINT", () => process.exit(INTERRUPTED));
  try {
    await program().parseAsync(asked(words), { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** `help verify` is `verify --help`. */
function asked(words: readonly string[]): readonly string[] {
  return words[0] === "help" ? [...words.slice(1, 2), "--help"] : words;
}

/** All commands. */
export function program(): Command {
  const root = new Command("hookseal")
    .description(
      "Sign and verify webhooks, say why one fails, and play the sender. Nothing is sent but what a command names.",
    )
    .version(version)
    .helpCommand(false)
    .addHelpText("after", EXAMPLES);
  for (const make of COMMANDS) root.addCommand(make());
  for (const command of [root, ...root.commands]) {
    command
      .exitOverride()
      .configureOutput({ outputError: () => undefined })
      .helpOption("-h, --help", "show this help");
  }
  return root;
}

/** Says what is wrong, and gives the exit code. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // Without a command the help has been printed to standard error already.
    if (error.code !== "commander.help") remark(withoutValues(error));
    return USAGE;
  }
  if (error instanceof ReadError) return say(error.message, UNREADABLE);
  if (error instanceof UsageError) return say(error.message, USAGE);
  if (error instanceof WebhookConfigError) return say(`${error.code}: ${inOwnWords(error.code, error.message)}`, USAGE);
  throw error;
}

function say(message: string, exitCode: number): number {
  remark(message);
  return exitCode;
}

/** Commander repeats what was given, which may be a secret in the wrong place: only what was meant is said. */
function withoutValues({ code, message }: CommanderError): string {
  const [, what] = /^commander\.unknown(Option|Command)$/.exec(code) ?? [];
  if (what === undefined) return message.replace(/^error: /, "").replace(/^(too many arguments[^:]*):[^]*$/, "$1");
  return `unknown ${what.toLowerCase()}${/\n\(Did you mean [^)]*\)$/.exec(message)?.[0] ?? ": --help lists them"}`;
}

const COMMANDS: readonly (() => Command)[] = [
  verifyCommand,
  explainCommand,
  signCommand,
  sendCommand,
  listenCommand,
  replayCommand,
  providersCommand,
  completionCommand,
];

const EXAMPLES = `
Examples:
  # Why is this refused?
  hookseal explain -p transcodely --secret-env SECRET --request request.http

  # Would this receiver do?
  hookseal send http://127.0.0.1:3000/hook -p transcodely --secret-env SECRET \\
      --duplicate 1 --tamper body

\`hookseal <command> --help\` says more.
Exit codes: 0 good, 1 refused or bad, 2 usage or configuration, 3 unreadable.`;
