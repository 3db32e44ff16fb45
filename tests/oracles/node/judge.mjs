// Has hookseal and each npm oracle judge every request of the oracle's scheme, and writes both verdicts, one a line.
//
// node judge.mjs REQUESTS VERDICTS, in a folder where hookseal and the oracles are installed.

import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { hooksealSigns, hooksealVerdict } from "./hookseal.mjs";
import { oracles } from "./oracles.mjs";

const [requests, verdicts] = process.argv.slice(2);
const lines = [];

for await (const line of createInterface({ input: createReadStream(requests) })) {
  const request = JSON.parse(line);
  // The oracles read the clock themselves.
  Date.now = () => request.now * 1000;
  for (const oracle of oracles) {
    if (oracle.scheme === request.scheme) await judge(oracle, request);
  }
}
writeFileSync(verdicts, lines.join(""));
console.log(`${lines.length} pairs of verdicts`);

/** A genuine request is judged three times: as generated, signed by hookseal, and signed by the oracle. */
async function judge(oracle, request) {
  await record(oracle, "generator", request);
  if (!request.genuine) return;
  await record(oracle, "hookseal", await hooksealSigns(request));
  await record(oracle, "oracle", await oracle.sign(request));
}

async function record(oracle, signer, request) {
  const verdict = {
    oracle: `npm ${oracle.name}`,
    version: version(oracle.name),
    number: request.number,
    signer,
    ours: hooksealVerdict(request),
    theirs: (await accepts(oracle, request)) ? "accepted" : "refused",
  };
  lines.push(`${JSON.stringify(verdict)}\n`);
}

/** Whatever an oracle throws refuses the request. */
async function accepts(oracle, request) {
  for (const secret of request.secrets) {
    try {
      if (await oracle.verify(request, secret)) return true;
    } catch {
      continue;
    }
  }
  return false;
}

function version(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;
}
