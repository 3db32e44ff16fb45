// Starts the module that explains.

import { wasm } from "#explain-wasm";
import { CoreExplainer, PackedSecrets, describeProvider, initSync, version } from "../../wasm/explain.js";
import { start } from "../start.js";

/** What the module offers. */
export interface ExplainCore {
  readonly CoreExplainer: typeof CoreExplainer;
  readonly PackedSecrets: typeof PackedSecrets;
  readonly describeProvider: typeof describeProvider;
}

export type { CoreExplainer, Explained } from "../../wasm/explain.js";

let core: ExplainCore | undefined;

/** The module, started if it was not. */
export function startExplain(): ExplainCore {
  if (core === undefined) {
    start(wasm, initSync, version);
    core = { CoreExplainer, PackedSecrets, describeProvider };
  }
  return core;
}
