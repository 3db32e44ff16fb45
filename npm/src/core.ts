// Starts the core, and reads the numbers that it leaves in its memory.

import { wasm } from "#wasm";
import { CoreWebhook, algorithms, initSync, longestForm, version } from "../wasm/core.js";
import type { Algorithm } from "./scheme.js";
import { start } from "./start.js";

export { longestForm, type CoreWebhook };

/** The algorithms by the index that the core gives; filled when the core starts. */
export const algorithmNames: Algorithm[] = [];

let memory: { readonly buffer: ArrayBuffer };
let numbers = new Float64Array();

/** The core's memory as numbers. */
export function coreNumbers(): Float64Array {
  // A view is empty once the memory has grown.
  if (numbers.length === 0) numbers = new Float64Array(memory.buffer);
  return numbers;
}

/** The core's class, started if it was not. */
export function startCore(): typeof CoreWebhook {
  if (algorithmNames.length > 0) return CoreWebhook;
  ({ memory } = start(wasm, initSync, version));
  algorithmNames.push(...(algorithms() as Algorithm[]));
  return CoreWebhook;
}
