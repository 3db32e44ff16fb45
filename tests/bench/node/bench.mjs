// Measures the npm package against what else a Node receiver would use; prints a line of JSON for each row.
//
// node bench.mjs FULL|QUICK, in a folder where the packed tarball and the packages of package.json are installed.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { Webhook } from "hookseal";
import * as standardwebhooks from "standardwebhooks";

import { SECRET, standardWebhooks, tampered, transcodely } from "./deliveries.mjs";
import { EFFORTS, duel } from "./rounds.mjs";
import { verifyWebhook } from "./transcodely.mjs";

const KIB = 1024;
const SIZES = [128, KIB, 4 * KIB, 16 * KIB, 100 * KIB, KIB * KIB];

const ours = {
  transcodely: new Webhook("transcodely", SECRET),
  standardWebhooks: new Webhook("standard-webhooks", SECRET),
};
const theirs = new standardwebhooks.Webhook(SECRET);

// Each side takes what `express.raw` and `request.headers` hand out, and throws unless the delivery is accepted.
const CONTESTS = [
  {
    rival: "Transcodely's own snippet",
    make: transcodely,
    ours: ({ body, headers }) => accepted(ours.transcodely.verify(body, headers).authentication === "signature"),
    theirs: ({ body, headers }) =>
      accepted(verifyWebhook(body.toString(), headers["x-transcodely-signature"], headers["x-transcodely-timestamp"])),
  },
  {
    rival: `standardwebhooks ${installed("standardwebhooks").version}`,
    make: standardWebhooks,
    ours: ({ body, headers }) => accepted(ours.standardWebhooks.verify(body, headers).authentication === "signature"),
    // It throws what it refuses. Parsing the JSON is no part of verifying, so it is told not to.
    theirs: ({ body, headers }) => accepted(theirs.verify(body, headers, { jsonParse: false }) === undefined),
  },
];

function accepted(answer) {
  if (answer !== true) throw new Error("a genuine delivery was refused");
}

function refuses(verify, delivery) {
  try {
    verify(delivery);
    return false;
  } catch {
    return true;
  }
}

function installed(name) {
  return JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), "utf8"));
}

function print(line) {
  console.log(JSON.stringify(line));
}

const effort = EFFORTS[process.argv[2]];
const wasm = readFileSync(new URL("./node_modules/hookseal/dist/wasm/core_bg.wasm", import.meta.url));
print({
  runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}, OpenSSL ${process.versions.openssl}`,
  ours: `hookseal ${installed("hookseal").version}`,
  wasm: { raw: wasm.length, gzip: gzipSync(wasm, { level: 9 }).length },
});

let passed = 0;
let failed = 0;
for (const contest of CONTESTS) {
  for (const size of SIZES) {
    const forged = tampered(contest.make(size));
    if (!refuses(contest.ours, forged) || !refuses(contest.theirs, forged)) {
      console.log(`${contest.rival}, ${size} bytes: a tampered delivery was accepted`);
      failed += 1;
      continue;
    }
    print({ rival: contest.rival, size, rounds: duel(contest, size, effort) });
    passed += 1;
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
