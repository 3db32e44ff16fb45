// Says why a request was refused, in a thread of its own: that may take seconds, in which others would not be answered.

import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Endpoint } from "../endpoint.js";

/** A request as far as it is explained. */
export interface Refused {
  readonly body: Uint8Array;
  readonly headers: readonly (readonly [string, string])[];
  readonly method: string;
  readonly url: string;
  readonly peer: string | null;
}

/** Explains one request at a time. */
export class Explainer {
  readonly #endpoint: Endpoint;
  #worker: Worker | null = null;
  /** Null while nothing is being explained. */
  #settle: ((finding: string | null) => void) | null = null;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /** The first finding in a line; null if there is none, or another request is being explained. */
  async explain({ body, headers, method, url, peer }: Refused): Promise<string | null> {
    if (body.length > LIMIT) return "not explained: the body has more than 1 MiB";
    if (this.#settle !== null) return null;
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#worker ??= this.#start();
      this.#worker.postMessage({ body, headers, method, url, peer } satisfies Refused);
    });
  }

  #start(): Worker {
    const { provider, options } = this.#endpoint;
    // The bundle itself: `explainForOthers` is what it does there.
    const worker = new Worker(new URL(import.meta.url), { workerData: { provider, options } });
    worker.on("message", (finding: string | null) => this.#end(finding));
    // It is followed by the exit.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      this.#worker = null;
      this.#end(null);
    });
    return worker;
  }

  #end(finding: string | null): void {
    this.#settle?.(finding);
    this.#settle = null;
  }
}

/** Where the program was started as that thread it explains what it is sent; elsewhere it is told so. */
export function explainForOthers(): boolean {
  if (isMainThread) return false;
  const { provider, options } = workerData as Pick<Endpoint, "provider" | "options">;
  parentPort!.on("message", async ({ body, headers, method, url, peer }: Refused) => {
    const { explain } = await import("../../explain.js");
    const given = { method, url, remoteAddress: peer ?? undefined };
    const [first] = explain(provider, options, body, headers, given).findings;
    parentPort!.postMessage(first === undefined ? null : `${first.code}: ${first.message}`);
  });
  return true;
}

/** Bytes of the body: what is tried costs time for each. */
const LIMIT = 1024 * 1024;
