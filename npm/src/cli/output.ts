// Prints, with colours only on a terminal, and ends in silence when nobody reads any more.

import { troubleshooting } from "hookseal";
import { ReadError, UNREADABLE } from "./failure.js";

/** Writes to standard output. */
export function print(text: string | Uint8Array): void {
  process.stdout.write(text);
}

/** Writes a remark to standard error. */
export function remark(text: string): void {
  process.stderr.write(`hookseal: ${text}\n`);
}

/** Whether standard output gets colours: a terminal does, unless it or the person is against it. */
export function isColored(wanted: boolean): boolean {
  return wanted && process.stdout.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
}

/** Colours for standard output: as named, or none. */
export function paint(wanted: boolean): Paint {
  const colored = isColored(wanted);
  return (style, text) => (colored ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text);
}

/** A reader such as `head` may go before the end: that is no failure. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      // A full disk: where nothing can be said, the exit code is left.
      if (stream === process.stdout) remark(ReadError.of("cannot write standard output", error).message);
      process.exit(UNREADABLE);
    });
  }
}

/** `JSON.stringify` in one line. */
export function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Visible ASCII as it is, a backslash doubled, any other character as `\xNN`; beyond Latin-1 as `\u{N}`. */
export function visible(text: string): string {
  return text.replace(/[^!-[\]-~]/gu, (character) => {
    const code = character.codePointAt(0)!;
    if (character === "\\") return "\\\\";
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** The page that says what a code means. */
export function see(code: string): string {
  return `${troubleshooting}#${code}`;
}

/** Colours a text. */
export type Paint = (style: keyof typeof STYLES, text: string) => string;

const STYLES = { bad: 31, faint: 2, good: 32, warn: 33 } as const;
