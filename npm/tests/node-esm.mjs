// The vectors in Node, with the package imported.

import * as library from "hookseal";

import { conformance } from "./conformance.mjs";
import { report } from "./report.mjs";
import { readVectors } from "./vectors.mjs";

report(`node ${process.version}, ESM`, conformance(library, await readVectors()));
