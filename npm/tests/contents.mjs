// Compares the files of the tarball with the ones that belong there (threat 147).

import { execFileSync } from "node:child_process";

const inFolder = (folder, names) => names.split(" ").map((name) => `${folder}/${name}`);
// What package.json exports, by both kinds of program and with its declarations.
const ENTRIES = [
  ...inFolder("dist", "explain express fastify hono index lambda nest web"),
  ...inFolder("dist/replay", "contract d1 durable-object memory postgres redis sqlite"),
];
// What they share; and what they say of its types.
const CODE = [
  "dist/receiver",
  ...inFolder("dist/receive", "answers configure context event fetch fixes node note otherwise peer reading"),
  ...inFolder("dist/receive", "refused request within"),
  ...inFolder("dist/replay", "contract-checks contract-trial guard sql state statements wrong-client"),
];
const TYPES = [
  ...inFolder("dist", "body delivery errors events generated headers options provider scheme webhook"),
  ...inFolder("dist/explain", "codes report"),
  ...inFolder("dist/receive", "event log options public refused"),
  ...inFolder("dist/replay", "contract-trial store"),
];
const EXPECTED = [
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "package.json",
  ...[...ENTRIES, ...CODE].flatMap((name) => [`${name}.cjs`, `${name}.js`]),
  ...[...ENTRIES, ...TYPES].flatMap((name) => [`${name}.d.cts`, `${name}.d.ts`]),
  "dist/cli.js",
  ...inFolder("dist/wasm", "core_bg.wasm edge-light.js inline.cjs inline.js workerd.js"),
  ...inFolder("dist/wasm/explain", "explain_bg.wasm edge-light.js inline.cjs inline.js workerd.js"),
];

const found = execFileSync("tar", ["-tf", process.argv[2]], { encoding: "utf8" }).trim().split("\n");
const names = found.map((path) => path.replace(/^package\//, ""));
// A comparison that would let anything pass proves nothing.
const controls = [[...names, "src/index.ts"], names.slice(1), [...names, names[0]]];
const missed = controls.filter((changed) => differences(changed).length === 0);
const wrong = differences(names);
wrong.forEach((line) => console.log(line));
console.log(`${names.length} passed, ${wrong.length + missed.length} failed`);

function differences(names) {
  return [
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `${name} is there twice`),
    ...names.filter((name) => !EXPECTED.includes(name)).map((name) => `${name} does not belong into the package`),
    ...EXPECTED.filter((name) => !names.includes(name)).map((name) => `${name} is missing from the package`),
  ];
}
