// Node, Bun and Deno, as ESM. It needs no permission.

import * as library from "hookseal";
import * as explaining from "hookseal/explain";
import { report } from "../report.mjs";
import vectors from "../vectors.mjs";

console.log(report(library, explaining, vectors));
