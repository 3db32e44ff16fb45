// The core as bytes inside this file.

import bytes from "../../wasm/core_bg.wasm";
import type { Compiled } from "../start.js";
import { compile } from "./compile.js";

export const wasm: Compiled = compile(bytes);
