// Reads the vector files, for runners on Node.

import { readFile, readdir } from "node:fs/promises";

const folder = new URL("../../tests/vectors/", import.meta.url);

/** The content of each file by its path below tests/vectors. */
export async function readVectors() {
  const files = {};
  for (const part of ["", "rfc/", "wycheproof/"]) {
    for (const name of (await readdir(new URL(part, folder))).sort()) {
      if (!name.endsWith(".json") || name === "schema.json") continue;
      files[part + name] = JSON.parse(await readFile(new URL(part + name, folder), "utf8"));
    }
  }
  return files;
}
