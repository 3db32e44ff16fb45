// Reads files and standard input, byte for byte. No message has a file's name, which may be a secret.

import { readFile, writeFile } from "node:fs/promises";
import { ReadError } from "./failure.js";

/** The bytes of the file that an option names, or of standard input if it is `-` or nothing. */
export async function readInput(path: string | undefined, option: string): Promise<Buffer> {
  return path === undefined || path === "-" ? readStandardInput() : readBytes(path, option);
}

/** The bytes of the file that an option or an argument names. */
export async function readBytes(path: string, option: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw ReadError.of(`cannot read the file of ${option}`, error);
  }
}

/** Writes the file that an option names. */
export async function writeBytes(path: string, option: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw ReadError.of(`cannot write the file of ${option}`, error);
  }
}

async function readStandardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) process.stderr.write("hookseal: reading the body from the terminal; Ctrl-D ends it\n");
  const pieces: Buffer[] = [];
  try {
    for await (const piece of process.stdin) pieces.push(piece as Buffer);
  } catch (error) {
    throw ReadError.of("cannot read standard input", error);
  }
  return Buffer.concat(pieces);
}
