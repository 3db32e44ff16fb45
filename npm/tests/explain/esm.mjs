// The planted cases, as ESM, in all shapes.

import { inspect } from "node:util";
import * as library from "hookseal/explain";
import { runCases } from "./cases.mjs";
import { files } from "./files.mjs";

const look = (value) => inspect(value, { showHidden: true, depth: 20, getters: true });
const { passed, failed, failures } = runCases(library, files, { look, shapes: true });
console.log([...failures, `${passed} passed, ${failed} failed`].join("\n"));
