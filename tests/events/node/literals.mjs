// Writes each payload as a literal of its provider's type, and once with a member that does not fit.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TYPES = {
  assemblyai: { type: "AssemblyAiEvent", wrong: { transcript_id: 7 } },
  connect: { type: "ConnectEvent" },
  transcodely: { type: "TranscodelyEvent", wrong: { data: { id: 7 }, job: { id: 7 } } },
  transloadit: { type: "TransloaditEvent", wrong: { uploads: [{ ssl_url: 7 }] } },
};

/** Writes the file for the compiler, and says how many literals it holds. */
export function writeLiterals(root, path) {
  const lines = [`import type { ${Object.values(TYPES).map(({ type }) => type)} } from "hookseal";`];
  let count = 0;
  for (const folder of ["examples/payloads", "tests/events/payloads"].map((name) => join(root, name))) {
    for (const name of readdirSync(folder)) {
      const known = TYPES[name.split(/[-.]/)[0]];
      if (known === undefined) continue;
      const payload = JSON.parse(readFileSync(join(folder, name), "utf8"));
      lines.push(`${JSON.stringify(payload)} satisfies ${known.type};`);
      count += 1;
      if (known.wrong === undefined) continue;
      lines.push("// @ts-expect-error", `${JSON.stringify({ ...payload, ...known.wrong })} satisfies ${known.type};`);
      count += 1;
    }
  }
  writeFileSync(path, lines.map((line) => line.replace(/^\{.*\}(?= satisfies)/, "($&)")).join("\n"));
  return count;
}
