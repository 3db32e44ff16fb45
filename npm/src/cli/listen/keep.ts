// Keeps a request as a file that nobody else can read, and never over another one.

import { open } from "node:fs/promises";
import { join } from "node:path";
import { ReadError } from "../failure.js";
import { writeSaved, type Saved } from "../formats/saved.js";

/** Writes it under a name of the time of its arrival and its number, which is returned. */
export async function save(folder: string, number: number, saved: Saved): Promise<string> {
  const name = `${saved.received.replace(/[:.]/g, "-")}-${String(number).padStart(4, "0")}.json`;
  try {
    const file = await open(join(folder, name), "wx", 0o600);
    await file.writeFile(writeSaved(saved)).finally(() => file.close());
    return name;
  } catch (error) {
    throw ReadError.of(`cannot write into ${folder}`, error);
  }
}
