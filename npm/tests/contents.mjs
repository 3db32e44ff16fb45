// Compares the files of the tarball with the ones that belong there (threat 147).

import { execFileSync } from "node:child_process";

const MODULES = "body delivery errors generated headers index options provider scheme webhook".split(" ");
const EXPECTED = [
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "package.json",
  "dist/index.cjs",
  "dist/index.js",
  ...MODULES.flatMap((name) => [`dist/${name}.d.cts`, `dist/${name}.d.ts`]),
  ...["core_bg.wasm", "edge-light.js", "inline.cjs", "inline.js", "workerd.js"].map((name) => `dist/wasm/${name}`),
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
