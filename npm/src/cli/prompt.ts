// Asks a person for a text without showing what is typed.

import { openSync } from "node:fs";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { ReadStream } from "node:tty";
import { INTERRUPTED } from "./failure.js";

/** What was typed; null where there is no terminal, or nothing was typed. */
export async function prompt(question: string): Promise<string | null> {
  const terminal = openTerminal();
  if (terminal === null) return null;
  const input = createInterface({ input: terminal, output: new Silence(), terminal: true, historySize: 0 });
  // These end the process at once, and only after one of them Node switches the echo on again.
  const restored = (signal: NodeJS.Signals): void => {
    input.close();
    process.kill(process.pid, signal);
  };
  SIGNALS.forEach((signal) => process.once(signal, restored));
  process.stderr.write(question);
  try {
    return await new Promise<string | null>((resolve) => {
      input.on("line", (text) => resolve(text === "" ? null : text));
      input.on("close", () => resolve(null));
      input.on("SIGINT", () => {
        input.close();
        process.stderr.write("\n");
        process.exit(INTERRUPTED);
      });
    });
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, restored));
    input.close();
    process.stderr.write("\n");
    if (terminal !== process.stdin) terminal.destroy();
  }
}

/** Standard input may be the body. */
function openTerminal(): ReadStream | null {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    return null;
  }
}

const SIGNALS = ["SIGHUP", "SIGQUIT", "SIGTERM"] as const;

/** Where the echo goes. */
class Silence extends Writable {
  override _write(_piece: unknown, _encoding: string, done: () => void): void {
    done();
  }
}
