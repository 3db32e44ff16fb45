// Reads files and standard input, byte for byte.

import { readFile, writeFile } from "node:fs/promises";
import { ReadError } from "./failure.js";

/** The bytes of a file, or of standard input if it is `-` or nothing. */
export async function readInput(path: string | undefined): Promise<Buffer> {
  return path === undefined || path === "-" ? readStandardInput() : readBytes(path);
}

/** The bytes of a file. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw ReadError.of(`cannot read ${path}`, error);
  }
}

/** Writes a file. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw ReadError.of(`cannot write ${path}`, error);
  }
}

async function readStandardInput(): Promise<Buffer> {
  if (process.stdin.isTTY) process.stderr.write("hookseal: reading the body from the terminal; Ctrl-D ends it\n");
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
