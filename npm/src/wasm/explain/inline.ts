// What explains, as bytes inside this file.

import bytes from "../../../wasm/explain_bg.wasm";
import type { Compiled } from "../../start.js";
import { compile } from "../compile.js";

export const wasm: Compiled = compile(bytes);
